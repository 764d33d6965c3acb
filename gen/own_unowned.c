/* SPDX-License-Identifier: MIT */
/*
 * What a module needs and nobody declares: who needs it, and what can be done about it.
 */
#include <string.h>

#include "ir_names.h"
#include "needs.h"
#include "own_parts.h"

/* How many of several declarations are named. */
#define NAMED 3

/* "function foo, struct bar and 3 more", while it grows. */
typedef struct Naming {
    Ir *ir;
    GString *text;
    unsigned count;
} Naming;

static void name_decl(Naming *naming, const IrDecl *decl)
{
    if (naming->count++ < NAMED) {
        g_string_append_printf(naming->text, "%s%s", naming->count > 1 ? ", " : "",
                               ir_decl_title(naming->ir, decl));
    }
}

/* The text (new). */
static char *naming_end(Naming *naming)
{
    if (naming->count > NAMED) {
        g_string_append_printf(naming->text, " and %u more", naming->count - NAMED);
    }
    return g_string_free(naming->text, FALSE);
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

/* Who needs some of several declarations. */
typedef struct Needers {
    Naming naming;
    const GPtrArray *needed; /* of const IrDecl * */
    const IrDecl *current;   /* NULL once it is named */
} Needers;

static void note_needer(const IrDecl *needed, void *data)
{
    Needers *needers = data;

    if (needers->current != NULL &&
        g_ptr_array_find((GPtrArray *)needers->needed, needed, NULL)) {
        name_decl(&needers->naming, needers->current);
        needers->current = NULL;
    }
}

/* Who needs one of them. New. */
static char *needers_text(Ir *ir, const GPtrArray *needed)
{
    Needers needers = {.naming = {.ir = ir, .text = g_string_new("")}, .needed = needed};

    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            needers.current = ir->decls[kind]->pdata[i];
            if (needers.current->selected) {
                needs_direct(needers.current, note_needer, &needers);
            }
        }
    }
    return naming_end(&needers.naming);
}

static void report_one(const Owners *owners, const IrDecl *decl, Diagnostics *diag)
{
    GPtrArray *alone = g_ptr_array_new();
    char *needers;

    g_ptr_array_add(alone, (gpointer)decl);
    needers = needers_text(owners->ir, alone);
    diag_report(diag, DIAG_NOTE, ir_file_path(owners->ir, decl->file), decl->line,
                decl->column, "%s%s; needed by %s", ir_decl_title(owners->ir, decl),
                decl->line > 0 ? " is declared here" : " of the compiler's headers",
                needers);
    g_free(needers);
    g_ptr_array_unref(alone);
}

/* Of all that one system header declares. */
static void report_header(const Owners *owners, const char *header,
                          const GPtrArray *decls, Diagnostics *diag)
{
    const ManifestText *place = &owners->manifest->name;
    Naming naming = {.ir = owners->ir, .text = g_string_new("")};
    char *names, *needers = needers_text(owners->ir, decls);

    for (guint i = 0; i < decls->len; i++) {
        name_decl(&naming, decls->pdata[i]);
    }
    names = naming_end(&naming);
    diag_report(diag, DIAG_NOTE, owners->manifest->path, place->line, place->column,
                "\"system\": [\"%s\"] would have the bindings include %s, needed by %s",
                header, names, needers);
    g_free(names);
    g_free(needers);
}

/* The declarations of that header (NULL: of none). New. */
static GPtrArray *list_of(const GPtrArray *unowned, GHashTable *headers,
                          const char *header)
{
    GPtrArray *list = g_ptr_array_new();

    for (guint i = 0; i < unowned->len; i++) {
        const char *found =
            headers != NULL ? g_hash_table_lookup(headers, unowned->pdata[i]) : NULL;
        if (g_strcmp0(found, header) == 0) {
            g_ptr_array_add(list, unowned->pdata[i]);
        }
    }
    return list;
}

/* One note for each header that is missing from "system". */
static void report_headers(const Owners *owners, GHashTable *headers, Diagnostics *diag)
{
    GHashTable *done = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; headers != NULL && i < owners->unowned->len; i++) {
        const char *header = g_hash_table_lookup(headers, owners->unowned->pdata[i]);
        if (header != NULL && g_hash_table_add(done, (gpointer)header)) {
            GPtrArray *decls = list_of(owners->unowned, headers, header);
            report_header(owners, header, decls, diag);
            g_ptr_array_unref(decls);
        }
    }
    g_hash_table_destroy(done);
}

void owners_report_unowned(const Owners *owners, GHashTable *headers, Diagnostics *diag)
{
    const ManifestText *place = &owners->manifest->name;
    GPtrArray *unowned = owners->unowned, *others;

    g_ptr_array_sort(unowned, compare_places);
    diag_report(diag, DIAG_ERROR, owners->manifest->path, place->line, place->column,
                "module '%s' needs %s%s, which no module it depends on owns",
                owners->manifest->name.text, ir_decl_title(owners->ir, unowned->pdata[0]),
                unowned->len > 1 ? " and others" : "");
    report_headers(owners, headers, diag);
    others = list_of(unowned, headers, NULL);
    for (guint i = 0; i < others->len; i++) {
        report_one(owners, others->pdata[i], diag);
    }
    g_ptr_array_unref(others);
    diag_note(diag,
              "for each: own it (\"allow\"), depend on the module that owns it, name the "
              "header that the bindings shall include for it (\"system\"), make the "
              "record whose member needs it \"opaque\", or \"block\" it and declare it "
              "in \"raw\"");
}
