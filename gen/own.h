/* SPDX-License-Identifier: MIT */
/*
 * Ownership: who declares what a module needs and does not own itself. Each declaration
 * belongs to one module, or to a system header that the bindings include; what neither
 * these nor the module's own patterns have is an error in its manifest.
 */
#ifndef BINDERY_GEN_OWN_H
#define BINDERY_GEN_OWN_H

#include <stdbool.h>

#include <glib.h>

#include "diag.h"
#include "ir.h"
#include "manifest.h"

typedef struct Owners Owners;

/* Who else declares something. */
typedef struct Owner {
    const char *from;     /* "glib", "<stddef.h>"; NULL: nobody */
    const Ir *dependency; /* the module's record; NULL of a system header */
    const IrDecl *decl;   /* what it is there; NULL where the record does not have it */
    bool blocked;         /* the module does not want it, but a pattern may claim it */
} Owner;

/*
 * New; free it with owners_destroy(). All arguments are borrowed and must outlive it.
 * dependencies are records of const Ir *, NULL for none; system maps declarations (IrDecl
 * *) to the header that has them, "<stddef.h>". Records that a dependency shows as
 * storage are opaque in ir from here on.
 */
Owners *owners_create(Ir *ir, const Manifest *manifest, const GPtrArray *dependencies,
                      GHashTable *system);

/* NULL is taken. */
void owners_destroy(Owners *owners);

/* Who else declares it. A record that only ir defines is nobody's. */
Owner owners_find(const Owners *owners, const IrDecl *decl);

/* Whether it is a record that nobody defines and a dependency's bindings mention: it is
 * mentioned again only where it is needed. */
bool owners_mention(const Owners *owners, const IrDecl *decl);

/*
 * The declaration of ir that a declaration of a dependency is (borrowed): of the same
 * key, or called as the dependency's bindings call it. NULL for none.
 */
IrDecl *owners_own_view(const Owners *owners, const Ir *dependency, const IrDecl *decl);

/*
 * Something that is not selected is needed. True: it is taken here, with the declaration
 * that it stands in, or as a mention of a record that nobody defines. False: it is an
 * import, or an error that owners_finish() reports.
 */
bool owners_resolve(Owners *owners, IrDecl *decl);

/*
 * The module's pattern takes what a dependency owns, which owners_finish() reports: once
 * for each pattern. source and text are borrowed; NULL where the pattern is not known.
 */
void owners_refuse_claim(Owners *owners, const IrDecl *decl, const PatternSource *source,
                         const char *text);

/* What is needed and nobody declares so far: of IrDecl *, borrowed. */
const GPtrArray *owners_unowned(const Owners *owners);

/* Asks again for all of it: system may have more by now. */
void owners_settle(Owners *owners);

/*
 * Gives the record its imports, sorted. False with errors reported: what is needed and
 * nobody declares, or two do, and what is claimed. headers (NULL for none) says of what
 * nobody declares which system header would: IrDecl * -> "stdio.h".
 */
bool owners_finish(Owners *owners, GHashTable *headers, Diagnostics *diag);

/* The module's manifest (borrowed). */
const Manifest *owners_manifest(const Owners *owners);

/* The entry of the manifest's "depends" through which that module comes (borrowed). */
const ManifestText *owners_entry(const Owners *owners, const char *module);

#endif
