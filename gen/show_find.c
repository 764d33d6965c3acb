/* SPDX-License-Identifier: MIT */
#include "show_find.h"

#include <string.h>

#include "suggest.h"

#define MAX_SUGGESTIONS 3u

static bool has_name(const IrDecl *decl, const char *name)
{
    return strcmp(decl->key, name) == 0 || g_strcmp0(decl->name, name) == 0 ||
           g_strcmp0(decl->type_name, name) == 0;
}

static void add_once(GPtrArray *found, IrDecl *decl)
{
    if (decl != NULL && decl->selected && !g_ptr_array_find(found, decl, NULL)) {
        g_ptr_array_add(found, decl);
    }
}

/* The record or enum that a typedef names, directly. */
static IrDecl *behind_typedef(const IrDecl *decl)
{
    if (decl->kind != IR_TYPEDEF || decl->type == NULL ||
        (decl->type->kind != IR_TYPE_RECORD && decl->type->kind != IR_TYPE_ENUM)) {
        return NULL;
    }
    return decl->type->decl;
}

GPtrArray *show_find(const Ir *ir, const char *name)
{
    static const IrDeclKind kinds[] = {IR_TYPEDEF,  IR_RECORD,   IR_ENUM,
                                       IR_FUNCTION, IR_VARIABLE, IR_MACRO};
    GPtrArray *found = g_ptr_array_new();

    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        const GPtrArray *decls = ir->decls[kinds[k]];

        for (guint i = 0; i < decls->len; i++) {
            IrDecl *decl = g_ptr_array_index(decls, i);

            if (has_name(decl, name)) {
                add_once(found, decl);
                add_once(found, behind_typedef(decl));
            }
        }
    }
    return found;
}

/* A name that comes near, and how near. */
typedef struct Suggestion {
    const char *name;
    unsigned distance;
} Suggestion;

/* Keeps the nearest few, each name once. */
static void suggest(Suggestion *nearest, unsigned *n, const char *name, unsigned distance)
{
    unsigned at;

    for (unsigned i = 0; i < *n; i++) {
        if (strcmp(nearest[i].name, name) == 0) {
            return;
        }
    }
    if (*n == MAX_SUGGESTIONS && distance >= nearest[*n - 1].distance) {
        return;
    }
    *n = MIN(*n + 1, MAX_SUGGESTIONS);
    for (at = *n - 1; at > 0 && nearest[at - 1].distance > distance; at--) {
        nearest[at] = nearest[at - 1];
    }
    nearest[at] = (Suggestion){name, distance};
}

void show_fail_unknown(const Ir *ir, const char *path, const char *name,
                       Diagnostics *diag)
{
    const unsigned limit = (unsigned)MAX(strlen(name) / 3, 1);
    Suggestion nearest[MAX_SUGGESTIONS];
    unsigned n = 0;
    GString *list = g_string_new(NULL);

    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            const IrDecl *decl = g_ptr_array_index(ir->decls[kind], i);
            const unsigned distance = MIN(suggest_distance(name, decl->key, limit),
                                          suggest_distance(name, decl->name, limit));

            if (decl->selected && distance <= limit) {
                suggest(nearest, &n, decl->key, distance);
            }
        }
    }
    for (unsigned i = 0; i < n; i++) {
        const char *before = i == 0 ? "; did you mean " : (i + 1 < n ? ", " : " or ");

        g_string_append_printf(list, "%s\"%s\"", before, nearest[i].name);
    }
    if (n == 0) {
        g_string_append_printf(list, "; \"bindery show %s\" lists what is", path);
    } else {
        g_string_append_c(list, '?');
    }
    diag_report(diag, DIAG_ERROR, path, 0, 0, "nothing here is called \"%s\"%s", name,
                list->str);
    g_string_free(list, TRUE);
}
