/* SPDX-License-Identifier: MIT */
#include "handlers_find.h"

#include <string.h>

#include "callbacks.h"
#include "handlers_types.h"
#include "ir_names.h"

bool trampolines_error(Trampolines *all, const Mark *mark, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    mark_report_va(all->ir, all->diag, DIAG_ERROR, mark->decl, mark->field, format,
                   arguments);
    va_end(arguments);
    all->failed = true;
    return false;
}

void trampolines_note(Trampolines *all, const IrDecl *decl, const IrField *field,
                      const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    mark_report_va(all->ir, all->diag, DIAG_NOTE, decl, field, format, arguments);
    va_end(arguments);
}

/* What the function has instead of a parameter of that name or number. New. */
static char *suggest_param(const IrDecl *function, const char *name)
{
    GPtrArray *names = g_ptr_array_new();
    char *text = NULL;

    for (unsigned i = 0; i < function->n_params && !g_ascii_isdigit(*name); i++) {
        g_ptr_array_add(names, (gpointer)function->params[i].name);
    }
    text = suggest_among(name, names);
    return text != NULL ? text
                        : g_strdup_printf("; it has %u, which can be counted from 1",
                                          function->n_params);
}

/* ---- who declares it, and what is known of its callbacks ---- */

/* What the declaration is in the record of the module that it comes from; NULL: there is
 * no such module. */
static const IrDecl *in_dependency(const Trampolines *all, const IrDecl *decl)
{
    const IrDecl *found = NULL;

    for (guint i = 0;
         found == NULL && all->dependencies != NULL && i < all->dependencies->len; i++) {
        found = ir_find_owned(all->dependencies->pdata[i], decl->kind, decl->key);
    }
    return found;
}

const GArray *find_callbacks_of(const Trampolines *all, const IrDecl *decl)
{
    const IrDecl *owned = in_dependency(all, decl);

    if (owned != NULL) {
        return owned->callbacks;
    }
    if (!decl->selected || decl->from != NULL) {
        find_callbacks_in((IrDecl *)decl); /* a system header's: nobody has looked yet */
    }
    return decl->callbacks;
}

bool find_is_owned(const Trampolines *all, const IrDecl *decl)
{
    return (decl->selected && decl->from == NULL) || in_dependency(all, decl) != NULL;
}

/* ---- what a mark names ---- */

/* The names that a callback typedef, or one that it is a typedef of, gives parameters. */
static const IrParam *typedef_params(const IrDecl *decl)
{
    while (decl != NULL && decl->params == NULL && decl->type != NULL) {
        decl = decl->type->kind == IR_TYPE_TYPEDEF ? decl->type->decl : NULL;
    }
    return decl != NULL ? decl->params : NULL;
}

/* The opaque parameter of what the typedef names: -1 for none. */
static int typedef_opaque(const Trampolines *all, const IrDecl *decl)
{
    const GArray *known;

    for (; decl != NULL; decl = decl->type != NULL && decl->type->kind == IR_TYPE_TYPEDEF
                                    ? decl->type->decl
                                    : NULL) {
        known = find_callbacks_of(all, decl);
        if (known != NULL && known->len > 0) {
            return g_array_index(known, IrCallback, 0).opaque;
        }
    }
    return -1;
}

/* Which parameter is the opaque one, where the declarations themselves do not say. */
static int shape_opaque(const Trampolines *all, const IrType *type, const IrParam *names)
{
    const IrDecl *typedefed = type_callback_typedef(type);
    int opaque = typedefed != NULL ? typedef_opaque(all, typedefed) : -1;

    return opaque >= 0 ? opaque : callback_shape(type, names, NULL).opaque;
}

static bool take_callback(Handler *handler, const IrType *type, const IrParam *names)
{
    handler->callback = callback_function(type);
    handler->params = names != NULL ? names : typedef_params(type_callback_typedef(type));
    return handler->callback != NULL;
}

static bool find_typedef(Trampolines *all, Handler *handler)
{
    const IrDecl *what = handler->what;

    handler->callback = callback_function(what->type);
    handler->params = typedef_params(what);
    handler->name = handler->label = what->key;
    handler->opaque = typedef_opaque(all, what);
    if (handler->opaque < 0) {
        handler->opaque = callback_shape(what->type, handler->params, NULL).opaque;
    }
    if (handler->mark->n_values == 1) {
        return true;
    }
    trampolines_error(all, handler->mark,
                      "'%s' is a callback type, which has no members; write "
                      "BINDERY_IMPLEMENTS(%s)",
                      what->key, what->key);
    return false;
}

static bool find_record_member(Trampolines *all, Handler *handler, const IrDecl *record)
{
    const char *path = handler->member;
    const GArray *known;

    if (!record->complete) {
        trampolines_error(all, handler->mark,
                          "'%s' is declared here without members; include the header "
                          "that defines it",
                          handler->mark->values[0]);
        return false;
    }
    if (!find_member(record, path, &handler->place)) {
        g_autofree char *nearest = suggest_member(record, path);
        trampolines_error(all, handler->mark, "'%s' has no member '%s'%s",
                          handler->mark->values[0], path, nearest);
        trampolines_note(all, record, NULL, "it is declared here");
        return false;
    }
    handler->place_of = handler->place.record;
    handler->name = handler->place.field->name;
    handler->label = ir_printf(all->ir, "%s.%s", handler->mark->values[0], path);
    if (!take_callback(handler, handler->place.field->type,
                       handler->place.field->params)) {
        trampolines_error(all, handler->mark,
                          "the member '%s' of '%s' is no pointer to a function, so no "
                          "handler can implement it; name a member that is one",
                          path, handler->mark->values[0]);
        return false;
    }
    known = find_callbacks_of(all, handler->place.record);
    for (guint i = 0; known != NULL && i < known->len; i++) {
        const IrCallback *callback = &g_array_index(known, IrCallback, i);
        if (strcmp(callback->field, handler->name) == 0) {
            handler->opaque = callback->opaque;
            return true;
        }
    }
    handler->opaque =
        shape_opaque(all, handler->place.field->type, handler->place.field->params);
    return true;
}

static bool find_param(Trampolines *all, Handler *handler)
{
    const IrDecl *function = handler->what;
    const char *name = handler->member;
    const GArray *known = find_callbacks_of(all, function);

    handler->param = ir_find_param(function, name);
    if (handler->param < 0) {
        g_autofree char *nearest = suggest_param(function, name);
        trampolines_error(all, handler->mark, "the function '%s' has no parameter '%s'%s",
                          function->key, name, nearest);
        trampolines_note(all, function, NULL, "it is declared here");
        return false;
    }
    handler->name = function->params[handler->param].name;
    handler->member = *handler->name != '\0' ? handler->name : name;
    handler->label = ir_printf(all->ir, "%s(%s)", function->key, handler->member);
    if (!take_callback(handler, function->params[handler->param].type, NULL)) {
        trampolines_error(all, handler->mark,
                          "parameter %d of '%s' is no pointer to a function, so no "
                          "handler can implement it; name one that is",
                          handler->param + 1, function->key);
        return false;
    }
    for (guint i = 0; known != NULL && i < known->len; i++) {
        const IrCallback *callback = &g_array_index(known, IrCallback, i);
        if (callback->param == handler->param) {
            handler->opaque = callback->opaque;
            return true;
        }
    }
    handler->opaque = shape_opaque(all, function->params[handler->param].type, NULL);
    return true;
}

/* A second argument is missing: says what to write. */
static bool member_missing(Trampolines *all, const Handler *handler)
{
    bool function = handler->what->kind == IR_FUNCTION;

    if (handler->member != NULL) {
        return false;
    }
    trampolines_error(all, handler->mark,
                      "'%s' is a %s; say which of its %s the handler is for: "
                      "BINDERY_IMPLEMENTS(%s, %s)",
                      handler->mark->values[0], function ? "function" : "record",
                      function ? "parameters" : "members", handler->mark->values[0],
                      function ? "PARAMETER" : "MEMBER");
    return true;
}

bool find_implemented(Trampolines *all, Handler *handler)
{
    const Mark *mark = handler->mark;
    const IrDecl *record;

    handler->what = find_named(all->ir, mark->values[0]);
    handler->member = mark->n_values > 1 ? mark->values[1] : NULL;
    handler->param = handler->opaque = -1;
    if (handler->what == NULL) {
        g_autofree char *nearest = suggest_declaration(all->ir, mark->values[0]);
        trampolines_error(all, mark,
                          "'%s' is no callback type, record or function that is "
                          "declared here%s",
                          mark->values[0], nearest);
        return false;
    }
    handler->place_of = handler->what;
    record = find_record(handler->what);
    if (handler->what->kind == IR_TYPEDEF && callback_function(handler->what->type)) {
        return find_typedef(all, handler);
    }
    if (handler->what->kind != IR_FUNCTION && record == NULL) {
        trampolines_error(all, mark,
                          "'%s' is neither a callback type nor a record nor a function, "
                          "so no handler can implement it; name one of these",
                          mark->values[0]);
        return false;
    }
    if (member_missing(all, handler)) {
        return false;
    }
    return record != NULL ? find_record_member(all, handler, record)
                          : find_param(all, handler);
}
