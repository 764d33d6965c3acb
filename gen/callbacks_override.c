/* SPDX-License-Identifier: MIT */
/* What a manifest says of callbacks; callbacks.h declares it. */
#include <string.h>

#include "callback_place.h"
#include "callback_shape.h"
#include "callbacks.h"
#include "ir_names.h"

static bool is_at(const IrDecl *decl, const IrCallback *callback, int place)
{
    return decl->kind == IR_FUNCTION
               ? callback->param == place
               : g_strcmp0(callback->field, place_name(decl, (unsigned)place)) == 0;
}

/* Where the callback of that parameter or member stands in the list, or would. */
static guint position_of(const IrDecl *decl, int place, bool *found)
{
    guint at = 0;

    *found = false;
    for (int i = 0; i <= place; i++) {
        if (decl->callbacks != NULL && at < decl->callbacks->len &&
            is_at(decl, &g_array_index(decl->callbacks, IrCallback, at), i)) {
            *found = i == place;
            at += i < place;
        }
    }
    return at;
}

static void remove_callback(IrDecl *decl, int place)
{
    bool found;
    const guint at = position_of(decl, place, &found);

    if (found) {
        g_array_remove_index(decl->callbacks, at);
    }
}

static void put_callback(IrDecl *decl, int place, IrCallback callback)
{
    bool found;
    const guint at = position_of(decl, place, &found);

    if (decl->callbacks == NULL) {
        decl->callbacks = g_array_new(FALSE, TRUE, sizeof(IrCallback));
    }
    if (found) {
        g_array_index(decl->callbacks, IrCallback, at) = callback;
    } else {
        g_array_insert_val(decl->callbacks, at, callback);
    }
}

/* Takes an index of a callback's own parameters, checked. */
static bool set_opaque(Overriding *all, const char *what, const IrType *function,
                       int *opaque)
{
    const int wanted = all->entry->opaque;

    if (all->entry->opaque_choice == MANIFEST_NONE) {
        *opaque = -1;
    } else if (all->entry->opaque_choice == MANIFEST_SET) {
        if (function->n_params == 0) {
            override_fail(all,
                          "\"opaque\" is %d, and the callback \"%s\" has no parameters",
                          wanted, what);
            return false;
        }
        if (wanted < 0 || wanted >= (int)function->n_params) {
            override_fail(
                all, "\"opaque\" is %d, and the callback \"%s\" has parameters 0 to %u",
                wanted, what, function->n_params - 1);
            return false;
        }
        if (!is_object_pointer(function->params[wanted])) {
            override_fail(
                all,
                "parameter %d of the callback \"%s\" has type %s, and is no pointer to "
                "an object",
                wanted, what, function->params[wanted]->spelling);
            return false;
        }
        *opaque = wanted;
    }
    return true;
}

/* The parameter or member that a choice names: index, -1 for none, -2 after an error. */
static int chosen(Overriding *all, const IrDecl *decl, ManifestChoice choice,
                  const char *text, int kept)
{
    if (choice == MANIFEST_KEEP) {
        return kept;
    }
    if (choice == MANIFEST_NONE) {
        return -1;
    }
    kept = find_place(all, decl, text);
    return kept < 0 ? -2 : kept;
}

/* Any object pointer can be cast on the way to a function; a member is only assigned. */
static bool can_be_user_data(const IrDecl *decl, int place)
{
    const IrType *type = place_type(decl, (unsigned)place);

    return decl->kind == IR_FUNCTION ? is_object_pointer(type) : is_void_pointer(type);
}

static bool check_companions(Overriding *all, const IrDecl *decl, int place,
                             int user_data, int destroy)
{
    if (user_data >= 0 && !can_be_user_data(decl, user_data)) {
        override_fail(
            all, "\"user_data\" is %s \"%s\" of %s, which has type %s, and is no %s",
            place_word(decl), all->entry->user_data, decl->key,
            place_type(decl, (unsigned)user_data)->spelling,
            decl->kind == IR_FUNCTION ? "pointer to an object" : "void pointer");
        return false;
    }
    if (destroy >= 0 && (callback_function(place_type(decl, (unsigned)destroy)) == NULL ||
                         count_object_pointers(callback_function(
                             place_type(decl, (unsigned)destroy))) == 0)) {
        override_fail(
            all,
            "\"destroy\" is %s \"%s\" of %s, which has type %s, and is no callback that "
            "takes a pointer",
            place_word(decl), all->entry->destroy, decl->key,
            place_type(decl, (unsigned)destroy)->spelling);
        return false;
    }
    if (destroy >= 0 && destroy == place) {
        override_fail(all, "a callback cannot be its own \"destroy\"");
        return false;
    }
    return true;
}

/* What was found of that parameter or member, or nothing yet. */
static IrCallback found_callback(const IrDecl *decl, int place)
{
    bool found;
    const guint at = position_of(decl, place, &found);
    IrCallback callback = {.param = -1, .opaque = -1, .user_data = -1, .destroy = -1};

    if (found) {
        return g_array_index(decl->callbacks, IrCallback, at);
    }
    if (decl->kind == IR_FUNCTION) {
        callback.param = place;
    } else {
        callback.field = place_name(decl, (unsigned)place);
    }
    return callback;
}

/* Takes what the entry says of the callback's companions, checked. */
static bool set_companions(Overriding *all, const IrDecl *decl, int place,
                           IrCallback *callback)
{
    const ManifestCallback *entry = all->entry;
    const bool is_function = decl->kind == IR_FUNCTION;
    const int user_data =
        chosen(all, decl, entry->user_data_choice, entry->user_data,
               is_function ? callback->user_data
                           : ir_find_field(decl, callback->user_data_field));
    const int destroy = chosen(
        all, decl, entry->destroy_choice, entry->destroy,
        is_function ? callback->destroy : ir_find_field(decl, callback->destroy_field));

    if (user_data < -1 || destroy < -1 ||
        !check_companions(all, decl, place, user_data, destroy)) {
        return false;
    }
    if (is_function) {
        callback->user_data = user_data;
        callback->destroy = destroy;
    } else {
        callback->user_data_field =
            user_data >= 0 ? place_name(decl, (unsigned)user_data) : NULL;
        callback->destroy_field =
            destroy >= 0 ? place_name(decl, (unsigned)destroy) : NULL;
    }
    return true;
}

/* Whether it is said or was found which parameter is the opaque pointer. */
static bool check_opaque_known(Overriding *all, const IrType *function,
                               const IrCallback *callback)
{
    if (callback->opaque >= 0 || all->entry->opaque_choice != MANIFEST_KEEP ||
        count_void_pointers(function) == 0) {
        return true;
    }
    override_fail(all,
                  "which parameter of the callback \"%s\" is its opaque pointer was not "
                  "found; say \"opaque\", 0 for the first, or null",
                  all->entry->place);
    return false;
}

static void override_place(Overriding *all, IrDecl *decl, int place)
{
    const ManifestCallback *entry = all->entry;
    const IrType *function = callback_function(place_type(decl, (unsigned)place));
    IrCallback callback = found_callback(decl, place);

    if (function == NULL) {
        override_fail(all, "%s \"%s\" of %s has type %s, and is no callback",
                      place_word(decl), entry->place, decl->key,
                      place_type(decl, (unsigned)place)->spelling);
        return;
    }
    if (entry->excluded) {
        remove_callback(decl, place);
        return;
    }
    if (!set_opaque(all, entry->place, function, &callback.opaque) ||
        !check_opaque_known(all, function, &callback) ||
        !set_companions(all, decl, place, &callback)) {
        return;
    }
    callback.confidence = IR_GIVEN;
    put_callback(decl, place, callback);
    if (decl->kind == IR_FUNCTION && callback.destroy >= 0) {
        remove_callback(decl, callback.destroy); /* it is told with what it frees */
    }
}

static void override_typedef(Overriding *all, const IrDecl *decl)
{
    int opaque = -1;

    if (all->entry->place != NULL) {
        override_fail(
            all,
            "%s is a callback type: write {\"opaque\": 0}, which of its own parameters "
            "is "
            "the opaque pointer, or false",
            decl->key);
    } else if (!all->entry->excluded) {
        /* Known already: know_typedef(). This says what is wrong with it. */
        set_opaque(all, decl->key, callback_function(decl->type), &opaque);
    }
}

/* All of a function or a record: it can only be excluded. */
static void override_all(Overriding *all, IrDecl *decl)
{
    if (!all->entry->excluded) {
        override_fail(all,
                      "%s is a %s; say which %s takes the callback: "
                      "{\"%s\": {\"NAME\": {\"opaque\": 0}}}",
                      decl->key, ir_decl_kind_name(decl->kind), place_word(decl),
                      decl->key);
    } else if (decl->callbacks != NULL) {
        g_array_set_size(decl->callbacks, 0);
    }
}

static void override_one(Overriding *all)
{
    const ManifestCallback *entry = all->entry;
    IrDecl *decl = override_declaration(all);
    int place;

    if (decl == NULL) {
        return;
    }
    if (decl->kind == IR_TYPEDEF) {
        override_typedef(all, decl);
    } else if (entry->place == NULL) {
        override_all(all, decl);
    } else {
        place = find_place(all, decl, entry->place);
        if (place >= 0) {
            override_place(all, decl, place);
        }
    }
}

/* Collects what the manifest says of callback types, for all that use them. */
static void know_typedef(const Ir *ir, const ManifestCallback *entry, KnownOpaques *known)
{
    IrDecl *decl = override_find_named(ir, entry->declaration);
    const IrType *function = NULL;
    int opaque = -1;

    if (decl == NULL || decl->kind != IR_TYPEDEF || decl->from != NULL) {
        return;
    }
    function = callback_function(decl->type);
    if (entry->opaque_choice == MANIFEST_SET) {
        opaque = entry->opaque;
    }
    if (opaque < (int)function->n_params &&
        (opaque < 0 || is_object_pointer(function->params[opaque]))) {
        g_hash_table_insert(known, decl, GINT_TO_POINTER(opaque + 1));
    }
}

bool apply_callback_overrides(Ir *ir, const Manifest *manifest,
                              const GPtrArray *dependencies, Diagnostics *diag)
{
    Overriding all = {
        .ir = ir, .manifest = manifest, .dependencies = dependencies, .diag = diag};
    KnownOpaques *known = g_hash_table_new(NULL, NULL);
    const GArray *entries = manifest->callbacks;
    const guint n = entries != NULL ? entries->len : 0;

    for (guint i = 0; i < n; i++) {
        know_typedef(ir, &g_array_index(entries, ManifestCallback, i), known);
    }
    if (g_hash_table_size(known) > 0) {
        find_callbacks_knowing(ir, known);
    }
    for (guint i = 0; i < n; i++) {
        all.entry = &g_array_index(entries, ManifestCallback, i);
        override_one(&all);
    }
    g_hash_table_destroy(known);
    return !all.failed;
}
