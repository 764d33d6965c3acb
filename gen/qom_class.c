/* SPDX-License-Identifier: MIT */
#include "qom_class.h"

#include <string.h>

#include "callback_shape.h"
#include "handlers_types.h"
#include "objects.h"
#include "qom_parts.h"

bool qom_begins_with(const IrDecl *record, const char *ancestor)
{
    const IrField *first;

    while ((first = type_first_member(record)) != NULL) {
        record = type_record(first->type);
        if (strcmp(record->key, ancestor) == 0) {
            return true;
        }
    }
    return false;
}

bool qom_is_interface(const IrObject *object)
{
    return qom_begins_with(find_record(object->record), "struct InterfaceClass");
}

/* ---- casts of the headers ---- */

/* Whether the function casts any object, or class, to a pointer to that record. */
static bool is_cast(const IrDecl *function, const IrDecl *to)
{
    const IrType *result;

    if (function->type == NULL || function->n_params != 1 ||
        !is_const_void_pointer(function->params[0].type)) {
        return false;
    }
    result = type_pointee(type_of_function(function)->target);
    return result != NULL && type_record(result) == to && !type_is_const(result);
}

/* The record that the function gives a pointer to; NULL for none. */
static const IrDecl *record_returned(const IrDecl *function)
{
    const IrType *to = type_pointee(type_of_function(function)->target);

    return to != NULL ? type_record(to) : NULL;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The casts to the record that accepts() takes: new, of const char *, sorted. */
static GPtrArray *casts_to(const Trampolines *all, const IrDecl *to,
                           bool (*accepts)(const Trampolines *all, const char *name))
{
    GPtrArray *found = g_ptr_array_new();
    GHashTableIter iter;
    gpointer function;

    g_hash_table_iter_init(&iter, all->ir->decl_by_key[IR_FUNCTION]);
    while (g_hash_table_iter_next(&iter, NULL, &function)) {
        const char *name = ((const IrDecl *)function)->key;
        if (is_cast(function, to) && accepts(all, name)) {
            g_ptr_array_add(found, (gpointer)name);
        }
    }
    g_ptr_array_sort(found, compare_names);
    return found;
}

static bool is_class_cast(const Trampolines *all, const char *name)
{
    (void)all;
    return g_str_has_suffix(name, "_CLASS") && !g_str_has_suffix(name, "_GET_CLASS");
}

/* Whether there is a macro TYPE_... of the cast's name. */
static bool is_object_cast(const Trampolines *all, const char *name)
{
    const char *macro = ir_printf(all->ir, "TYPE_%s", name);

    return ir_find_decl(all->ir, IR_MACRO, macro) != NULL;
}

/* ---- names ---- */

void qom_check_type_name(Trampolines *all, const IrObject *object)
{
    const char *other = NULL;
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, all->ir->decl_by_key[IR_FUNCTION]);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const IrDecl *function = value, *macro, *to;

        if (!is_object_cast(all, function->key)) {
            continue;
        }
        macro =
            ir_find_decl(all->ir, IR_MACRO, ir_printf(all->ir, "TYPE_%s", function->key));
        to = function->type != NULL ? record_returned(function) : NULL;
        if (macro->macro == IR_MACRO_STRING && strcmp(macro->value, object->name) == 0 &&
            to != NULL && is_cast(function, to) && to != find_record(object->record) &&
            (other == NULL || strcmp(macro->key, other) < 0)) {
            other = macro->key;
        }
    }
    if (other != NULL) {
        qom_error(all, object, NULL,
                  "the type name \"%s\" of '%s' is that of another type, %s; give it "
                  "another",
                  object->name, object->type, other);
    }
}

/* ---- the parent ---- */

static const char *parent_of_headers(Trampolines *all, const IrObject *object,
                                     const IrDecl *parent)
{
    const char *type = g_array_index(object->parents, IrParent, 0).type;
    GPtrArray *casts = casts_to(all, parent, is_object_cast);
    const char *name = NULL;

    if (casts->len == 1) {
        name = ir_printf(all->ir, "TYPE_%s", (const char *)casts->pdata[0]);
    } else if (casts->len > 1) {
        qom_error(all, object, NULL,
                  "'%s' begins with '%s', which is the record of several types, TYPE_%s "
                  "and TYPE_%s; say which is the parent: BINDERY_TABLE(TypeInfo, "
                  "%s_info, .parent = TYPE_%s)",
                  object->type, type, (const char *)casts->pdata[0],
                  (const char *)casts->pdata[1], object->prefix,
                  (const char *)casts->pdata[0]);
    } else {
        qom_error(all, object, NULL,
                  "'%s' begins with '%s', and no cast says what type that is; say it: "
                  "BINDERY_TABLE(TypeInfo, %s_info, .parent = TYPE)",
                  object->type, type, object->prefix);
    }
    g_ptr_array_free(casts, TRUE);
    return name;
}

const char *qom_parent_name(Trampolines *all, const IrObject *object)
{
    const IrField *first = type_first_member(find_record(object->record));
    const IrDecl *parent = type_record(first->type);
    const IrObject *own = object_of(all->ir, parent);

    if (own != NULL) {
        return ir_printf(all->ir, "\"%s\"", own->name);
    }
    /* What everything begins with is cast to by macros. */
    if (strcmp(parent->key, "struct Object") == 0) {
        return "TYPE_OBJECT";
    }
    if (strcmp(parent->key, "struct InterfaceClass") == 0) {
        return "TYPE_INTERFACE";
    }
    return parent_of_headers(all, object, parent);
}

/* ---- classes ---- */

const char *qom_class_of(Trampolines *all, const IrObject *object, const IrDecl *what,
                         GPtrArray **steps)
{
    const IrDecl *record = find_record(what);
    const IrObject *own = object_of(all->ir, record);
    GPtrArray *casts;
    const char *found = NULL;

    if (strcmp(record->key, "struct ObjectClass") == 0) {
        return "klass";
    }
    if (own != NULL && qom_is_interface(own)) {
        qom_add(all->ir, steps,
                "ObjectClass *%s = object_class_dynamic_cast_assert(klass, \"%s\", "
                "__FILE__, __LINE__, __func__)",
                own->prefix, own->name);
        return ir_printf(all->ir, "(%s *)%s", own->type, own->prefix);
    }
    casts = casts_to(all, record, is_class_cast);
    if (casts->len > 0) {
        found = ir_printf(all->ir, "%s(klass)", (const char *)casts->pdata[0]);
    } else if (qom_begins_with(record, "struct ObjectClass") &&
               !qom_begins_with(record, "struct InterfaceClass")) {
        found = ir_printf(all->ir, "(%s *)klass",
                          what->kind == IR_TYPEDEF ? what->key : record->type_name);
    } else {
        qom_error(all, object, NULL,
                  "'%s' has something in the class '%s', and no function casts a class "
                  "to it; declare '%s *NAME_CLASS(const void *klass)'",
                  object->type, what->key, what->key);
    }
    g_ptr_array_free(casts, TRUE);
    return found;
}
