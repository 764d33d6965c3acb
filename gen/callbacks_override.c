/* SPDX-License-Identifier: MIT */
/* What a manifest says of callbacks; callbacks.h declares it. */
#include <string.h>

#include "callback_shape.h"
#include "callbacks.h"
#include "suggest.h"

typedef struct Overriding {
    Ir *ir;
    const Manifest *manifest;
    Diagnostics *diag;
    const ManifestCallback *entry; /* the one at hand */
    bool failed;
} Overriding;

static void fail(Overriding *all, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void fail(Overriding *all, const char *format, ...)
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

static IrDecl *find_named(const Ir *ir, const char *name)
{
    static const IrDeclKind kinds[] = {IR_FUNCTION, IR_TYPEDEF, IR_RECORD};

    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (guint i = 0; i < ir->decls[kinds[k]]->len; i++) {
            IrDecl *decl = g_ptr_array_index(ir->decls[kinds[k]], i);

            if (decl->selected && has_name(decl, name) &&
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
    nearest = suggest_nearest(name, (const char *const *)names->pdata, names->len);
    g_ptr_array_free(names, TRUE);
    return nearest;
}

/* The declaration that the entry speaks of, or NULL with an error reported. */
static IrDecl *find_declaration(Overriding *all)
{
    const char *name = all->entry->declaration;
    IrDecl *decl = find_named(all->ir, name);
    const char *near;

    if (decl == NULL) {
        near = nearest_name(all->ir, name);
        if (near != NULL) {
            fail(all,
                 "no function, record or callback type here is called \"%s\"; did you "
                 "mean \"%s\"?",
                 name, near);
        } else {
            fail(all,
                 "no function, record or callback type here is called \"%s\"; \"allow\" "
                 "must take it",
                 name);
        }
    } else if (decl->from != NULL) {
        fail(all, "\"%s\" belongs to %s, whose manifest must say this", name, decl->from);
        decl = NULL;
    }
    return decl;
}

/* ---- parameters and members ---- */

/* The parameters of a function, or the members of a record, alike. */
static unsigned count_places(const IrDecl *decl)
{
    return decl->kind == IR_FUNCTION ? decl->n_params
                                     : (decl->fields != NULL ? decl->fields->len : 0);
}

static const char *place_name(const IrDecl *decl, unsigned i)
{
    return decl->kind == IR_FUNCTION ? decl->params[i].name
                                     : g_array_index(decl->fields, IrField, i).name;
}

static const IrType *place_type(const IrDecl *decl, unsigned i)
{
    return decl->kind == IR_FUNCTION ? decl->params[i].type
                                     : g_array_index(decl->fields, IrField, i).type;
}

static const char *place_word(const IrDecl *decl)
{
    return decl->kind == IR_FUNCTION ? "parameter" : "member";
}

/* The number from 1 that the text is, less one; -1 when it is none or too large. */
static int number_of(const IrDecl *decl, const char *text)
{
    char *end = NULL;
    const guint64 number = g_ascii_strtoull(text, &end, 10);

    return decl->kind == IR_FUNCTION && g_ascii_isdigit(*text) && *end == '\0' &&
                   number >= 1 && number <= count_places(decl)
               ? (int)number - 1
               : -1;
}

/* The parameter or member of that name or number; -1 with an error reported. */
static int find_place(Overriding *all, const IrDecl *decl, const char *text)
{
    GPtrArray *names = g_ptr_array_new();
    const char *near;
    int found = number_of(decl, text);

    for (unsigned i = 0; i < count_places(decl) && found < 0; i++) {
        const char *name = place_name(decl, i);

        if (*text != '\0' && strcmp(name, text) == 0) {
            found = (int)i;
        }
        if (*name != '\0') {
            g_ptr_array_add(names, (gpointer)name);
        }
    }
    if (found < 0) {
        near = suggest_nearest(text, (const char *const *)names->pdata, names->len);
        fail(all, "%s has no %s \"%s\"%s%s%s", decl->key, place_word(decl), text,
             near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
             near != NULL ? "\"?" : "");
        if (near == NULL && decl->kind == IR_FUNCTION) {
            diag_note(all->diag,
                      "%s has %u parameters; they are named, or numbered from 1",
                      decl->key, decl->n_params);
        }
    }
    g_ptr_array_free(names, TRUE);
    return found;
}

/* ---- entries ---- */

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
            fail(all, "\"opaque\" is %d, and the callback %s has no parameters", wanted,
                 what);
            return false;
        }
        if (wanted < 0 || wanted >= (int)function->n_params) {
            fail(all, "\"opaque\" is %d, and the callback %s has parameters 0 to %u",
                 wanted, what, function->n_params - 1);
            return false;
        }
        if (!is_void_pointer(function->params[wanted])) {
            fail(all, "parameter %d of the callback %s is a %s, and no void pointer",
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

/* Index of a member by the name that a callback has; -1 for none. */
static int member_index(const IrDecl *decl, const char *name)
{
    for (unsigned i = 0; name != NULL && i < count_places(decl); i++) {
        if (strcmp(place_name(decl, i), name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static bool check_companions(Overriding *all, const IrDecl *decl, int place,
                             int user_data, int destroy)
{
    if (user_data >= 0 && !is_void_pointer(place_type(decl, (unsigned)user_data))) {
        fail(all, "\"user_data\" is %s \"%s\" of %s, a %s, and no void pointer",
             place_word(decl), all->entry->user_data, decl->key,
             place_type(decl, (unsigned)user_data)->spelling);
        return false;
    }
    if (destroy >= 0 && (callback_function(place_type(decl, (unsigned)destroy)) == NULL ||
                         count_void_pointers(callback_function(
                             place_type(decl, (unsigned)destroy))) == 0)) {
        fail(all,
             "\"destroy\" is %s \"%s\" of %s, a %s, and no callback that takes a void "
             "pointer",
             place_word(decl), all->entry->destroy, decl->key,
             place_type(decl, (unsigned)destroy)->spelling);
        return false;
    }
    if (destroy >= 0 && destroy == place) {
        fail(all, "a callback cannot be its own \"destroy\"");
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

static void override_place(Overriding *all, IrDecl *decl, int place)
{
    const ManifestCallback *entry = all->entry;
    const bool is_function = decl->kind == IR_FUNCTION;
    const IrType *function = callback_function(place_type(decl, (unsigned)place));
    IrCallback callback = found_callback(decl, place);
    int user_data, destroy;

    if (function == NULL) {
        fail(all, "%s \"%s\" of %s is a %s, and no callback", place_word(decl),
             entry->place, decl->key, place_type(decl, (unsigned)place)->spelling);
        return;
    }
    if (!set_opaque(all, entry->place, function, &callback.opaque)) {
        return;
    }
    if (callback.opaque < 0 && entry->opaque_choice == MANIFEST_KEEP &&
        count_void_pointers(function) > 0) {
        fail(all,
             "which parameter of the callback %s is its opaque pointer was not found; "
             "say \"opaque\", 0 for the first, or null",
             entry->place);
        return;
    }
    user_data = chosen(all, decl, entry->user_data_choice, entry->user_data,
                       is_function ? callback.user_data
                                   : member_index(decl, callback.user_data_field));
    destroy = chosen(all, decl, entry->destroy_choice, entry->destroy,
                     is_function ? callback.destroy
                                 : member_index(decl, callback.destroy_field));
    if (user_data < -1 || destroy < -1 ||
        !check_companions(all, decl, place, user_data, destroy)) {
        return;
    }
    if (is_function) {
        callback.user_data = user_data;
        callback.destroy = destroy;
    } else {
        callback.user_data_field =
            user_data >= 0 ? place_name(decl, (unsigned)user_data) : NULL;
        callback.destroy_field =
            destroy >= 0 ? place_name(decl, (unsigned)destroy) : NULL;
    }
    callback.confidence = IR_GIVEN;
    put_callback(decl, place, callback);
    if (is_function && destroy >= 0) {
        remove_callback(decl, destroy); /* it is told with what it frees */
    }
}

/* An entry of a function or a record; a typedef's is done before. */
static void override_one(Overriding *all)
{
    const ManifestCallback *entry = all->entry;
    IrDecl *decl = find_declaration(all);
    int place;

    if (decl == NULL || decl->kind == IR_TYPEDEF) {
        return;
    }
    if (entry->place == NULL) {
        if (entry->excluded && decl->callbacks != NULL) {
            g_array_set_size(decl->callbacks, 0);
        } else if (!entry->excluded) {
            fail(all,
                 "%s is a %s; say which %s takes the callback: "
                 "{\"%s\": {\"NAME\": {\"opaque\": 0}}}",
                 decl->key, ir_decl_kind_name(decl->kind), place_word(decl), decl->key);
        }
        return;
    }
    place = find_place(all, decl, entry->place);
    if (place >= 0 && entry->excluded) {
        if (callback_function(place_type(decl, (unsigned)place)) == NULL) {
            fail(all, "%s \"%s\" of %s is no callback", place_word(decl), entry->place,
                 decl->key);
        }
        remove_callback(decl, place);
    } else if (place >= 0) {
        override_place(all, decl, place);
    }
}

/* Collects what the manifest says of callback types, for all that use them. */
static void know_typedef(Overriding *all, KnownOpaques *known)
{
    const ManifestCallback *entry = all->entry;
    IrDecl *decl = find_named(all->ir, entry->declaration);
    int opaque = -1;

    if (decl == NULL || decl->kind != IR_TYPEDEF || decl->from != NULL) {
        return;
    }
    if (entry->place != NULL) {
        fail(all,
             "%s is a callback type: write {\"opaque\": 0}, which of its own "
             "parameters is the opaque pointer, or false",
             decl->key);
    } else if (entry->excluded ||
               set_opaque(all, decl->key, callback_function(decl->type), &opaque)) {
        g_hash_table_insert(known, decl, GINT_TO_POINTER(opaque + 1));
    }
}

bool apply_callback_overrides(Ir *ir, const Manifest *manifest, Diagnostics *diag)
{
    Overriding all = {.ir = ir, .manifest = manifest, .diag = diag};
    KnownOpaques *known = g_hash_table_new(NULL, NULL);
    const GArray *entries = manifest->callbacks;
    const guint n = entries != NULL ? entries->len : 0;

    for (guint i = 0; i < n; i++) {
        all.entry = &g_array_index(entries, ManifestCallback, i);
        know_typedef(&all, known);
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
