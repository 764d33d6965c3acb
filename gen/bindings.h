/* SPDX-License-Identifier: MIT */
/*
 * The C of a record's bindings. What there is much of (declarations, assertions,
 * definitions) is text that is put together here; templates arrange it.
 */
#ifndef BINDERY_GEN_BINDINGS_H
#define BINDERY_GEN_BINDINGS_H

#include <glib.h>

#include "ir.h"
#include "json_text.h"

/*
 * Works the bindings of a finished record (borrowed: spelled, ordered, its lists sorted)
 * out. Appends their texts to texts (of GString *, which it owns), and puts the member
 * "bindings" to json: which text is what by its number in texts, and what else templates
 * ask about the C. docs/templates.md describes it. ir is only read, so another thread may
 * read it at the same time.
 */
void bindings_put(const Ir *ir, GPtrArray *texts, JsonText *json);

#endif
