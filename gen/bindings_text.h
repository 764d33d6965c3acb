/* SPDX-License-Identifier: MIT */
/*
 * Spelling the C of bindings: comments, constants, declarators, and lines that fit. All
 * append to out (borrowed).
 */
#ifndef BINDERY_GEN_BINDINGS_TEXT_H
#define BINDERY_GEN_BINDINGS_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "append.h"

/* Columns of a line; a declaration of fewer stands on one. */
#define BINDINGS_WIDTH  90
#define BINDINGS_INDENT "    "

/* Whether an identifier may go on with the byte; all beyond ASCII are taken for letters.
 */
static inline bool bindings_is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Columns that the text takes: characters, whatever their bytes. */
size_t bindings_columns(const char *text, size_t length);

/* A documentation comment with its final newline; nothing for no text (NULL or ""). */
void bindings_put_doc(GString *out, const char *doc, const char *indent);

/*
 * A declaration of that length, whose first line stands behind indent already, broken
 * into lines of fewer than BINDINGS_WIDTH columns where that can be done: between
 * parameters and before attributes.
 */
void bindings_put_wrapped(GString *out, const char *text, size_t length,
                          const char *indent);

/* An integer constant for a decimal: of the narrowest type of int, long, long long and
 * unsigned long long that has it. */
void bindings_put_literal(GString *out, const char *decimal);

/* Whether long long or unsigned long long has the decimal. */
bool bindings_fits_integer(const char *decimal);

/* `_Static_assert(condition, "text");` */
void bindings_put_static_assert(GString *out, const char *condition, const char *text);

/* The declaration of a name with a type that is spelled without a declarator. */
void bindings_put_declared(GString *out, const char *type, const char *name);

/* An identifier as like the text as C allows (new). */
char *bindings_identifier(const char *text);

/* The text without bytes that are no UTF-8, each of which becomes U+FFFD: itself where
 * there are none, or else new and kept in *made (freed first). */
const char *bindings_valid_text(const char *text, char **made);

/* Separates what is appended next from what is there, if anything is. */
static inline void bindings_separate(GString *out, const char *separator)
{
    if (out->len > 0) {
        append_text(out, separator);
    }
}

#endif
