/* SPDX-License-Identifier: MIT */
/*
 * What an entry below "callbacks" in a manifest speaks of: the declaration, and its
 * parameter or member. For callbacks_override.c only.
 */
#ifndef BINDERY_GEN_CALLBACK_PLACE_H
#define BINDERY_GEN_CALLBACK_PLACE_H

#include <stdbool.h>

#include "diag.h"
#include "ir.h"
#include "manifest.h"

typedef struct Overriding {
    Ir *ir;
    const Manifest *manifest;
    const GPtrArray *dependencies; /* of const Ir *; NULL for none */
    Diagnostics *diag;
    const ManifestCallback *entry; /* the one at hand */
    bool failed;
} Overriding;

/* Reports an error where the entry stands. */
void override_fail(Overriding *all, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The function, record or callback typedef of that name, the record behind a typedef of
 * one; NULL when there is none. */
IrDecl *override_find_named(const Ir *ir, const char *name);

/* The declaration that the entry speaks of, or NULL with an error reported. */
IrDecl *override_declaration(Overriding *all);

/* The parameters of a function, or the members of a record, alike. */
const char *place_name(const IrDecl *decl, unsigned i);
const IrType *place_type(const IrDecl *decl, unsigned i);
const char *place_word(const IrDecl *decl);

/* The parameter or member of that name, or the parameter of that number from 1; -1 with
 * an error reported. */
int find_place(Overriding *all, const IrDecl *decl, const char *text);

#endif
