/* SPDX-License-Identifier: MIT */
/*
 * What a module needs and does not own: imports, and what is wrong about them.
 */
#include "own_parts.h"

#include <string.h>

#include "ir_names.h"
#include "needs.h"

/* How many of those who need a declaration are named. */
#define NAMED_NEEDERS 3

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

static gint compare_places(gconstpointer a, gconstpointer b)
{
    const IrDecl *left = *(IrDecl *const *)a, *right = *(IrDecl *const *)b;
    int order = g_strcmp0(left->file, right->file);

    if (order == 0 && left->line != right->line) {
        order = left->line < right->line ? -1 : 1;
    }
    return order != 0 ? order : strcmp(left->key, right->key);
}

/* Who needs one declaration, as far as they are named. */
typedef struct Needers {
    Ir *ir;
    const IrDecl *needed;
    const IrDecl *current;
    GString *names;
    unsigned count;
} Needers;

static void note_needer(const IrDecl *needed, void *data)
{
    Needers *needers = data;

    if (needed != needers->needed || needers->current == NULL) {
        return;
    }
    if (needers->count++ < NAMED_NEEDERS) {
        g_string_append_printf(needers->names, "%s%s", needers->count > 1 ? ", " : "",
                               ir_decl_title(needers->ir, needers->current));
    }
    needers->current = NULL; /* each is named once */
}

/* "function foo, struct bar and 3 more". New. */
static char *needers_text(Ir *ir, const IrDecl *needed)
{
    Needers needers = {.ir = ir, .needed = needed, .names = g_string_new(NULL)};

    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            needers.current = ir->decls[kind]->pdata[i];
            if (needers.current->selected) {
                needs_direct(needers.current, note_needer, &needers);
            }
        }
    }
    if (needers.count > NAMED_NEEDERS) {
        g_string_append_printf(needers.names, " and %u more",
                               needers.count - NAMED_NEEDERS);
    }
    return g_string_free(needers.names, FALSE);
}

static void report_unowned(const Owners *owners, Diagnostics *diag)
{
    const ManifestText *place = &owners->manifest->name;
    GPtrArray *unowned = owners->unowned;
    const IrDecl *first;

    g_ptr_array_sort(unowned, compare_places);
    first = unowned->pdata[0];
    diag_report(diag, DIAG_ERROR, owners->manifest->path, place->line, place->column,
                "module '%s' needs %s%s, which no module owns",
                owners->manifest->name.text, ir_decl_title(owners->ir, first),
                unowned->len > 1 ? " and others" : "");
    for (guint i = 0; i < unowned->len; i++) {
        const IrDecl *decl = unowned->pdata[i];
        char *needers = needers_text(owners->ir, decl);
        diag_report(diag, DIAG_NOTE, ir_file_path(owners->ir, decl->file), decl->line,
                    decl->column, "%s%s; needed by %s", ir_decl_title(owners->ir, decl),
                    decl->line > 0 ? " is declared here" : " of the compiler's headers",
                    needers);
        g_free(needers);
    }
    diag_note(diag,
              "for each: own it (\"allow\"), depend on the module that owns it, name the "
              "header that the bindings shall include for it (\"system\"), make the "
              "record whose member needs it \"opaque\", or \"block\" it and declare it "
              "in \"raw\"");
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

bool owners_finish(Owners *owners, Diagnostics *diag)
{
    Ir *ir = owners->ir;
    bool done = owners->unowned->len == 0 && owners->claims->len == 0;

    report_claims(owners, diag);
    ir_sort_imports(ir->imports);
    if (owners->unowned->len > 0) {
        report_unowned(owners, diag);
    }
    for (guint i = 0; i < ir->imports->len; i++) {
        done = check_single(owners, ir->imports->pdata[i], diag) && done;
    }
    return done;
}
