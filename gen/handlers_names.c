/* SPDX-License-Identifier: MIT */
#include "handlers_names.h"

#include <string.h>

#include "handlers_types.h"
#include "suggest.h"

IrDecl *find_named(const Ir *ir, const char *name)
{
    static const IrDeclKind kinds[] = {IR_TYPEDEF, IR_FUNCTION};

    if (g_str_has_prefix(name, "struct ") || g_str_has_prefix(name, "union ")) {
        return ir_find_decl(ir, IR_RECORD, name);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        IrDecl *decl = ir_find_decl(ir, kinds[i], name);
        if (decl != NULL && decl->type != NULL) {
            return decl;
        }
    }
    return NULL;
}

const IrDecl *find_record(const IrDecl *decl)
{
    return decl->kind == IR_RECORD    ? decl
           : decl->kind == IR_TYPEDEF ? type_record(decl->type)
                                      : NULL;
}

/* A member of that name of the record itself, anonymous ones looked into. */
static bool find_direct(const IrDecl *record, const char *name, size_t length,
                        MemberPlace *place)
{
    for (guint i = 0; record->fields != NULL && i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);
        const IrDecl *inner = type_record(field->type);

        if (*field->name == '\0' && inner != NULL && field->width < 0 &&
            find_direct(inner, name, length, place)) {
            place->offset += field->offset;
            return true;
        }
        if (strlen(field->name) == length && length > 0 &&
            strncmp(field->name, name, length) == 0) {
            *place = (MemberPlace){field, record, field->offset};
            return true;
        }
    }
    return false;
}

bool find_member(const IrDecl *record, const char *path, MemberPlace *place)
{
    size_t length = strcspn(path, ".");
    int64_t offset;

    if (!find_direct(record, path, length, place)) {
        return false;
    }
    if (path[length] == '\0') {
        return true;
    }
    offset = place->offset;
    record = type_record(place->field->type);
    if (record == NULL || !find_member(record, path + length + 1, place)) {
        return false;
    }
    place->offset += offset;
    return true;
}

/* ---- suggestions ---- */

char *suggest_among(const char *word, GPtrArray *names)
{
    const char *nearest;
    char *text;

    ir_sort_strings(names); /* some come from hash tables, in no order */
    nearest = suggest_nearest_in(word, names);
    text = nearest != NULL ? g_strdup_printf("; did you mean '%s'?", nearest) : NULL;
    g_ptr_array_free(names, TRUE);
    return text;
}

char *suggest_declaration(const Ir *ir, const char *name)
{
    static const IrDeclKind kinds[] = {IR_RECORD, IR_TYPEDEF, IR_FUNCTION};
    GPtrArray *names;
    char *text;

    if (find_named(ir, name) != NULL) {
        return g_strdup(", but something else; name another");
    }
    if (ir_find_decl(ir, IR_MACRO, name) != NULL) {
        return g_strdup(", but a macro, and no macro in a mark is expanded; write what "
                        "it stands for");
    }
    names = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        GHashTableIter iter;
        gpointer key;

        g_hash_table_iter_init(&iter, ir->decl_by_key[kinds[i]]);
        while (g_hash_table_iter_next(&iter, &key, NULL)) {
            g_ptr_array_add(names, key);
        }
    }
    text = suggest_among(name, names);
    return text != NULL ? text : g_strdup("; include what declares it");
}

static void add_members(const IrDecl *record, const char *before, GPtrArray *names)
{
    for (guint i = 0; record->fields != NULL && i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);

        if (*field->name != '\0') {
            g_ptr_array_add(names, g_strconcat(before, field->name, NULL));
        } else if (type_record(field->type) != NULL) {
            add_members(type_record(field->type), before, names);
        }
    }
}

char *suggest_member(const IrDecl *record, const char *path)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *dot = strrchr(path, '.');
    g_autofree char *outer = dot != NULL ? g_strndup(path, (gsize)(dot - path)) : NULL;
    g_autofree char *before = outer != NULL ? g_strconcat(outer, ".", NULL) : NULL;
    MemberPlace place;
    char *text;

    if (outer == NULL) {
        add_members(record, "", names);
    } else if (find_member(record, outer, &place) &&
               type_record(place.field->type) != NULL) {
        add_members(type_record(place.field->type), before, names);
    }
    text = suggest_among(path, names);
    return text != NULL ? text : g_strdup("; name one that it has");
}
