/* SPDX-License-Identifier: MIT */
#include "handlers_spell.h"

#include <string.h>

#include "callback_shape.h"
#include "handlers_match.h"
#include "handlers_types.h"
#include "objects.h"

char *spell_type(const IrType *type)
{
    GString *out = g_string_new(NULL);

    spell_append(out, type, "", NULL, 0);
    return g_string_free(out, FALSE);
}

char *spell_unqualified(const IrType *type)
{
    IrType plain = *type;

    plain.qualifiers = 0;
    return spell_type(&plain);
}

char *spell_handler(const Handler *handler)
{
    const IrDecl *function = handler->function;
    GString *out = g_string_new(NULL);

    spell_append(out, type_of_function(function), function->key, function->params,
                 function->n_params);
    return g_string_free(out, FALSE);
}

char *spell_callback(const Handler *handler)
{
    IrType pointer = {.kind = IR_TYPE_POINTER, .target = handler->callback};
    GString *out = g_string_new(NULL);

    spell_append(out, &pointer, handler->name, handler->params,
                 handler->params != NULL ? handler->callback->n_params : 0);
    return g_string_free(out, FALSE);
}

char *spell_identifier(const char *name)
{
    char *text = g_strdup(name);

    for (char *at = text; *at != '\0'; at++) {
        if (!g_ascii_isalnum(*at) && *at != '_') {
            *at = '_';
        }
    }
    return text;
}

char *spell_prefix(const char *name)
{
    GString *out = g_string_new(NULL);

    for (const char *at = name; *at != '\0'; at++) {
        bool word = at > name && g_ascii_isupper(*at) &&
                    (g_ascii_islower(at[-1]) || g_ascii_isdigit(at[-1]) ||
                     (g_ascii_isupper(at[-1]) && g_ascii_islower(at[1])));

        if (word) {
            g_string_append_c(out, '_');
        }
        g_string_append_c(out, g_ascii_isalnum(*at) ? g_ascii_tolower(*at) : '_');
    }
    return g_string_free(out, FALSE);
}

const char *spell_object(Trampolines *all, const Handler *handler)
{
    const IrObject *object = object_of(all->ir, type_record(handler->object));
    g_autofree char *own = spell_unqualified(handler->object);

    return object != NULL ? object->type : ir_string(all->ir, own);
}

/* ---- parameters ---- */

/* A function's parameters while its prototype and the call to it are put together. */
typedef struct Prototype {
    IrParam *params;
    unsigned n_params;
    GHashTable *taken; /* set of const char *: names that a parameter may not have */
} Prototype;

static Prototype prototype_start(unsigned n_params)
{
    return (Prototype){
        .params = g_new0(IrParam, n_params + 1),
        .taken = g_hash_table_new(g_str_hash, g_str_equal),
    };
}

static void prototype_end(Prototype *prototype)
{
    g_free(prototype->params);
    g_hash_table_destroy(prototype->taken);
}

/* A name inside its prototype hides the same name outside, so it must be no other. */
static void add_param(Trampolines *all, Prototype *prototype, const IrType *type,
                      const char *name)
{
    if (*name == '\0') {
        name = ir_printf(all->ir, "arg%u", prototype->n_params + 1);
    }
    while (g_hash_table_contains(prototype->taken, name)) {
        name = ir_printf(all->ir, "%s_", name);
    }
    g_hash_table_add(prototype->taken, (gpointer)name);
    prototype->params[prototype->n_params++] = (IrParam){name, type};
}

/* The function's own type, but with these parameters, under that name. */
static const char *spell_prototype(Trampolines *all, const Prototype *prototype,
                                   const IrType *function, const char *name)
{
    const IrType **types = g_new0(const IrType *, prototype->n_params + 1);
    IrType type = *function;
    GString *out = g_string_new(NULL);
    const char *text;

    for (unsigned i = 0; i < prototype->n_params; i++) {
        types[i] = prototype->params[i].type;
    }
    type.params = types;
    type.n_params = prototype->n_params;
    type.prototyped = true;
    if (type.convention != NULL) {
        g_string_append_printf(out, "__attribute__((%s)) ", type.convention);
    }
    spell_append(out, &type, name, prototype->params, prototype->n_params);
    text = ir_text(all->ir, out->str, out->len);
    g_free(types);
    g_string_free(out, TRUE);
    return text;
}

/* How a function is called: in parentheses where a macro of that name would be instead.
 */
static const char *callee(Trampolines *all, const IrDecl *function)
{
    const IrDecl *macro = ir_find_decl(all->ir, IR_MACRO, function->key);

    return macro != NULL && macro->macro == IR_MACRO_FUNCTION
               ? ir_printf(all->ir, "(%s)", function->key)
               : function->key;
}

/* ---- the bridge ---- */

static const char *bridge_param_name(const Handler *handler, unsigned i)
{
    const char *name = handler->params != NULL ? handler->params[i].name : "";

    return *name != '\0' ? name : handler->function->params[i].name;
}

/* A cast to a pointer type: by way of void *, but where an object begins with the other,
 * so that no compiler finds the alignment changed. */
static void append_cast(GString *out, const IrType *type, bool to_derived)
{
    g_autofree char *text = spell_type(type);

    g_string_append_printf(out, "(%s)", text);
    if (!to_derived) {
        g_string_append(out, type_is_const(type_pointee(type)) ? "(const void *)"
                                                               : "(void *)");
    }
}

static void spell_bridge(Trampolines *all, const Handler *handler, IrHandler *out)
{
    const IrDecl *function = handler->function;
    const IrType *callback = handler->callback;
    Prototype prototype = prototype_start(callback->n_params);
    GString *call = g_string_new(type_is_void(callback->target) ? "" : "return ");

    g_hash_table_add(prototype.taken, (gpointer)function->key);
    g_string_append_printf(call, "%s(", callee(all, function));
    for (unsigned i = 0; i < callback->n_params; i++) {
        add_param(all, &prototype, callback->params[i], bridge_param_name(handler, i));
        g_string_append(call, i > 0 ? ", " : "");
        if (handler_param_fit(handler, i) == FIT_CAST) {
            const IrType *own = function->params[i].type;
            append_cast(call, own, type_fit_param(callback->params[i], own) == FIT_CAST);
        }
        g_string_append(call, prototype.params[i].name);
    }
    g_string_append_c(call, ')');
    out->bridge = handler->bridge;
    out->c = spell_prototype(all, &prototype, callback, handler->bridge);
    out->call = ir_text(all->ir, call->str, call->len);
    g_string_free(call, TRUE);
    prototype_end(&prototype);
}

/* ---- registering functions ---- */

/* A function that takes the callback, and what is known of that. */
typedef struct Registering {
    const IrDecl *function;
    const IrCallback *callback;
    bool several; /* the function takes such a callback more than once */
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

/*
 * The type of the parameter that is passed on to the handler: the handler's own, as const
 * as the function has it. NULL when it stays as it is.
 */
static const IrType *user_data_type(Trampolines *all, const Handler *handler,
                                    const Registering *registering)
{
    const IrDecl *function = registering->function;
    int opaque = registering->callback->opaque, at = registering->callback->user_data;
    const IrType *object, *given;
    IrType plain, pointer;

    if (opaque < 0 || (unsigned)opaque >= handler->function->n_params || at < 0 ||
        (unsigned)at >= function->n_params) {
        return NULL;
    }
    object = type_pointee(handler->function->params[opaque].type);
    given = type_pointee(function->params[at].type);
    if (object == NULL || given == NULL || type_is_void(object) ||
        type_same(object, given)) {
        return NULL;
    }
    plain = *object;
    if (!type_is_const(given)) {
        plain.qualifiers &= ~(unsigned)IR_CONST;
    } else {
        plain.qualifiers |= IR_CONST;
    }
    pointer = (IrType){.kind = IR_TYPE_POINTER,
                       .target = spell_intern(all->ir, &plain),
                       .size = all->ir->pointer_size,
                       .align = all->ir->pointer_size};
    return spell_intern(all->ir, &pointer);
}

static IrRegistrar spell_registrar(Trampolines *all, const Handler *handler,
                                   const Registering *registering, const IrType *object)
{
    const IrDecl *function = registering->function;
    const char *name = ir_printf(all->ir, "%s_%s", handler->function->key, function->key);
    Prototype prototype = prototype_start(function->n_params);
    bool is_void = type_is_void(type_of_function(function)->target);
    const char *name_of_data;
    GString *call = g_string_new(is_void ? "" : "return ");
    IrRegistrar out = {.function = function->key, .doc = function->doc};

    if (registering->several) {
        const char *param = function->params[registering->callback->param].name;
        name = *param != '\0'
                   ? ir_printf(all->ir, "%s_%s", name, param)
                   : ir_printf(all->ir, "%s_%d", name, registering->callback->param + 1);
    }
    g_hash_table_add(prototype.taken, (gpointer)function->key);
    g_hash_table_add(prototype.taken, (gpointer)handler->bridge);
    g_string_append_printf(call, "%s(", callee(all, function));
    for (int i = 0; i < (int)function->n_params; i++) {
        const IrParam *param = &function->params[i];

        g_string_append(call, i > 0 ? ", " : "");
        if (i == registering->callback->param) {
            g_string_append(call, handler->bridge);
            continue;
        }
        if (i == registering->callback->user_data) {
            name_of_data = handler->function->params[registering->callback->opaque].name;
            add_param(all, &prototype, object,
                      *param->name != '\0' ? param->name : name_of_data);
        } else {
            add_param(all, &prototype, param->type, param->name);
        }
        if (i == registering->callback->user_data && !is_void_pointer(param->type)) {
            append_cast(call, param->type, false); /* as a manifest says */
        }
        g_string_append(call, prototype.params[prototype.n_params - 1].name);
    }
    g_string_append_c(call, ')');
    out.name = name;
    out.c = spell_prototype(all, &prototype, type_of_function(function), name);
    out.call = ir_text(all->ir, call->str, call->len);
    g_string_free(call, TRUE);
    prototype_end(&prototype);
    return out;
}

/* Whether a function of the trampolines may call it: neither variadic nor deprecated. */
static bool can_be_called(const IrDecl *function)
{
    for (guint i = 0; function->attributes != NULL && i < function->attributes->len;
         i++) {
        if (g_str_has_prefix(function->attributes->pdata[i], "deprecated") ||
            g_str_has_prefix(function->attributes->pdata[i], "unavailable")) {
            return false;
        }
    }
    return function->type != NULL && !type_of_function(function)->variadic;
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
        Registering registering = {.function = function,
                                   .callback = &g_array_index(known, IrCallback, i),
                                   .several = n_taking > 1};
        const IrType *object;

        if (!takes(handler, function, registering.callback->param)) {
            continue;
        }
        object = user_data_type(all, handler, &registering);
        if (object != NULL && registering.callback->confidence == IR_BY_SHAPE) {
            add_unconfirmed(out, function);
        } else if (object != NULL) {
            IrRegistrar registrar = spell_registrar(all, handler, &registering, object);
            if (out->registrars == NULL) {
                out->registrars = g_array_new(FALSE, TRUE, sizeof(IrRegistrar));
            }
            g_array_append_val(out->registrars, registrar);
        }
    }
}

static gint compare_registrars(gconstpointer a, gconstpointer b)
{
    return strcmp(((const IrRegistrar *)a)->name, ((const IrRegistrar *)b)->name);
}

static gint compare_keys(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
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

/* Every function that could register the handler. */
static void find_registrars(Trampolines *all, const Handler *handler, IrHandler *out)
{
    GHashTableIter iter;
    gpointer function;

    if (handler->param >= 0) {
        if (can_be_called(handler->what)) {
            add_registrars(all, handler, handler->what, out);
        }
        return;
    }
    if (find_record(handler->what) != NULL) {
        return;
    }
    g_hash_table_iter_init(&iter, all->ir->decl_by_key[IR_FUNCTION]);
    while (g_hash_table_iter_next(&iter, NULL, &function)) {
        if (mentions(handler, function) && can_be_called(function) &&
            find_is_owned(all, function)) {
            add_registrars(all, handler, function, out);
        }
    }
    if (out->registrars != NULL) {
        g_array_sort(out->registrars, compare_registrars);
    }
    if (out->unconfirmed != NULL) {
        g_ptr_array_sort(out->unconfirmed, compare_keys);
    }
}

IrHandler spell_trampoline(Trampolines *all, const Handler *handler)
{
    IrHandler out = {
        .function = handler->function, .what = handler->what, .member = handler->member};

    if (handler->object != NULL) {
        out.object = spell_object(all, handler);
    }
    spell_bridge(all, handler, &out);
    find_registrars(all, handler, &out);
    return out;
}
