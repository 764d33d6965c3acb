/* SPDX-License-Identifier: MIT */
#include "ir_names.h"

#include <string.h>

int ir_find_param(const IrDecl *function, const char *text)
{
    char *end = NULL;
    guint64 number;

    for (unsigned i = 0; *text != '\0' && i < function->n_params; i++) {
        if (strcmp(function->params[i].name, text) == 0) {
            return (int)i;
        }
    }
    number = g_ascii_isdigit(*text) ? g_ascii_strtoull(text, &end, 10) : 0;
    return number >= 1 && number <= function->n_params && *end == '\0' ? (int)number - 1
                                                                       : -1;
}

int ir_find_field(const IrDecl *record, const char *name)
{
    const guint n =
        name != NULL && *name != '\0' && record->fields != NULL ? record->fields->len : 0;

    for (guint i = 0; i < n; i++) {
        if (strcmp(g_array_index(record->fields, IrField, i).name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

const char *ir_bare_name(const char *type)
{
    const char *blank = strrchr(type, ' ');

    return blank != NULL ? blank + 1 : type;
}

const char *ir_decl_title(Ir *ir, const IrDecl *decl)
{
    return ir_has_tag(decl->kind)
               ? decl->key
               : ir_printf(ir, "%s %s", ir_decl_kind_name(decl->kind), decl->key);
}

static gint compare_imports(gconstpointer a, gconstpointer b)
{
    const IrDecl *left = *(const IrDecl *const *)a, *right = *(const IrDecl *const *)b;
    int order = strcmp(left->from, right->from);

    if (order == 0) {
        order = strcmp(ir_decl_kind_name(left->kind), ir_decl_kind_name(right->kind));
    }
    return order != 0 ? order : strcmp(left->key, right->key);
}

void ir_sort_imports(GPtrArray *list)
{
    g_ptr_array_sort(list, compare_imports);
}

char *ir_shown_key(const IrDecl *decl)
{
    const char *blank = strchr(decl->key, ' ');

    if (decl->original == NULL || (decl->unnamed && blank == NULL)) {
        return g_strdup(decl->key);
    }
    if (blank == NULL) {
        return g_strdup(decl->name);
    }
    return g_strdup_printf(decl->unnamed ? "%.*s <%s>" : "%.*s %s",
                           (int)(blank - decl->key), decl->key, decl->name);
}

const IrDecl *ir_find_owned(const Ir *ir, IrDeclKind kind, const char *key)
{
    const GPtrArray *decls = ir->decls[kind];
    const IrDecl *found = ir_find_decl(ir, kind, key);

    if (found != NULL && found->selected) {
        return found;
    }
    for (guint i = 0; i < decls->len; i++) {
        g_autofree char *shown = NULL;

        found = decls->pdata[i];
        if (found->original == NULL || !found->selected) {
            continue;
        }
        shown = ir_shown_key(found);
        if (strcmp(shown, key) == 0) {
            return found;
        }
    }
    return NULL;
}

char *ir_reference(const IrDecl *decl)
{
    return g_strconcat(ir_decl_kind_name(decl->kind), ":", decl->key, NULL);
}

int ir_read_reference(const char *text, const char **key)
{
    const char *colon = strchr(text, ':');

    for (int kind = IR_RECORD; colon != NULL && kind <= IR_MACRO; kind++) {
        const char *name = ir_decl_kind_name(kind);
        const size_t length = (size_t)(colon - text);
        if (strlen(name) == length && strncmp(name, text, length) == 0) {
            *key = colon + 1;
            return kind;
        }
    }
    return -1;
}
