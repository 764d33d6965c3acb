/* SPDX-License-Identifier: MIT */
/*
 * Names as the original headers have them, where the bindings have others.
 */
#ifndef BINDERY_GEN_BINDINGS_ORIGINAL_H
#define BINDERY_GEN_BINDINGS_ORIGINAL_H

#include <stdbool.h>

#include "ir.h"

typedef struct BindingsOriginals BindingsOriginals;

/* All that is renamed in the record, which must outlive it (new; free it with
 * bindings_originals_destroy()). */
BindingsOriginals *bindings_originals_create(const Ir *ir);
void bindings_originals_destroy(BindingsOriginals *originals);

/* Whether anything is renamed: without that, every text is as it was. */
bool bindings_any_renamed(const BindingsOriginals *originals);

/* Appends C text of that length, which names types and constants, as the original headers
 * have it. */
void bindings_put_originally(const BindingsOriginals *originals, GString *out,
                             const char *text, size_t length);

/* Appends what is checked of the bindings and of the original headers: once, where both
 * texts are the same, or else for each. */
void bindings_put_either(GString *out, const char *prefix, const GString *renamed,
                         const GString *original);

#endif
