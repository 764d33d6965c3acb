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
 * Works the bindings of a record out. Appends their texts to texts (of GString *, which
 * it owns), and puts the member "bindings" to json: which text is what by its number in
 * texts, and what else templates ask about the C. docs/templates.md describes it. Nothing
 * is changed in ir.
 */
void bindings_put(const Ir *ir, GPtrArray *texts, JsonText *json);

#endif
