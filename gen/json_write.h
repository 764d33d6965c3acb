/* SPDX-License-Identifier: MIT */
/*
 * Writing the interface record as JSON, member by member as docs/ir.md says.
 */
#ifndef BINDERY_GEN_JSON_WRITE_H
#define BINDERY_GEN_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "ir.h"
#include "json_text.h"

/*
 * Appends the record to out (borrowed). Declarations that are selected and types that are
 * listed are in it. Each ir->decls must be sorted by key; the rest is sorted here. Equal
 * records give equal bytes.
 */
void json_write_record(const Ir *ir, GString *out);

/* The same in pieces (pieces.h), which are new: joining them would cost a tenth of what
 * writing them does. helped: a second thread takes half of the work. */
GPtrArray *json_write_pieces(const Ir *ir, bool helped);

/* Puts the members of a brief record: docs/templates.md says what is in one. */
void json_put_brief(JsonText *text, const Ir *ir);

#endif
