/* SPDX-License-Identifier: MIT */
/* What own.c, own_imports.c and own_unowned.c share: for them only. */
#ifndef BINDERY_GEN_OWN_PARTS_H
#define BINDERY_GEN_OWN_PARTS_H

#include "own.h"

/* What a dependency's record has. */
typedef struct Owned {
    Owner owner;
    const Ir *second; /* another dependency that owns it too; NULL for none */
} Owned;

/* A pattern that takes what a dependency owns. */
typedef struct Claim {
    const PatternSource *source; /* NULL where it is not known */
    const char *text;
    const IrDecl *decl; /* the first that it takes */
    guint count;
} Claim;

struct Owners {
    Ir *ir;
    const Manifest *manifest;
    const GPtrArray *dependencies; /* of const Ir *; may be NULL */
    GHashTable *system;            /* IrDecl * -> "<stddef.h>" */
    GHashTable *bindings; /* file name -> const Ir *: that module's generated headers */
    GHashTable *shown;    /* renamed of any dependency: "kind key" as shown -> IrDecl * */
    GHashTable *owned;    /* IrDecl * -> Owned *: by its key */
    GHashTable *imported; /* set of IrDecl * */
    GPtrArray *unowned;   /* of IrDecl *, each once */
    GArray *claims;       /* of Claim */
};

static inline guint owners_n_dependencies(const Owners *owners)
{
    return owners->dependencies != NULL ? owners->dependencies->len : 0;
}

/* A record that is declared and not defined. */
static inline bool owners_is_mention(const IrDecl *decl)
{
    return decl->kind == IR_RECORD && !decl->complete;
}

/* own_unowned.c: reports what is needed and nobody declares, and the ways out; headers as
 * in owners_finish(). */
void owners_report_unowned(const Owners *owners, GHashTable *headers, Diagnostics *diag);

#endif
