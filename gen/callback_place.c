/* SPDX-License-Identifier: MIT */
#include "callback_place.h"

#include <string.h>

#include "callback_shape.h"
#include "ir_names.h"
#include "suggest.h"

void override_fail(Overriding *all, const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diag_report(all->diag, DIAG_ERROR, all->manifest->path, all->entry->line,
                all->entry->column, "callbacks: %s", text);
    g_free(text);
    all->failed = true;
}

/* ---- declarations ---- */

static bool has_name(const IrDecl *decl, const char *name)
{
    return strcmp(decl->key, name) == 0 || strcmp(decl->name, name) == 0 ||
           g_strcmp0(decl->type_name, name) == 0;
}

/* The record that a typedef names, or the typedef itself. */
static IrDecl *behind(IrDecl *decl)
{
    const IrType *type = decl->kind == IR_TYPEDEF ? ir_type_resolved(decl->type) : NULL;

    return type != NULL && type->kind == IR_TYPE_RECORD ? type->decl : decl;
}

static bool can_have_callbacks(const IrDecl *decl)
{
    return decl->kind == IR_RECORD || decl->kind == IR_FUNCTION ||
           (decl->kind == IR_TYPEDEF && callback_function(decl->type) != NULL);
}

IrDecl *override_find_named(const Ir *ir, const char *name)
{
    static const IrDeclKind kinds[] = {IR_FUNCTION, IR_TYPEDEF, IR_RECORD};

    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (guint i = 0; i < ir->decls[kinds[k]]->len; i++) {
            IrDecl *decl = g_ptr_array_index(ir->decls[kinds[k]], i);

            if ((decl->selected || decl->from != NULL) && has_name(decl, name) &&
                can_have_callbacks(behind(decl))) {
                return behind(decl);
            }
        }
    }
    return NULL;
}

/* The declaration here whose name comes near (borrowed), or NULL. */
static const char *nearest_name(const Ir *ir, const char *name)
{
    static const IrDeclKind kinds[] = {IR_FUNCTION, IR_TYPEDEF, IR_RECORD};
    GPtrArray *names = g_ptr_array_new();
    const char *nearest;

    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (guint i = 0; i < ir->decls[kinds[k]]->len; i++) {
            IrDecl *decl = g_ptr_array_index(ir->decls[kinds[k]], i);

            if (decl->selected && can_have_callbacks(behind(decl))) {
                g_ptr_array_add(names, (gpointer)decl->key);
            }
        }
    }
    nearest = suggest_nearest_in(name, names);
    g_ptr_array_free(names, TRUE);
    return nearest;
}

/* What here has that name and no callbacks: "variable"; NULL when nothing has. */
static const char *other_kind(const Ir *ir, const char *name)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            const IrDecl *decl = g_ptr_array_index(ir->decls[kind], i);

            if (decl->selected && has_name(decl, name)) {
                return ir_decl_kind_name((IrDeclKind)kind);
            }
        }
    }
    return NULL;
}

static void fail_others(Overriding *all, const char *name, const char *from)
{
    override_fail(all,
                  *from == '<' ? "\"%s\" belongs to the system header %s"
                               : "\"%s\" belongs to the module '%s', whose manifest "
                                 "must say this",
                  name, from);
}

/* The module that has a declaration of that name; NULL when none has. */
static const char *other_module(const GPtrArray *dependencies, const char *name)
{
    for (guint i = 0; dependencies != NULL && i < dependencies->len; i++) {
        const Ir *dependency = dependencies->pdata[i];
        const IrDecl *decl = override_find_named(dependency, name);

        if (decl != NULL && decl->from == NULL) {
            return dependency->module;
        }
    }
    return NULL;
}

static void fail_unknown(Overriding *all, const char *name)
{
    const char *kind = other_kind(all->ir, name);
    const char *near = nearest_name(all->ir, name);
    const char *module = other_module(all->dependencies, name);

    if (module != NULL) {
        fail_others(all, name, module);
    } else if (kind != NULL) {
        override_fail(
            all,
            "the %s \"%s\" takes no callbacks; name a function, a record or a callback "
            "type",
            kind, name);
    } else if (near != NULL) {
        override_fail(
            all,
            "no function, record or callback type here is called \"%s\"; did you mean "
            "\"%s\"?",
            name, near);
    } else {
        override_fail(
            all,
            "no function, record or callback type here is called \"%s\"; \"allow\" must "
            "take it",
            name);
    }
}

IrDecl *override_declaration(Overriding *all)
{
    const char *name = all->entry->declaration;
    IrDecl *decl = override_find_named(all->ir, name);

    if (decl == NULL) {
        fail_unknown(all, name);
    } else if (decl->from != NULL) {
        fail_others(all, name, decl->from);
        decl = NULL;
    }
    return decl;
}

/* ---- parameters and members ---- */

static unsigned count_places(const IrDecl *decl)
{
    return decl->kind == IR_FUNCTION ? decl->n_params
                                     : (decl->fields != NULL ? decl->fields->len : 0);
}

const char *place_name(const IrDecl *decl, unsigned i)
{
    return decl->kind == IR_FUNCTION ? decl->params[i].name
                                     : g_array_index(decl->fields, IrField, i).name;
}

const IrType *place_type(const IrDecl *decl, unsigned i)
{
    return decl->kind == IR_FUNCTION ? decl->params[i].type
                                     : g_array_index(decl->fields, IrField, i).type;
}

const char *place_word(const IrDecl *decl)
{
    return decl->kind == IR_FUNCTION ? "parameter" : "member";
}

static void fail_no_place(Overriding *all, const IrDecl *decl, const char *text)
{
    GPtrArray *names = g_ptr_array_new();
    const char *near;

    for (unsigned i = 0; i < count_places(decl); i++) {
        if (*place_name(decl, i) != '\0') {
            g_ptr_array_add(names, (gpointer)place_name(decl, i));
        }
    }
    near = suggest_nearest_in(text, names);
    if (near != NULL) {
        override_fail(all, "%s has no %s \"%s\"; did you mean \"%s\"?", decl->key,
                      place_word(decl), text, near);
    } else if (decl->kind == IR_FUNCTION) {
        override_fail(all,
                      "%s has no parameter \"%s\"; name one, or give its number, 1 to %u",
                      decl->key, text, decl->n_params);
    } else {
        override_fail(all, "%s has no member \"%s\"", decl->key, text);
    }
    g_ptr_array_free(names, TRUE);
}

int find_place(Overriding *all, const IrDecl *decl, const char *text)
{
    int found =
        decl->kind == IR_FUNCTION ? ir_find_param(decl, text) : ir_find_field(decl, text);

    if (found < 0) {
        fail_no_place(all, decl, text);
    }
    return found;
}
