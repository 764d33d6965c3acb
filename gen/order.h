/* SPDX-License-Identifier: MIT */
#ifndef BINDERY_GEN_ORDER_H
#define BINDERY_GEN_ORDER_H

#include "ir.h"

/*
 * Fills ir->order with the selected declarations, each after what C must have seen before
 * it, otherwise in the order of the source; and ir->tags with the records that a
 * prototype mentions before they are declared. Unnamed types stand in their owners, not
 * here.
 */
void order_record(Ir *ir);

/*
 * Sorts the record's lists by key, which is the order in which they are written. Until
 * then they are in the order of the source: so they lie in memory, and all that goes
 * through them is the faster for it.
 */
void order_lists(Ir *ir);

#endif
