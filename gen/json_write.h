/* SPDX-License-Identifier: MIT */
/*
 * Writing the interface record as JSON, member by member as docs/ir.md says.
 */
#ifndef BINDERY_GEN_JSON_WRITE_H
#define BINDERY_GEN_JSON_WRITE_H

#include <glib.h>

#include "ir.h"

/*
 * Appends the record to out (borrowed). Declarations that are selected and types that are
 * listed are in it. Each ir->decls must be sorted by key; the rest is sorted here. Equal
 * records give equal bytes.
 */
void json_write_record(const Ir *ir, GString *out);

#endif
