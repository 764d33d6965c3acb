/* SPDX-License-Identifier: MIT */
/*
 * Spelling: C text for types and declarations, as a person would write them.
 */
#ifndef BINDERY_GEN_SPELL_H
#define BINDERY_GEN_SPELL_H

#include "ir.h"

/*
 * Appends the declaration of a name with that type: `int (*handler)(void *opaque, int
 * n)`. An empty name gives the type alone. params name the parameters of the outermost
 * function, or of the function that the outermost pointers lead to; NULL for unnamed
 * ones. An unnamed record or enum is written with IR_BODY_MARK in the place of its body.
 */
void spell_append(GString *out, const IrType *type, const char *name,
                  const IrParam *params, unsigned n_params);

/*
 * The key that a type has in the record: its spelling alone, where an unnamed type is
 * called by its key. New; free it with g_free().
 */
char *spell_type_key(const IrType *type);

/* The keyword of C++17 and identifier of C that the name is; NULL when it is none. */
const char *spell_cxx_keyword(const char *name);

static inline bool spell_is_cxx_keyword(const char *name)
{
    return spell_cxx_keyword(name) != NULL;
}

/* What follows the string literal that begins there (borrowed). */
const char *spell_after_string(const char *at);

/*
 * Enters a type under its key; one that is there already is given instead (borrowed). The
 * type's own spelling need not be set.
 */
const IrType *spell_intern(Ir *ir, const IrType *type);

/* A spelling behind its qualifiers (borrowed: a part of it). */
const char *spell_after_qualifiers(const char *spelling);

/*
 * Lets a macro that stands for an enumerator of the record be that enumerator, and not
 * its number: C++ tells the two apart.
 */
void spell_macros(Ir *ir);

/*
 * Fills in the C text of every selected declaration and its members, and what C++ cannot
 * see of them. Declarations that C cannot repeat keep c NULL and are listed as
 * unsupported.
 */
void spell_record(Ir *ir);

#endif
