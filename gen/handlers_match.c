/* SPDX-License-Identifier: MIT */
#include "handlers_match.h"

#include "callback_shape.h"
#include "handlers_spell.h"
#include "handlers_types.h"

TypeFit handler_param_fit(const Handler *handler, unsigned at)
{
    const IrType *theirs = handler->callback->params[at];
    const IrType *own = handler->function->params[at].type;
    const TypeFit fit = type_fit_param(theirs, own);

    if (fit <= FIT_QUALIFIER || (int)at != handler->opaque || is_void_pointer(theirs) ||
        !is_object_pointer(theirs) || !is_object_pointer(own)) {
        return fit;
    }
    return type_is_const(type_pointee(theirs)) && !type_is_const(type_pointee(own))
               ? FIT_QUALIFIER
               : FIT_CAST;
}

/* The type that the handler's parameter would have to be. */
static const IrType *wanted_param(Trampolines *all, const IrType *callback,
                                  const IrType *own)
{
    TypeFit fit = type_fit_param(callback, own);
    IrType target, pointer;

    if (fit != FIT_QUALIFIER) {
        return fit <= FIT_CAST ? own : callback;
    }
    target = *type_pointee(own);
    target.qualifiers |= type_pointee(callback)->qualifiers;
    pointer = (IrType){.kind = IR_TYPE_POINTER,
                       .target = spell_intern(all->ir, &target),
                       .size = all->ir->pointer_size,
                       .align = all->ir->pointer_size};
    return spell_intern(all->ir, &pointer);
}

/* What the handler would have to be: its own parameters where they fit, and the
 * callback's. New. */
static char *wanted(Trampolines *all, const Handler *handler)
{
    const IrDecl *function = handler->function;
    const IrType *callback = handler->callback;
    bool same_count = function->n_params == callback->n_params;
    TypeFit result =
        type_fit_result(callback->target, type_of_function(function)->target);
    IrParam *params = g_new0(IrParam, callback->n_params + 1);
    IrType type = *callback;
    GString *out = g_string_new(NULL);

    type.target =
        result <= FIT_CAST ? type_of_function(function)->target : callback->target;
    type.noreturn = false;
    for (unsigned i = 0; i < callback->n_params; i++) {
        const IrType *own =
            i < function->n_params ? function->params[i].type : callback->params[i];

        params[i].type = wanted_param(all, callback->params[i], own);
        params[i].name = i < function->n_params && (same_count || params[i].type == own)
                             ? function->params[i].name
                         : handler->params != NULL ? handler->params[i].name
                                                   : "";
    }
    spell_append(out, &type, function->key, params, callback->n_params);
    g_free(params);
    return g_string_free(out, FALSE);
}

static void note_signatures(Trampolines *all, const Handler *handler)
{
    g_autofree char *own = spell_handler(handler);
    g_autofree char *callback = spell_callback(handler);

    trampolines_note(all, handler->function, NULL, "the handler is '%s'", own);
    trampolines_note(all, handler->place_of, handler->place.field, "the callback is '%s'",
                     callback);
}

/* What a bridge cannot call; NULL when it can. */
static const char *handler_problem(const IrDecl *function)
{
    if (function->storage == IR_STATIC || function->is_inline) {
        return "is static or inline, so the bridge to it, in a source of its own, does "
               "not see it; declare it extern, and define it in a source";
    }
    if (type_of_function(function)->variadic) {
        return "takes variable arguments, which a bridge cannot pass on; declare all its "
               "parameters";
    }
    return type_of_function(function)->prototyped
               ? NULL
               : "is declared without saying what it takes; write (void), or its "
                 "parameters";
}

/* What bindery cannot be called as, or cannot call. */
static bool can_be_bridged(Trampolines *all, const Handler *handler)
{
    const char *problem = handler_problem(handler->function);

    if (handler->callback->variadic || !handler->callback->prototyped) {
        trampolines_error(all, handler->mark,
                          "'%s' %s, so there can be no bridge from it; pass it the "
                          "function itself, without a mark",
                          handler->label,
                          handler->callback->variadic
                              ? "takes variable arguments"
                              : "is declared without saying what it takes");
        note_signatures(all, handler);
        return false;
    }
    if (problem != NULL) {
        trampolines_error(all, handler->mark, "the handler '%s' %s",
                          handler->function->key, problem);
    }
    return problem == NULL;
}

static bool match_count(Trampolines *all, const Handler *handler)
{
    unsigned own = handler->function->n_params, theirs = handler->callback->n_params;
    g_autofree char *better = NULL;

    if (own == theirs) {
        return true;
    }
    better = wanted(all, handler);
    trampolines_error(
        all, handler->mark,
        "the handler '%s' takes %u parameter%s, and '%s' passes %u; declare "
        "it '%s'",
        handler->function->key, own, own == 1 ? "" : "s", handler->label, theirs, better);
    note_signatures(all, handler);
    return false;
}

static bool match_result(Trampolines *all, const Handler *handler)
{
    const IrType *own = type_of_function(handler->function)->target;
    const IrType *theirs = handler->callback->target;
    TypeFit fit = type_fit_result(theirs, own);
    g_autofree char *have = NULL, *want = NULL, *better = NULL;

    if (fit <= FIT_CAST) {
        return true;
    }
    have = spell_type(own);
    want = spell_type(theirs);
    better = wanted(all, handler);
    trampolines_error(
        all, handler->mark,
        "the handler '%s' returns '%s', and '%s' returns '%s'%s; declare it "
        "'%s'",
        handler->function->key, have, handler->label, want,
        fit == FIT_QUALIFIER ? ", which loses a qualifier" : "", better);
    note_signatures(all, handler);
    return false;
}

/* The object is not one of those that the callback is called with. */
static void report_object(Trampolines *all, const Handler *handler, unsigned at)
{
    g_autofree char *own = spell_type(handler->function->params[at].type);
    g_autofree char *object =
        spell_unqualified(type_pointee(handler->function->params[at].type));
    g_autofree char *theirs = spell_type(handler->callback->params[at]);
    g_autofree char *ancestor =
        spell_unqualified(type_pointee(handler->callback->params[at]));

    trampolines_error(
        all, handler->mark,
        "parameter %u of the handler '%s' is '%s', and '%s' passes '%s': "
        "'%s' does not begin with '%s'; make that its first member, or take "
        "'%s'",
        at + 1, handler->function->key, own, handler->label, theirs, object, ancestor,
        theirs);
}

static void report_param(Trampolines *all, const Handler *handler, unsigned at,
                         TypeFit fit)
{
    g_autofree char *own = spell_type(handler->function->params[at].type);
    g_autofree char *theirs = spell_type(handler->callback->params[at]);
    g_autofree char *better = wanted(all, handler);

    if (fit == FIT_OBJECT) {
        report_object(all, handler, at);
    } else {
        trampolines_error(all, handler->mark,
                          "parameter %u of the handler '%s' is '%s', and '%s' passes "
                          "'%s'%s; declare it '%s'",
                          at + 1, handler->function->key, own, handler->label, theirs,
                          fit == FIT_QUALIFIER ? ", which loses a qualifier" : "",
                          better);
    }
    note_signatures(all, handler);
}

static bool match_params(Trampolines *all, const Handler *handler)
{
    bool fits = true;

    for (unsigned i = 0; i < handler->callback->n_params && fits; i++) {
        TypeFit fit = handler_param_fit(handler, i);

        fits = fit <= FIT_CAST;
        if (!fits) {
            report_param(all, handler, i, fit);
        }
    }
    return fits;
}

/* The object: what the opaque pointer is for the handler, or what a method is called on.
 */
static void find_object(Handler *handler)
{
    int at = handler->opaque >= 0 ? handler->opaque : 0;
    const IrType *own, *theirs;

    if ((unsigned)at >= handler->callback->n_params) {
        return;
    }
    own = type_pointee(handler->function->params[at].type);
    theirs = type_pointee(handler->callback->params[at]);
    if (own == NULL || type_is_void(own) ||
        (handler->opaque < 0 && (type_record(own) == NULL || type_is_void(theirs)))) {
        return;
    }
    handler->object = own;
    handler->derived = type_fit_param(handler->callback->params[at],
                                      handler->function->params[at].type) == FIT_CAST;
}

/* Tables are called after their objects, and some take one. */
static bool check_object_name(Trampolines *all, Handler *handler)
{
    if (handler->place.field == NULL || handler->object == NULL ||
        !type_is_nameless(handler->object)) {
        return true;
    }
    if (handler->opaque < 0) {
        handler->object = NULL; /* what all handlers of the record are given */
        return true;
    }
    trampolines_error(all, handler->mark,
                      "the object of the handler '%s' has no name of its own; give what "
                      "'%s' points to a tag, or a typedef",
                      handler->function->key,
                      handler->function->params[handler->opaque].name);
    trampolines_note(all, handler->object->decl, NULL, "it is declared here");
    return false;
}

bool match_handler(Trampolines *all, Handler *handler)
{
    if (!can_be_bridged(all, handler) || !match_count(all, handler) ||
        !match_result(all, handler) || !match_params(all, handler)) {
        return false;
    }
    find_object(handler);
    return check_object_name(all, handler);
}
