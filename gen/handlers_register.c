/* SPDX-License-Identifier: MIT */
#include "handlers_register.h"

#include <stdlib.h>
#include <string.h>

#include "callback_shape.h"
#include "handlers_prototype.h"
#include "handlers_spell.h"
#include "handlers_types.h"

/* A function that takes the callback, and what is known of that. */
typedef struct Registering {
    const Handler *handler;
    const IrDecl *function;
    const GArray *known;        /* of const IrCallback: all that the function takes */
    const IrCallback *callback; /* the one that the handler is for */
    const IrType *object;       /* of the parameter that is passed on */
    const char **passed;        /* by parameter: what is put in; NULL: it stays */
    bool several;               /* the function takes such a callback more than once */
    bool joint;                 /* other callbacks have handlers for this function too */
    bool leads;                 /* the handler is the first of these */
} Registering;

static bool takes(const Handler *handler, const IrDecl *function, int param)
{
    if (param < 0 || (unsigned)param >= function->n_params) {
        return false;
    }
    return handler->param >= 0
               ? function == handler->what && param == handler->param
               : type_callback_typedef(function->params[param].type) == handler->what;
}

/* What the handler's parameter there points to; NULL for no object. */
static const IrType *object_at(const Handler *handler, int opaque)
{
    const IrType *object = opaque >= 0 && (unsigned)opaque < handler->function->n_params
                               ? type_pointee(handler->function->params[opaque].type)
                               : NULL;

    return object != NULL && !type_is_void(object) ? object : NULL;
}

const IrType *register_pointer_to(Ir *ir, const IrType *object, unsigned qualifiers)
{
    IrType plain, pointer = {.kind = IR_TYPE_POINTER,
                             .size = ir->pointer_size,
                             .align = ir->pointer_size};

    while (object->kind == IR_TYPE_TYPEDEF && object->decl->type != NULL &&
           (type_qualifiers(object->decl->type) & ~qualifiers) != 0) {
        object = object->decl->type;
    }
    if (ir_type_resolved(object)->kind == IR_TYPE_ARRAY &&
        type_qualifiers(ir_type_resolved(object)->target) != 0) {
        return NULL;
    }
    plain = *object;
    plain.qualifiers &= ~(unsigned)(IR_CONST | IR_VOLATILE);
    plain.qualifiers |= qualifiers;
    pointer.target = spell_intern(ir, &plain);
    return spell_intern(ir, &pointer);
}

/*
 * The type of the parameter that is passed on to the handler: a pointer to the handler's
 * object, qualified as the function has it, who may hand it on to others. NULL when it
 * stays as it is.
 */
static const IrType *user_data_type(Trampolines *all, const Registering *registering)
{
    const IrDecl *function = registering->function;
    int opaque = registering->callback->opaque, at = registering->callback->user_data;
    const IrType *object = object_at(registering->handler, opaque), *given;
    IrType own;

    if (object == NULL || at < 0 || (unsigned)at >= function->n_params) {
        return NULL;
    }
    given = type_pointee(function->params[at].type);
    if (given == NULL || type_same(object, given)) {
        return NULL;
    }
    if (!type_is_nameless(object)) {
        return register_pointer_to(all->ir, object, type_qualifiers(given));
    }
    own = *registering->handler->function->params[opaque].type;
    if (own.kind != IR_TYPE_TYPEDEF ||
        type_qualifiers(object) != type_qualifiers(given)) {
        return NULL; /* no more than a pointer has a name, and that may be another one */
    }
    own.qualifiers = 0;
    return spell_intern(all->ir, &own);
}

/* ---- callbacks that share the pointer ---- */

static bool shares(const Registering *registering, const IrCallback *callback)
{
    return callback->user_data == registering->callback->user_data;
}

static bool is_destroy(const Registering *registering, int param)
{
    for (guint i = 0; i < registering->known->len; i++) {
        const IrCallback *callback = &g_array_index(registering->known, IrCallback, i);
        if (shares(registering, callback) && callback->destroy == param) {
            return true;
        }
    }
    return false;
}

static void report_two(Trampolines *all, const Registering *registering,
                       const Handler *first, Handler *second)
{
    const char *key = registering->function->key;

    if (second->reported) {
        return;
    }
    second->reported = true;
    trampolines_error(
        all, second->mark,
        "'%s' and '%s' both implement '%s' of '%s' for the same object, so it is not "
        "known which of them goes with '%s'; leave one mark out",
        first->function->key, second->function->key, second->member, key,
        registering->handler->function->key);
    trampolines_note(all, first->function, NULL, "the other handler");
}

/* The handler that is marked for that parameter and has the same object; NULL for none.
 */
static const Handler *handler_for(Trampolines *all, const Registering *registering,
                                  int param)
{
    const IrType *object = object_at(registering->handler, registering->callback->opaque);
    const Handler *found = NULL;

    for (guint i = 0; i < all->handlers->len; i++) {
        Handler *other = &g_array_index(all->handlers, Handler, i);
        const IrType *its = object_at(other, other->opaque);

        if (other->what != registering->function || other->param != param ||
            its == NULL || !type_same(its, object)) {
            continue;
        }
        if (found != NULL) {
            report_two(all, registering, found, other);
        }
        found = other;
    }
    return found;
}

/* Whether the function says that the argument may not be NULL. */
static bool may_be_null(const IrDecl *function, int param)
{
    for (guint i = 0; function->attributes != NULL && i < function->attributes->len;
         i++) {
        const char *at = function->attributes->pdata[i];

        if (strcmp(at, "nonnull") == 0) {
            return false;
        }
        if (!g_str_has_prefix(at, "nonnull(")) {
            continue;
        }
        for (at += strlen("nonnull("); g_ascii_isdigit(*at); at += strspn(at, ", ")) {
            char *end;
            if (strtol(at, &end, 10) == param + 1) {
                return false;
            }
            at = end;
        }
    }
    return true;
}

/* Decides on another parameter. False: there can be no typed form. */
static bool pass_other(Trampolines *all, Registering *registering, int param)
{
    bool destroys = is_destroy(registering, param);
    const Handler *other;

    if (param < 0 || param == registering->callback->param ||
        registering->passed[param] != NULL) {
        return true;
    }
    other = handler_for(all, registering, param);
    if (other != NULL) {
        registering->passed[param] = other->bridge;
        registering->joint = registering->handler->param >= 0;
        registering->leads &= destroys || param > registering->callback->param;
    } else if (!destroys && may_be_null(registering->function, param)) {
        registering->passed[param] = "NULL";
    }
    return other != NULL || destroys || registering->passed[param] != NULL;
}

/*
 * What is put in for the callbacks that are given the same pointer: nothing but handlers
 * of the same object. What frees it stays, where no handler is marked: that may be any
 * function, free() too.
 */
static bool pass_callbacks(Trampolines *all, Registering *registering)
{
    registering->passed[registering->callback->param] = registering->handler->bridge;
    registering->leads = true;
    for (guint i = 0; i < registering->known->len; i++) {
        const IrCallback *callback = &g_array_index(registering->known, IrCallback, i);
        if (shares(registering, callback) &&
            (!pass_other(all, registering, callback->param) ||
             !pass_other(all, registering, callback->destroy))) {
            return false;
        }
    }
    return !registering->joint || registering->leads;
}

/* Whether some callback is given the pointer only by the look of the types. */
static bool is_guess(const Registering *registering)
{
    for (guint i = 0; i < registering->known->len; i++) {
        const IrCallback *callback = &g_array_index(registering->known, IrCallback, i);
        if (shares(registering, callback) && callback->confidence == IR_BY_SHAPE) {
            return true;
        }
    }
    return false;
}

/* ---- the typed form ---- */

/* It is called after the handler; after the object where it registers several. */
static const char *form_name(Trampolines *all, const Registering *registering)
{
    const IrDecl *function = registering->function;
    const Handler *handler = registering->handler;
    const IrType *object = object_at(handler, registering->callback->opaque);
    int param = registering->callback->param;
    const char *name = ir_printf(all->ir, "%s_%s",
                                 registering->joint && !type_is_nameless(object)
                                     ? spell_object_prefix(all, object)
                                     : handler->function->key,
                                 function->key);

    if (!registering->several) {
        return name;
    }
    return *function->params[param].name != '\0'
               ? ir_printf(all->ir, "%s_%s", name, function->params[param].name)
               : ir_printf(all->ir, "%s_%d", name, param + 1);
}

static IrRegistrar spell_registrar(Trampolines *all, const Registering *registering)
{
    const IrDecl *function = registering->function;
    const Handler *handler = registering->handler;
    Prototype form = prototype_start(all->ir, function->n_params, function);
    IrRegistrar out = {.function = function->key,
                       .name = form_name(all, registering),
                       .doc = function->doc};

    for (unsigned i = 0; i < function->n_params; i++) {
        if (registering->passed[i] != NULL) {
            prototype_reserve(&form, registering->passed[i]);
        }
    }
    for (int i = 0; i < (int)function->n_params; i++) {
        const IrParam *param = &function->params[i];
        bool is_data = i == registering->callback->user_data;
        const char *name = param->name;

        if (registering->passed[i] != NULL) {
            prototype_argument(&form, NULL, false, registering->passed[i]);
            continue;
        }
        if (is_data && *name == '\0') {
            name = handler->function->params[registering->callback->opaque].name;
        }
        name = prototype_param(&form, is_data ? registering->object : param->type, name);
        /* A manifest may say that another pointer is passed on than a void pointer. */
        prototype_argument(&form,
                           is_data && !is_void_pointer(param->type) ? param->type : NULL,
                           false, name);
    }
    out.c = prototype_spell(&form, type_of_function(function), out.name);
    out.call = prototype_call(&form);
    prototype_end(&form);
    return out;
}

/* ---- which functions ---- */

/* Whether a compiler warns where the type is written. */
static bool is_deprecated(const IrType *type)
{
    while (type->kind == IR_TYPE_POINTER || type->kind == IR_TYPE_ARRAY) {
        type = type->target;
    }
    return type->decl != NULL && decl_is_deprecated(type->decl);
}

bool register_can_call(const IrDecl *function)
{
    if (function->type == NULL || type_of_function(function)->variadic ||
        decl_is_deprecated(function) ||
        is_deprecated(type_of_function(function)->target)) {
        return false;
    }
    for (unsigned i = 0; i < function->n_params; i++) {
        if (is_deprecated(function->params[i].type)) {
            return false;
        }
    }
    return true;
}

/* A function that has no typed form, as the object's place in it is only a guess. */
static void add_unconfirmed(IrHandler *out, const IrDecl *function)
{
    if (out->unconfirmed == NULL) {
        out->unconfirmed = g_ptr_array_new();
    }
    if (out->unconfirmed->len == 0 ||
        out->unconfirmed->pdata[out->unconfirmed->len - 1] != function->key) {
        g_ptr_array_add(out->unconfirmed, (gpointer)function->key);
    }
}

static void add_registrar(Trampolines *all, Registering *registering, IrHandler *out)
{
    registering->object = user_data_type(all, registering);
    if (registering->object == NULL) {
        return;
    }
    if (is_guess(registering)) {
        add_unconfirmed(out, registering->function);
        return;
    }
    registering->passed = g_new0(const char *, registering->function->n_params + 1);
    if (pass_callbacks(all, registering)) {
        IrRegistrar registrar = spell_registrar(all, registering);
        if (out->registrars == NULL) {
            out->registrars = g_array_new(FALSE, TRUE, sizeof(IrRegistrar));
        }
        g_array_append_val(out->registrars, registrar);
    }
    g_free(registering->passed);
}

static void add_registrars(Trampolines *all, const Handler *handler,
                           const IrDecl *function, IrHandler *out)
{
    const GArray *known = find_callbacks_of(all, function);
    unsigned n_taking = 0;

    for (guint i = 0; known != NULL && i < known->len; i++) {
        n_taking +=
            takes(handler, function, g_array_index(known, IrCallback, i).param) ? 1U : 0U;
    }
    for (guint i = 0; n_taking > 0 && i < known->len; i++) {
        Registering registering = {.handler = handler,
                                   .function = function,
                                   .known = known,
                                   .callback = &g_array_index(known, IrCallback, i),
                                   .several = n_taking > 1};

        if (takes(handler, function, registering.callback->param)) {
            add_registrar(all, &registering, out);
        }
    }
}

static gint compare_registrars(gconstpointer a, gconstpointer b)
{
    return strcmp(((const IrRegistrar *)a)->name, ((const IrRegistrar *)b)->name);
}

static gint compare_functions(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const IrDecl *const *)a)->key, (*(const IrDecl *const *)b)->key);
}

/* Whether a parameter is of the callback's type: most functions end here. */
static bool mentions(const Handler *handler, const IrDecl *function)
{
    for (unsigned i = 0; i < function->n_params; i++) {
        if (takes(handler, function, (int)i)) {
            return true;
        }
    }
    return false;
}

/* Every function that could register the handler: new, of const IrDecl *, sorted. */
static GPtrArray *candidates(const Trampolines *all, const Handler *handler)
{
    GPtrArray *found = g_ptr_array_new();
    GHashTableIter iter;
    gpointer function;

    if (handler->param >= 0) {
        if (register_can_call(handler->what)) {
            g_ptr_array_add(found, (gpointer)handler->what);
        }
        return found;
    }
    if (handler->place.field != NULL) {
        return found;
    }
    g_hash_table_iter_init(&iter, all->ir->decl_by_key[IR_FUNCTION]);
    while (g_hash_table_iter_next(&iter, NULL, &function)) {
        if (mentions(handler, function) && register_can_call(function) &&
            find_is_owned(all, function)) {
            g_ptr_array_add(found, function);
        }
    }
    g_ptr_array_sort(found, compare_functions);
    return found;
}

void register_handler(Trampolines *all, const Handler *handler, IrHandler *out)
{
    GPtrArray *functions = candidates(all, handler);

    for (guint i = 0; i < functions->len; i++) {
        add_registrars(all, handler, functions->pdata[i], out);
    }
    if (out->registrars != NULL) {
        g_array_sort(out->registrars, compare_registrars);
    }
    g_ptr_array_free(functions, TRUE);
}
