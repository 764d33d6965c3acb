/* SPDX-License-Identifier: MIT */
#include "handlers_spell.h"

#include <string.h>

#include "handlers_match.h"
#include "handlers_prototype.h"
#include "handlers_register.h"
#include "handlers_types.h"
#include "ir_names.h"
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

/*
 * Whether a word begins at the capital: GObject is g_object, XMLHttpRequest is
 * xml_http_request. Behind a digit a word has more than that letter (I2CBus: i2c_bus),
 * and two letters behind an underscore stay together (SDL_RWops: sdl_rwops).
 */
static bool begins_word(const char *name, const char *at)
{
    const char *run = at; /* the first of the capitals that end here */

    while (run > name && g_ascii_isupper(run[-1])) {
        run--;
    }
    if (at == name) {
        return false;
    }
    if (run == at) {
        return g_ascii_islower(at[-1]) ||
               (g_ascii_isdigit(at[-1]) && g_ascii_islower(at[1]));
    }
    return g_ascii_islower(at[1]) &&
           (at - run > 1 || run == name || g_ascii_isalnum(run[-1]));
}

char *spell_prefix(const char *name)
{
    GString *out = g_string_new(NULL);

    for (const char *at = name; *at != '\0'; at++) {
        if (g_ascii_isupper(*at) && begins_word(name, at)) {
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

const char *spell_object_prefix(Trampolines *all, const IrType *type)
{
    const IrObject *object = object_of(all->ir, type_record(type));
    g_autofree char *own = spell_unqualified(type);
    g_autofree char *prefix = spell_prefix(ir_bare_name(own));

    return object != NULL ? object->prefix : ir_string(all->ir, prefix);
}

/* ---- the bridge ---- */

static const char *bridge_param_name(const Handler *handler, unsigned i)
{
    const char *name = handler->params != NULL ? handler->params[i].name : "";

    return *name != '\0' ? name : handler->function->params[i].name;
}

static void spell_bridge(Trampolines *all, const Handler *handler, IrHandler *out)
{
    const IrDecl *function = handler->function;
    const IrType *callback = handler->callback;
    Prototype bridge = prototype_start(all->ir, callback->n_params, function);

    for (unsigned i = 0; i < callback->n_params; i++) {
        const IrType *own = function->params[i].type;
        const char *name =
            prototype_param(&bridge, callback->params[i], bridge_param_name(handler, i));

        prototype_argument(&bridge,
                           handler_param_fit(handler, i) == FIT_CAST ? own : NULL,
                           type_fit_param(callback->params[i], own) == FIT_CAST, name);
    }
    out->bridge = handler->bridge;
    out->c = prototype_spell(&bridge, callback, handler->bridge);
    out->call = prototype_call(&bridge);
    prototype_end(&bridge);
}

IrHandler spell_trampoline(Trampolines *all, const Handler *handler)
{
    IrHandler out = {
        .function = handler->function, .what = handler->what, .member = handler->member};

    if (handler->object != NULL && !type_is_nameless(handler->object)) {
        out.object = spell_object(all, handler);
    }
    spell_bridge(all, handler, &out);
    register_handler(all, handler, &out);
    return out;
}
