/* SPDX-License-Identifier: MIT */
/*
 * Property tables: what the marked members of a device come out as (Property).
 */
#ifndef BINDERY_GEN_QOM_PROPERTY_H
#define BINDERY_GEN_QOM_PROPERTY_H

#include "handlers_find.h"

/* Defines the object's property table and gives its name; NULL when it has no properties,
 * or with every error reported. */
const char *qom_properties(Trampolines *all, const IrObject *object);

#endif
