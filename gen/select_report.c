/* SPDX-License-Identifier: MIT */
/*
 * What is said of a selection when all is selected: of patterns that are of no use, and
 * of a record with nothing in it.
 */
#include <string.h>

#include "ir_names.h"
#include "select_parts.h"

/* How many files a message names. */
#define NAMED 3

static bool matches(const Pattern *pattern, const IrDecl *decl)
{
    return g_regex_match(pattern->regex, decl->name, 0, NULL) ||
           g_regex_match(pattern->regex, decl->key, 0, NULL);
}

/* Whether the patterns of that list speak of declarations of that kind. */
static bool is_about(SelectList list, IrDeclKind kind)
{
    if (list == SELECT_OPAQUE_TYPE) {
        return kind == IR_RECORD || kind == IR_TYPEDEF;
    }
    return list == SELECT_BLOCK_ITEM || list == select_block_list(kind) ||
           (list == SELECT_BLOCK_VARIABLE && kind != IR_FUNCTION);
}

/* The first declaration by its key, of a dependency or not, that the pattern matches;
 * NULL for none. */
static const IrDecl *find_match(const Pattern *pattern, SelectList list, const Ir *ir,
                                const Owners *owners, bool of_dependency)
{
    const IrDecl *found = NULL;
    GHashTableIter iter;
    gpointer value;

    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        g_hash_table_iter_init(&iter, ir->decl_by_key[kind]);
        while (is_about(list, (IrDeclKind)kind) &&
               g_hash_table_iter_next(&iter, NULL, &value)) {
            const IrDecl *decl = value;
            if ((found == NULL || strcmp(decl->key, found->key) < 0) &&
                matches(pattern, decl) &&
                (owners_find(owners, decl).decl != NULL) == of_dependency) {
                found = decl;
            }
        }
    }
    return found;
}

/* What the pattern matches of a dependency's, if it matches nothing else. */
static const IrDecl *find_others(const Pattern *pattern, SelectList list, const Ir *ir,
                                 const Owners *owners)
{
    const IrDecl *others = find_match(pattern, list, ir, owners, true);

    return others != NULL && find_match(pattern, list, ir, owners, false) == NULL ? others
                                                                                  : NULL;
}

/* Why an "opaque" pattern that names a type is of no use; NULL when it names none. */
static const char *opaque_problem(const Pattern *pattern, Ir *ir)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, ir->decl_by_key[IR_TYPEDEF]);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        if (matches(pattern, value)) {
            return "matches no record, and only records can be opaque";
        }
    }
    return NULL;
}

/* False when the pattern is a manifest's. */
static bool report(const Pattern *pattern, const char *problem, Diagnostics *diag)
{
    const bool in_manifest = pattern->source.file != NULL;

    diag_report(diag, in_manifest ? DIAG_ERROR : DIAG_WARNING, pattern->source.file,
                pattern->source.line, pattern->source.column, "%s '%s' %s",
                pattern->source.option, pattern->text, problem);
    return !in_manifest;
}

static bool report_list(const GArray *patterns, SelectList list, Ir *ir,
                        Diagnostics *diag)
{
    bool done = true;

    for (guint i = 0; i < patterns->len; i++) {
        const Pattern *pattern = &g_array_index(patterns, Pattern, i);
        const char *problem =
            list == SELECT_OPAQUE_TYPE ? opaque_problem(pattern, ir) : NULL;
        if (!pattern->used) {
            done = report(pattern, problem != NULL ? problem : "matches nothing", diag) &&
                   done;
        }
    }
    return done;
}

/* A module says nothing about what another one owns. */
static bool report_others(const GArray *patterns, SelectList list, Ir *ir,
                          const Owners *owners, Diagnostics *diag)
{
    bool done = true;

    for (guint i = 0; i < patterns->len; i++) {
        const Pattern *pattern = &g_array_index(patterns, Pattern, i);
        const IrDecl *decl =
            pattern->used ? find_others(pattern, list, ir, owners) : NULL;
        if (decl != NULL) {
            const char *from = owners_find(owners, decl).from;
            done = report(pattern,
                          ir_printf(ir,
                                    "matches only what module '%s' owns (%s); say it in "
                                    "the manifest of that module",
                                    from, ir_decl_title(ir, decl)),
                          diag) &&
                   done;
        }
    }
    return done;
}

/* Blocking what is a dependency's narrows a pattern that allows it. */
static bool is_useful_in(const Selection *selection, SelectList list)
{
    for (int i = SELECT_ALLOW_FILE; i <= SELECT_ALLOW_ITEM; i++) {
        if (selection->lists[i]->len > 0) {
            return list != SELECT_OPAQUE_TYPE;
        }
    }
    return false;
}

bool select_report_unused(const Selection *selection, Ir *ir, const Owners *owners,
                          Diagnostics *diag)
{
    bool done = report_list(selection->styles, SELECT_LISTS, ir, diag);

    for (int i = 0; i < SELECT_LISTS; i++) {
        done = report_list(selection->lists[i], (SelectList)i, ir, diag) && done;
    }
    for (int i = SELECT_BLOCK_TYPE; owners != NULL && i < SELECT_LISTS; i++) {
        done = (is_useful_in(selection, (SelectList)i) ||
                report_others(selection->lists[i], (SelectList)i, ir, owners, diag)) &&
               done;
    }
    return done;
}

/* Functions, variables and types are what bindings are for. */
static bool has_declarations(const Ir *ir)
{
    for (int kind = IR_RECORD; kind <= IR_VARIABLE; kind++) {
        if (ir->decls[kind]->len > 0) {
            return true;
        }
    }
    return false;
}

/* The files that declare what nobody owns, but for system headers: of const char *,
 * sorted. New. */
static GPtrArray *list_ownerless(const Ir *ir, const Owners *owners, GHashTable *files)
{
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;

    for (int kind = IR_RECORD; kind <= IR_VARIABLE; kind++) {
        g_hash_table_iter_init(&iter, ir->decl_by_key[kind]);
        while (g_hash_table_iter_next(&iter, NULL, &value)) {
            const IrDecl *decl = value;
            const SelectFile *file =
                decl->file != NULL ? g_hash_table_lookup(files, decl->file) : NULL;
            if (file != NULL && !file->is_system && !file->is_default &&
                owners_find(owners, decl).from == NULL && !owners_mention(owners, decl) &&
                g_hash_table_add(seen, (gpointer)decl->file)) {
                g_ptr_array_add(names, (gpointer)decl->file);
            }
        }
    }
    ir_sort_strings(names);
    g_hash_table_destroy(seen);
    return names;
}

/* "; a.h, b.h, c.h and 4 more do". New. */
static char *files_text(const GPtrArray *names)
{
    GString *text = g_string_new("");

    for (guint i = 0; i < names->len && i < NAMED; i++) {
        g_string_append_printf(text, "%s%s", i == 0 ? ", but " : ", ",
                               (const char *)names->pdata[i]);
    }
    if (names->len > NAMED) {
        g_string_append_printf(text, " and %u more", names->len - NAMED);
    }
    g_string_append(text, names->len == 0 ? "" : names->len == 1 ? " does" : " do");
    return g_string_free(text, FALSE);
}

/* A header that only includes others leaves the default selection with nothing. */
static void report_empty_module(const Ir *ir, const Owners *owners, GHashTable *files,
                                Diagnostics *diag)
{
    const Manifest *manifest = owners_manifest(owners);
    GPtrArray *names = list_ownerless(ir, owners, files);
    char *text = files_text(names);

    if (names->len > 0 || manifest->depends->len == 0) {
        diag_report(diag, DIAG_WARNING, manifest->path, manifest->name.line,
                    manifest->name.column,
                    "module '%s' owns no function and no type: %s and what it includes "
                    "itself declare none%s; say which files are the module's: "
                    "\"allow\": {\"file\": [\"...\"]}",
                    manifest->name.text, manifest->header, text);
    }
    g_free(text);
    g_ptr_array_unref(names);
}

void select_report_empty(const Selection *selection, const Ir *ir, const Owners *owners,
                         GHashTable *files, Diagnostics *diag)
{
    const Manifest *manifest = owners != NULL ? owners_manifest(owners) : NULL;
    guint n_patterns = 0, n_allowing = 0;

    if (has_declarations(ir)) {
        return;
    }
    for (int i = 0; i < SELECT_LISTS; i++) {
        n_patterns += selection->lists[i]->len;
        n_allowing += i <= SELECT_ALLOW_ITEM ? selection->lists[i]->len : 0;
    }
    if (manifest != NULL && n_allowing == 0) {
        report_empty_module(ir, owners, files, diag);
    } else if (n_patterns > 0 && ir->decls[IR_MACRO]->len == 0) {
        diag_report(diag, DIAG_WARNING,
                    manifest != NULL ? manifest->path : ir_file_path(ir, ir->header),
                    manifest != NULL ? manifest->name.line : 0,
                    manifest != NULL ? manifest->name.column : 0,
                    "nothing of module '%s' is selected: the patterns leave no "
                    "declaration",
                    ir->module);
    }
}
