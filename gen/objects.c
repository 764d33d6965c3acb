/* SPDX-License-Identifier: MIT */
#include "objects.h"

#include <string.h>

#include "callback_shape.h"
#include "handlers_spell.h"
#include "handlers_types.h"
#include "ir_names.h"
#include "qom.h"

const IrObject *object_of(const Ir *ir, const IrDecl *record)
{
    for (guint i = 0; record != NULL && i < ir->objects->len; i++) {
        const IrObject *object = &g_array_index(ir->objects, IrObject, i);
        if (find_record(object->record) == record) {
            return object;
        }
    }
    return NULL;
}

/* How C calls the type that carries the mark; NULL when it has no name. */
static const char *type_name(const IrDecl *decl)
{
    return decl->kind == IR_TYPEDEF ? decl->key : decl->type_name;
}

/* ---- casts ---- */

/* What the cast check is asked for an object that is given as that ancestor. */
static const char *check_call(Trampolines *all, const IrDecl *check,
                              const IrDecl *ancestor, const char *name)
{
    const IrDecl *asked = type_record(type_pointee(check->params[0].type));
    GString *path = g_string_new(NULL);
    const IrField *first;
    const char *call = ir_printf(all->ir, "%s(%s)", check->key, name);

    if (asked != NULL && asked != ancestor && type_descends(ancestor, asked)) {
        for (const IrDecl *at = ancestor; at != asked; at = type_record(first->type)) {
            first = type_first_member(at);
            g_string_append_printf(path, "%s%s", path->len > 0 ? "." : "", first->name);
        }
        call = ir_printf(all->ir, "%s(&%s->%s)", check->key, name, path->str);
    } else if (asked != NULL && asked != ancestor) {
        g_autofree char *wanted = spell_type(check->params[0].type);
        call = ir_printf(all->ir, "%s((%s)%s)", check->key, wanted, name);
    }
    g_string_free(path, TRUE);
    return call;
}

static void add_parents(Trampolines *all, IrObject *object, const IrDecl *check)
{
    const IrDecl *record = find_record(object->record);
    const char *path = NULL;
    const IrField *first;

    while ((first = type_first_member(record)) != NULL) {
        g_autofree char *type = spell_unqualified(first->type);
        const char *name = ir_bare_name(type);
        const char *to = strcmp(name, "parent") == 0 ? "ancestor" : "parent";
        IrParent parent = {.type = ir_string(all->ir, type)};

        path =
            path == NULL ? first->name : ir_printf(all->ir, "%s.%s", path, first->name);
        record = type_record(first->type);
        parent.path = path;
        parent.up = ir_printf(all->ir, "%s *%s_as_%s(%s *object)", type, object->prefix,
                              name, object->type);
        parent.up_call = ir_printf(all->ir, "return &object->%s", path);
        parent.down = ir_printf(all->ir, "%s *%s_from_%s(%s *%s)", object->type,
                                object->prefix, name, type, to);
        parent.down_call = ir_printf(all->ir, "return (%s *)%s", object->type, to);
        if (check != NULL) {
            parent.check = check_call(all, check, record, to);
        } else if (qom_is_object(all, object)) {
            parent.check = ir_printf(all->ir, "object_dynamic_cast((Object *)%s, \"%s\")",
                                     to, object->name);
        }
        g_array_append_val(object->parents, parent);
    }
}

/* ---- marks ---- */

/* PARENT of the mark: the record that the first member must be. */
static void check_parent(Trampolines *all, const Mark *mark)
{
    const IrDecl *record = find_record(mark->decl);
    const IrField *first = type_first_member(record);
    const IrDecl *named;
    const char *parent;

    if (mark->n_values < 2) {
        return;
    }
    parent = mark->values[1];
    named = find_named(all->ir, parent);
    if (named == NULL || find_record(named) == NULL) {
        g_autofree char *nearest = suggest_declaration(all->ir, parent);
        trampolines_error(all, mark,
                          "'%s', the parent of '%s', is no record that is "
                          "declared here%s",
                          parent, type_name(mark->decl), nearest);
    } else if (first == NULL || type_record(first->type) != find_record(named)) {
        g_autofree char *is = first != NULL ? spell_type(first->type) : NULL;
        trampolines_error(all, mark,
                          "'%s' does not begin with its parent '%s'%s%s%s; make that its "
                          "first member, or name the parent that it has",
                          type_name(mark->decl), parent, is != NULL ? ", but with '" : "",
                          is != NULL ? is : "", is != NULL ? "'" : "");
    }
}

/* The function of BINDERY_CAST_CHECK for the object, NULL without one or with errors. */
static const IrDecl *find_check(Trampolines *all, const IrDecl *record)
{
    const Mark *mark = NULL;
    const IrDecl *function;
    const IrType *asked, *result;

    for (guint i = 0; i < all->marks->len; i++) {
        const Mark *at = &g_array_index(all->marks, Mark, i);
        if (at->kind == MARK_CAST_CHECK && find_record(at->decl) == record) {
            if (mark != NULL) {
                trampolines_error(all, at,
                                  "'%s' has BINDERY_CAST_CHECK twice; leave one out",
                                  type_name(at->decl));
                return NULL;
            }
            mark = at;
        }
    }
    if (mark == NULL) {
        return NULL;
    }
    function = ir_find_decl(all->ir, IR_FUNCTION, mark->values[0]);
    if (function == NULL || function->type == NULL) {
        g_autofree char *nearest = suggest_declaration(all->ir, mark->values[0]);
        trampolines_error(all, mark,
                          "the cast check '%s' is no function that is "
                          "declared here%s",
                          mark->values[0], nearest);
        return NULL;
    }
    asked = function->n_params == 1 ? type_pointee(function->params[0].type) : NULL;
    result = ir_type_resolved(type_of_function(function)->target);
    if (asked == NULL ||
        (!type_is_void(asked) && type_record(asked) != record &&
         !type_descends(record, type_record(asked))) ||
        type_is_void(result) || result->kind == IR_TYPE_RECORD) {
        trampolines_error(all, mark,
                          "'%s' cannot check casts to '%s': it must take one pointer, to "
                          "what '%s' begins with, and return whether that is one",
                          function->key, type_name(mark->decl), type_name(mark->decl));
        trampolines_note(all, function, NULL, "it is declared here");
        return NULL;
    }
    return function;
}

static void report_twice(Trampolines *all, const Mark *mark, const char *name,
                         const IrObject *other)
{
    bool same = find_record(other->record) == find_record(mark->decl);

    if (same) {
        trampolines_error(all, mark, "'%s' is marked as a type twice; leave one mark out",
                          type_name(mark->decl));
    } else {
        trampolines_error(all, mark,
                          "the type name \"%s\" is%s taken by '%s'; give '%s' another",
                          name, strcmp(name, other->name) == 0 ? "" : ", in C,",
                          other->type, type_name(mark->decl));
    }
    trampolines_note(all, other->record, NULL, "the other mark is on this one");
}

/* Whether no other object is of that name or record. */
static bool is_new(Trampolines *all, const Mark *mark, const char *name,
                   const char *prefix)
{
    for (guint i = 0; i < all->ir->objects->len; i++) {
        const IrObject *other = &g_array_index(all->ir->objects, IrObject, i);
        if (strcmp(other->prefix, prefix) == 0 || strcmp(other->name, name) == 0 ||
            find_record(other->record) == find_record(mark->decl)) {
            report_twice(all, mark, name, other);
            return false;
        }
    }
    return true;
}

/* What C names begin with for an object of that name. */
static const char *prefix_of(Trampolines *all, const char *name, const char *type)
{
    g_autofree char *identifier = spell_identifier(name);
    g_autofree char *from_type = spell_prefix(ir_bare_name(type));

    return ir_string(all->ir, *identifier == '\0' || g_ascii_isdigit(*identifier)
                                  ? from_type
                                  : identifier);
}

static void add_object(Trampolines *all, const Mark *mark)
{
    const IrDecl *record = find_record(mark->decl);
    const char *name = mark_string(all->ir, mark->values[0]);
    IrObject object = {.record = mark->decl, .type = type_name(mark->decl), .name = name};
    const IrDecl *check;

    if (object.type == NULL || !record->complete) {
        trampolines_error(all, mark,
                          "'%s' cannot be a type: it is %s; put the mark where its "
                          "members are",
                          mark->decl->key,
                          object.type == NULL ? "without a name" : "not defined here");
        return;
    }
    object.prefix = prefix_of(all, name, object.type);
    if (!is_new(all, mark, name, object.prefix)) {
        return;
    }
    check_parent(all, mark);
    check = find_check(all, record);
    object.check = check != NULL ? check->key : NULL;
    object.parents = g_array_new(FALSE, TRUE, sizeof(IrParent));
    object.properties = g_array_new(FALSE, TRUE, sizeof(IrMarkedField));
    object.migrated = g_array_new(FALSE, TRUE, sizeof(IrMarkedField));
    add_parents(all, &object, check);
    g_array_append_val(all->ir->objects, object);
}

/* ---- members ---- */

/* Why a member cannot be a property or be saved; NULL when it can. */
static const char *field_problem(const IrField *field)
{
    const IrType *type = ir_type_resolved(field->type);

    if (field->width >= 0) {
        return "is a bit-field and has no address; make it a member of its own";
    }
    if (callback_function(field->type) != NULL) {
        return "is a pointer to a function and no value; mark a value instead";
    }
    if (type->kind == IR_TYPE_ARRAY && type->length < 0) {
        return "is an array of no length; give it one";
    }
    return NULL;
}

static const char *property_name(const IrMarkedField *property)
{
    return property->arguments->pdata[0];
}

/* Whether the record stands in its owner as an anonymous member: its members are the
 * owner's. */
static bool is_anonymous_member(const IrDecl *record)
{
    const IrDecl *owner = record->unnamed ? record->owner : NULL;

    for (guint i = 0; owner != NULL && owner->fields != NULL && i < owner->fields->len;
         i++) {
        const IrField *field = &g_array_index(owner->fields, IrField, i);
        if (field->inlined == record) {
            return *field->name == '\0';
        }
    }
    return false;
}

IrObject *object_of_mark(const Trampolines *all, const Mark *mark)
{
    const IrDecl *record = mark->decl;

    while (is_anonymous_member(record)) {
        record = record->owner;
    }
    return (IrObject *)object_of(all->ir, record);
}

static void add_field(Trampolines *all, const Mark *mark)
{
    IrObject *object = object_of_mark(all, mark);
    const char *problem = field_problem(mark->field);
    IrMarkedField marked = {.field = mark->field->name};
    GArray *list;

    if (object == NULL && mark->decl->unnamed && mark->decl->owner != NULL) {
        trampolines_error(all, mark,
                          "%s on the member '%s', which is in a member that has a name; "
                          "leave that name out, or make it a member of the object",
                          mark_name(mark->kind), marked.field);
        return;
    }
    if (object == NULL) {
        trampolines_error(all, mark,
                          "%s on the member '%s': '%s' is not marked as a type; give it "
                          "BINDERY_TYPE(\"name\")",
                          mark_name(mark->kind), marked.field, mark->decl->key);
        return;
    }
    if (problem != NULL) {
        trampolines_error(all, mark, "%s on the member '%s', which %s",
                          mark_name(mark->kind), marked.field, problem);
        return;
    }
    list = mark->kind == MARK_PROPERTY ? object->properties : object->migrated;
    marked.arguments = g_ptr_array_new();
    for (unsigned i = 0; i < mark->n_values; i++) {
        g_ptr_array_add(marked.arguments, (gpointer)mark->values[i]);
    }
    for (guint i = 0; i < list->len; i++) {
        const IrMarkedField *other = &g_array_index(list, IrMarkedField, i);
        if (strcmp(other->field, marked.field) == 0) {
            trampolines_error(all, mark, "the member '%s' has %s twice; leave one out",
                              marked.field, mark_name(mark->kind));
            g_ptr_array_free(marked.arguments, TRUE);
            return;
        }
        if (mark->kind == MARK_PROPERTY &&
            strcmp(property_name(other), property_name(&marked)) == 0) {
            trampolines_error(all, mark,
                              "the property %s of '%s' is also its member '%s'; give one "
                              "of them another name",
                              property_name(other), object->type, other->field);
            g_ptr_array_free(marked.arguments, TRUE);
            return;
        }
    }
    g_array_append_val(list, marked);
}

/* ---- all of them ---- */

static void check_has_type(Trampolines *all, const Mark *mark)
{
    if (object_of(all->ir, find_record(mark->decl)) == NULL) {
        trampolines_error(all, mark,
                          "'%s' has %s and is not marked as a type; give it "
                          "BINDERY_TYPE(\"name\")",
                          mark->decl->key, mark_name(mark->kind));
    }
}

static gint compare_objects(gconstpointer a, gconstpointer b)
{
    return strcmp(((const IrObject *)a)->type, ((const IrObject *)b)->type);
}

void objects_find(Trampolines *all)
{
    bool failed_before = all->failed, types_fail;

    for (guint i = 0; i < all->marks->len; i++) {
        const Mark *mark = &g_array_index(all->marks, Mark, i);
        if (mark->kind == MARK_TYPE) {
            add_object(all, mark);
        }
    }
    types_fail = all->failed && !failed_before;
    for (guint i = 0; i < all->marks->len && !types_fail; i++) {
        const Mark *mark = &g_array_index(all->marks, Mark, i);
        if (mark->kind == MARK_PROPERTY || mark->kind == MARK_MIGRATE) {
            add_field(all, mark);
        } else if (mark->kind == MARK_CAST_CHECK) {
            check_has_type(all, mark);
        }
    }
    g_array_sort(all->ir->objects, compare_objects);
}
