/* SPDX-License-Identifier: MIT */
/*
 * Operations tables: which handlers together fill which record.
 */
#ifndef BINDERY_GEN_TABLES_H
#define BINDERY_GEN_TABLES_H

#include "handlers_find.h"

/*
 * Fills the record's tables from the handlers of record members and the marks that
 * declare tables, sorted by name; reports every error. The record's objects must be
 * known.
 */
void tables_find(Trampolines *all);

#endif
