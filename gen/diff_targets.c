/* SPDX-License-Identifier: MIT */
#include "diff_targets.h"

#include <stdarg.h>
#include <string.h>

#include "ir_names.h"

/* A declaration as each record has it. */
typedef struct Each {
    DiffTargets *table;
    const IrDecl *first;  /* of the first record that has it */
    const IrDecl **decls; /* one a record; NULL where it is not declared */
    guint n;
} Each;

static const char *format(DiffTargets *table, const char *form, ...) G_GNUC_PRINTF(2, 3);

static const char *format(DiffTargets *table, const char *form, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, form);
    text = g_strdup_vprintf(form, arguments);
    va_end(arguments);
    return g_string_chunk_insert(table->strings, text);
}

/* Gives what one declaration has; NULL when it has none. New. */
typedef char *Describe(const IrDecl *decl, const void *data);

/* Adds a row where the declarations that are there do not all have the same. */
static void compare(const Each *each, const char *what, Describe *describe,
                    const void *data)
{
    GPtrArray *values = g_ptr_array_new();
    const char *one = NULL;
    bool differs = false, any = false;

    for (guint i = 0; i < each->n; i++) {
        g_autofree char *value =
            each->decls[i] != NULL ? describe(each->decls[i], data) : NULL;
        const char *kept = value != NULL
                               ? g_string_chunk_insert_const(each->table->strings, value)
                               : NULL;

        g_ptr_array_add(values, (gpointer)kept);
        if (each->decls[i] != NULL) {
            differs |= any && kept != one;
            one = kept;
            any = true;
        }
    }
    if (differs) {
        DiffTargetRow *row = g_new0(DiffTargetRow, 1);

        row->decl = each->first;
        row->what = format(each->table, "%s", what);
        row->values = values;
        g_ptr_array_add(each->table->rows, row);
    } else {
        g_ptr_array_unref(values);
    }
}

static char *number(int64_t value)
{
    return value >= 0 ? g_strdup_printf("%" G_GINT64_FORMAT, value) : NULL;
}

static char *describe_size(const IrDecl *decl, const void *data)
{
    (void)data;
    return number(ir_has_tag(decl->kind) ? decl->size
                  : decl->type != NULL   ? decl->type->size
                                         : -1);
}

static char *describe_align(const IrDecl *decl, const void *data)
{
    (void)data;
    return number(ir_has_tag(decl->kind) ? decl->align
                  : decl->type != NULL   ? decl->type->align
                                         : -1);
}

static char *describe_offset(const IrDecl *decl, const void *data)
{
    const int index = ir_find_field(decl, data);
    int64_t offset;

    if (index < 0) {
        return NULL;
    }
    offset = g_array_index(decl->fields, IrField, (guint)index).offset;
    return offset % 8 == 0 ? number(offset / 8)
                           : g_strdup_printf("%" G_GINT64_FORMAT ":%d", offset / 8,
                                             (int)(offset % 8));
}

/* How the type behind the typedefs is spelled: what "size_t" is. */
static char *describe_type(const IrDecl *decl, const void *data)
{
    (void)data;
    return decl->type != NULL ? g_strdup(ir_type_resolved(decl->type)->spelling) : NULL;
}

static char *describe_value(const IrDecl *decl, const void *data)
{
    (void)data;
    return g_strdup(decl->value != NULL ? decl->value : decl->body);
}

static char *describe_enumerator(const IrDecl *decl, const void *data)
{
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        const IrEnumerator *each = &g_array_index(decl->enumerators, IrEnumerator, i);

        if (strcmp(each->name, data) == 0) {
            return g_strdup(each->value);
        }
    }
    return NULL;
}

static char *describe_c(const IrDecl *decl, const void *data)
{
    (void)data;
    return g_strdup(decl->c);
}

static void compare_parts(const Each *each)
{
    const IrDecl *first = each->first;

    for (guint i = 0; first->fields != NULL && i < first->fields->len; i++) {
        const char *name = g_array_index(first->fields, IrField, i).name;

        if (name[0] != '\0') {
            compare(each, format(each->table, "offset of %s", name), describe_offset,
                    name);
        }
    }
    for (guint i = 0; first->enumerators != NULL && i < first->enumerators->len; i++) {
        const char *name = g_array_index(first->enumerators, IrEnumerator, i).name;

        compare(each, format(each->table, "value of %s", name), describe_enumerator,
                name);
    }
}

static void compare_decl(const Each *each)
{
    switch (each->first->kind) {
    case IR_RECORD:
    case IR_ENUM:
        compare(each, "size", describe_size, NULL);
        compare(each, "alignment", describe_align, NULL);
        compare_parts(each);
        return;
    case IR_TYPEDEF:
        compare(each, "type", describe_type, NULL);
        compare(each, "size", describe_size, NULL);
        compare(each, "alignment", describe_align, NULL);
        return;
    case IR_MACRO:
        compare(each, "value", describe_value, NULL);
        compare(each, "type", describe_type, NULL);
        return;
    case IR_FUNCTION:
        compare(each, "declaration", describe_c, NULL);
        return;
    case IR_VARIABLE:
        compare(each, "type", describe_type, NULL);
        compare(each, "value", describe_value, NULL);
        return;
    }
}

static char *describe_presence(const IrDecl *decl, const void *data)
{
    (void)data;
    return g_strdup(decl->selected ? "yes" : "no");
}

/* Says where it is declared at all, when that is not everywhere. */
static void compare_presence(const Each *each)
{
    static const IrDecl nowhere = {.selected = false};
    Each filled = *each;
    const IrDecl **decls = g_new0(const IrDecl *, each->n);

    filled.decls = decls;
    for (guint i = 0; i < each->n; i++) {
        decls[i] = each->decls[i] != NULL ? each->decls[i] : &nowhere;
    }
    compare(&filled, "declared", describe_presence, NULL);
    g_free(decls);
}

static gint compare_keys(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void compare_kind(DiffTargets *table, IrDeclKind kind)
{
    GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
    const guint n = table->records->len;
    const IrDecl **decls = g_new0(const IrDecl *, n);
    gpointer *keys;
    guint n_keys;

    for (guint i = 0; i < n; i++) {
        const Ir *ir = g_ptr_array_index(table->records, i);

        for (guint j = 0; j < ir->decls[kind]->len; j++) {
            const IrDecl *decl = g_ptr_array_index(ir->decls[kind], j);

            if (decl->selected) {
                g_hash_table_add(set, (gpointer)decl->key);
            }
        }
    }
    keys = g_hash_table_get_keys_as_array(set, &n_keys);
    qsort(keys, n_keys, sizeof(gpointer), compare_keys);
    for (guint k = 0; k < n_keys; k++) {
        Each each = {.table = table, .decls = decls, .n = n};

        for (guint i = 0; i < n; i++) {
            const IrDecl *decl =
                ir_find_decl(g_ptr_array_index(table->records, i), kind, keys[k]);

            decls[i] = decl != NULL && decl->selected ? decl : NULL;
            each.first = each.first != NULL ? each.first : decls[i];
        }
        if (each.first != NULL) {
            compare_presence(&each);
            compare_decl(&each);
        }
    }
    g_free(keys);
    g_free(decls);
    g_hash_table_unref(set);
}

static void row_free(gpointer data)
{
    DiffTargetRow *row = data;

    g_ptr_array_unref(row->values);
    g_free(row);
}

/* Adds a row about the targets themselves, where they are not all alike. */
static void compare_targets(DiffTargets *table, const char *what,
                            const char *(*describe)(const Ir *ir))
{
    DiffTargetRow *row = g_new0(DiffTargetRow, 1);
    bool differs = false;

    row->what = what;
    row->values = g_ptr_array_new();
    for (guint i = 0; i < table->records->len; i++) {
        const char *value = describe(g_ptr_array_index(table->records, i));

        differs |= i > 0 && strcmp(value, g_ptr_array_index(row->values, 0)) != 0;
        g_ptr_array_add(row->values, (gpointer)value);
    }
    if (differs) {
        g_ptr_array_add(table->rows, row);
    } else {
        row_free(row);
    }
}

static const char *byte_order(const Ir *ir)
{
    return ir->big_endian ? "big" : "little";
}

static const char *plain_char(const Ir *ir)
{
    return ir->char_signed ? "signed" : "unsigned";
}

static const char *pointer_size(const Ir *ir)
{
    return ir->pointer_size == 8 ? "8" : ir->pointer_size == 4 ? "4" : "2";
}

void diff_targets_init(DiffTargets *table, const GPtrArray *records)
{
    table->records = records;
    table->rows = g_ptr_array_new_with_free_func(row_free);
    table->strings = g_string_chunk_new(4096);
    compare_targets(table, "byte order", byte_order);
    compare_targets(table, "char", plain_char);
    compare_targets(table, "pointers (bytes)", pointer_size);
    for (int kind = 0; kind <= IR_MACRO; kind++) {
        compare_kind(table, (IrDeclKind)kind);
    }
}

void diff_targets_finish(DiffTargets *table)
{
    g_ptr_array_unref(table->rows);
    g_string_chunk_free(table->strings);
}
