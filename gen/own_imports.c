/* SPDX-License-Identifier: MIT */
/*
 * What a module needs and does not own: imports, and what is wrong about them.
 */
#include <string.h>

#include "ir_names.h"
#include "own_parts.h"

/* An unnamed or nested type comes with what it stands in. */
static bool stands_in_selected(const IrDecl *decl)
{
    for (decl = decl->owner; decl != NULL; decl = decl->owner) {
        if (decl->selected) {
            return true;
        }
    }
    return false;
}

bool owners_resolve(Owners *owners, IrDecl *decl)
{
    Owner owner = owners_find(owners, decl);

    if (owner.from != NULL) {
        if (g_hash_table_add(owners->imported, decl)) {
            decl->from = ir_string(owners->ir, owner.from);
            g_ptr_array_add(owners->ir->imports, decl);
        }
        return false;
    }
    if (owners_is_mention(decl) || stands_in_selected(decl)) {
        return true;
    }
    if (!g_ptr_array_find(owners->unowned, decl, NULL)) {
        g_ptr_array_add(owners->unowned, decl);
    }
    return false;
}

void owners_refuse_claim(Owners *owners, const IrDecl *decl, const PatternSource *source,
                         const char *text)
{
    Claim claim = {source, text, decl, 1};

    if (owners_is_mention(decl)) {
        return;
    }
    for (guint i = 0; i < owners->claims->len; i++) {
        Claim *known = &g_array_index(owners->claims, Claim, i);
        if (known->source == source) {
            known->count++;
            return;
        }
    }
    g_array_append_val(owners->claims, claim);
}

static void report_claims(const Owners *owners, Diagnostics *diag)
{
    const Manifest *manifest = owners->manifest;

    for (guint i = 0; i < owners->claims->len; i++) {
        const Claim *claim = &g_array_index(owners->claims, Claim, i);
        const PatternSource *source = claim->source;
        char *more = claim->count > 1 ? g_strdup_printf(" and %u more", claim->count - 1)
                                      : g_strdup("");
        diag_report(diag, DIAG_ERROR, manifest->path,
                    source != NULL ? source->line : manifest->name.line,
                    source != NULL ? source->column : manifest->name.column,
                    "%s '%s' takes %s%s, which module '%s' owns; narrow the pattern, or "
                    "\"block\" what is not this module's",
                    source != NULL ? source->option : "module",
                    source != NULL ? claim->text : manifest->name.text,
                    ir_decl_title(owners->ir, claim->decl), more,
                    owners_find(owners, claim->decl).from);
        g_free(more);
    }
}

/* The bindings of two modules cannot both declare one record or enum. */
static bool check_single(const Owners *owners, const IrDecl *decl, Diagnostics *diag)
{
    const Owned *owned = g_hash_table_lookup(owners->owned, decl);
    const ManifestText *place;

    if (owned == NULL || owned->owner.decl == NULL || owned->second == NULL) {
        return true;
    }
    place = owners_entry(owners, owned->second->module);
    diag_report(diag, DIAG_ERROR, owners->manifest->path, place->line, place->column,
                "%s is owned by module '%s' and by module '%s'; let one of them "
                "\"block\" it or depend on the other",
                ir_decl_title(owners->ir, decl), owned->owner.from,
                owned->second->module);
    return false;
}

const GPtrArray *owners_unowned(const Owners *owners)
{
    return owners->unowned;
}

void owners_settle(Owners *owners)
{
    GPtrArray *unowned = owners->unowned;
    guint kept = 0;

    for (guint i = 0; i < unowned->len; i++) {
        IrDecl *decl = unowned->pdata[i];
        if (owners_find(owners, decl).from != NULL) {
            owners_resolve(owners, decl);
        } else {
            unowned->pdata[kept++] = decl;
        }
    }
    g_ptr_array_set_size(unowned, (gint)kept);
}

bool owners_finish(Owners *owners, GHashTable *headers, Diagnostics *diag)
{
    Ir *ir = owners->ir;
    bool done = owners->unowned->len == 0 && owners->claims->len == 0;

    report_claims(owners, diag);
    ir_sort_imports(ir->imports);
    if (owners->unowned->len > 0) {
        owners_report_unowned(owners, headers, diag);
    }
    for (guint i = 0; i < ir->imports->len; i++) {
        done = check_single(owners, ir->imports->pdata[i], diag) && done;
    }
    return done;
}
