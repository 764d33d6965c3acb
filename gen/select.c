/* SPDX-License-Identifier: MIT */
#include "select.h"

#include <string.h>

#include "ir_names.h"
#include "select_parts.h"

static bool regex_matches(Pattern *pattern, const char *text)
{
    bool found = g_regex_match(pattern->regex, text, 0, NULL);

    pattern->used = pattern->used || found;
    return found;
}

/* Every pattern is tried, so that each one that matches something is known to be of use.
 */
static bool list_matches(const Selection *selection, SelectList list, const IrDecl *decl)
{
    GArray *patterns = selection->lists[list];
    bool found = false;

    for (guint i = 0; i < patterns->len; i++) {
        Pattern *pattern = &g_array_index(patterns, Pattern, i);
        bool hit = regex_matches(pattern, decl->name) ||
                   (decl->key != decl->name && regex_matches(pattern, decl->key));
        found = hit || found;
    }
    return found;
}

/* What is decided once for each file. */
typedef struct FileVerdict {
    bool allowed, blocked, is_default;
} FileVerdict;

typedef struct Selecting {
    Ir *ir;
    const Selection *selection;
    GHashTable *verdicts; /* name of a file -> FileVerdict * */
    GPtrArray *queue;     /* of IrDecl *: selected, what they need not yet looked at */
    Owners *owners;       /* of a module; else NULL */
    bool any_allowed;     /* some allow pattern was given */
} Selecting;

/* Files that share a name are one to the record, so any of their paths will do. */
static bool file_matches(const Selection *selection, SelectList list, const char *name,
                         const GPtrArray *paths)
{
    GArray *patterns = selection->lists[list];
    bool found = false;

    for (guint i = 0; i < patterns->len; i++) {
        Pattern *pattern = &g_array_index(patterns, Pattern, i);
        bool hit = regex_matches(pattern, name);
        for (guint j = 0; !hit && j < paths->len; j++) {
            hit = regex_matches(pattern, paths->pdata[j]);
        }
        found = hit || found;
    }
    return found;
}

static void judge_files(Selecting *selecting, GHashTable *files)
{
    GHashTableIter iter;
    gpointer name, value;

    g_hash_table_iter_init(&iter, files);
    while (g_hash_table_iter_next(&iter, &name, &value)) {
        const SelectFile *file = value;
        FileVerdict *verdict = g_new0(FileVerdict, 1);
        verdict->allowed =
            file_matches(selecting->selection, SELECT_ALLOW_FILE, name, file->paths);
        verdict->blocked =
            file_matches(selecting->selection, SELECT_BLOCK_FILE, name, file->paths);
        verdict->is_default = file->is_default;
        g_hash_table_insert(selecting->verdicts, name, verdict);
    }
}

/* An unnamed enum is known by its enumerators. */
static bool enumerator_matches(GArray *patterns, const GArray *enumerators)
{
    bool found = false;

    for (guint i = 0; i < patterns->len; i++) {
        for (guint j = 0; j < enumerators->len; j++) {
            const char *name = g_array_index(enumerators, IrEnumerator, j).name;
            found = regex_matches(&g_array_index(patterns, Pattern, i), name) || found;
        }
    }
    return found;
}

/* Macros, and the enumerators of unnamed enums, are as good as variables. */
static bool matches_as_variable(const Selection *selection, SelectList list,
                                const IrDecl *decl)
{
    if (decl->kind == IR_MACRO) {
        return list_matches(selection, list, decl);
    }
    return decl->kind == IR_ENUM && decl->unnamed && decl->enumerators != NULL &&
           enumerator_matches(selection->lists[list], decl->enumerators);
}

static bool is_blocked(const Selecting *selecting, const IrDecl *decl)
{
    const FileVerdict *file =
        decl->file != NULL ? g_hash_table_lookup(selecting->verdicts, decl->file) : NULL;
    bool blocked = file != NULL && file->blocked;

    blocked = list_matches(selecting->selection, select_block_list(decl->kind), decl) ||
              blocked;
    blocked =
        matches_as_variable(selecting->selection, SELECT_BLOCK_VARIABLE, decl) || blocked;
    return list_matches(selecting->selection, SELECT_BLOCK_ITEM, decl) || blocked;
}

/*
 * What the compiler's own headers declare under a reserved name differs with each
 * version: it is taken when something needs it. Functions there are intrinsics, without a
 * type.
 */
static bool is_compilers_own(const IrDecl *decl)
{
    return (decl->kind == IR_FUNCTION && decl->type == NULL) ||
           (decl->file != NULL && *decl->file == '<' && *decl->name == '_');
}

static bool is_root(const Selecting *selecting, const IrDecl *decl)
{
    const FileVerdict *file =
        decl->file != NULL ? g_hash_table_lookup(selecting->verdicts, decl->file) : NULL;
    bool allowed = file != NULL && file->allowed;

    if (is_compilers_own(decl)) {
        return false;
    }
    if (!selecting->any_allowed) {
        /* The compiler's headers are no module's, unless it says so. */
        return file != NULL && file->is_default &&
               (selecting->owners == NULL || *decl->file != '<');
    }
    allowed = list_matches(selecting->selection, select_allow_list(decl->kind), decl) ||
              allowed;
    allowed =
        matches_as_variable(selecting->selection, SELECT_ALLOW_VARIABLE, decl) || allowed;
    return list_matches(selecting->selection, SELECT_ALLOW_ITEM, decl) || allowed;
}

static void take_always(Selecting *selecting, IrDecl *decl)
{
    if (!decl->selected) {
        decl->selected = true;
        g_ptr_array_add(selecting->queue, decl);
    }
}

static void take(Selecting *selecting, IrDecl *decl)
{
    if (!decl->selected && !is_blocked(selecting, decl)) {
        take_always(selecting, decl);
    }
}

/* An unnamed type that is written out in what is taken: without it there is no C. */
static void take_inlined(Selecting *selecting, IrDecl *inlined)
{
    if (inlined != NULL) {
        take_always(selecting, inlined);
    }
}

/* A module takes what is its own, and leaves to others what is theirs. */
static void need_decl(Selecting *selecting, IrDecl *decl)
{
    if (selecting->owners == NULL) {
        if (selecting->selection->recursive || decl->unnamed) {
            take(selecting, decl);
        }
    } else if (!decl->selected && !is_blocked(selecting, decl) &&
               owners_resolve(selecting->owners, decl)) {
        take_always(selecting, decl);
    }
}

static void need_type(Selecting *selecting, const IrType *type)
{
    IrType *listed = (IrType *)type; /* the record owns it, and it is being built */

    if (type == NULL || type->listed) {
        return;
    }
    listed->listed = true;
    if (type->decl != NULL) {
        need_decl(selecting, type->decl);
    }
    need_type(selecting, type->target);
    for (unsigned i = 0; i < type->n_params; i++) {
        need_type(selecting, type->params[i]);
    }
}

static void need_params(Selecting *selecting, const IrParam *params, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        need_type(selecting, params[i].type);
    }
}

static void need_parts(Selecting *selecting, const IrDecl *decl)
{
    need_type(selecting, decl->type);
    need_params(selecting, decl->params, decl->n_params);
    take_inlined(selecting, decl->inlined);
    if (decl->owner != NULL && decl->unnamed) {
        need_decl(selecting, decl->owner);
    }
    for (guint i = 0; decl->fields != NULL && !decl->opaque && i < decl->fields->len;
         i++) {
        const IrField *field = &g_array_index(decl->fields, IrField, i);
        need_type(selecting, field->type);
        need_params(selecting, field->params, field->n_params);
        take_inlined(selecting, field->inlined);
    }
}

/* Opaque records, by their own name or a typedef's; and how each enum is shown. */
static void apply_styles(Selecting *selecting, IrDecl *decl)
{
    const Selection *selection = selecting->selection;

    if (decl->kind == IR_RECORD && list_matches(selection, SELECT_OPAQUE_TYPE, decl)) {
        decl->opaque = decl->complete;
    } else if (decl->kind == IR_TYPEDEF && decl->type != NULL &&
               decl->type->kind == IR_TYPE_RECORD &&
               list_matches(selection, SELECT_OPAQUE_TYPE, decl)) {
        decl->type->decl->opaque = decl->type->decl->complete;
    } else if (decl->kind == IR_ENUM) {
        decl->style = selection->default_style;
        for (guint i = 0; i < selection->styles->len; i++) {
            Pattern *pattern = &g_array_index(selection->styles, Pattern, i);
            if (regex_matches(pattern, decl->name)) {
                decl->style = pattern->style;
            }
        }
    }
}

static void shorten_lists(Ir *ir)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        GPtrArray *list = ir->decls[kind];
        guint kept = 0;
        for (guint i = 0; i < list->len; i++) {
            IrDecl *decl = list->pdata[i];
            if (decl->selected) {
                list->pdata[kept++] = decl;
            }
        }
        g_ptr_array_set_size(list, (gint)kept);
    }
}

static void for_each_decl(Selecting *selecting, void (*act)(Selecting *, IrDecl *))
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        GPtrArray *list = selecting->ir->decls[kind];
        for (guint i = 0; i < list->len; i++) {
            act(selecting, list->pdata[i]);
        }
    }
}

const PatternSource *selection_allowing(const Selection *selection, const IrDecl *decl,
                                        const char **text)
{
    const SelectList lists[] = {select_allow_list(decl->kind),
                                decl->kind == IR_MACRO ? SELECT_ALLOW_VARIABLE
                                                       : select_allow_list(decl->kind),
                                SELECT_ALLOW_ITEM, SELECT_ALLOW_FILE};

    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        const GArray *patterns = selection->lists[lists[i]];
        for (guint j = 0; j < patterns->len; j++) {
            const Pattern *pattern = &g_array_index(patterns, Pattern, j);
            const char *name = lists[i] == SELECT_ALLOW_FILE ? decl->file : decl->name;
            const char *key = lists[i] == SELECT_ALLOW_FILE ? decl->file : decl->key;
            *text = pattern->text;
            if (name != NULL && (g_regex_match(pattern->regex, name, 0, NULL) ||
                                 g_regex_match(pattern->regex, key, 0, NULL))) {
                return &pattern->source;
            }
        }
    }
    return NULL;
}

/* What a module would own and does not is not its dependents' either. */
static void note_blocked(Selecting *selecting, const IrDecl *decl)
{
    if (selecting->owners != NULL && !decl->selected) {
        char *reference = ir_reference(decl);
        g_ptr_array_add(selecting->ir->blocked,
                        (gpointer)ir_string(selecting->ir, reference));
        g_free(reference);
    }
}

/* Whether what the patterns mean is left to who owns it: by mistake, when a pattern names
 * what is a dependency's. */
static bool is_others(const Selecting *selecting, const IrDecl *decl)
{
    Owner owner = owners_find(selecting->owners, decl);
    const char *text = NULL;

    if (owner.decl != NULL && selecting->any_allowed && !is_blocked(selecting, decl)) {
        const PatternSource *source =
            selection_allowing(selecting->selection, decl, &text);
        owners_refuse_claim(selecting->owners, decl, source, text);
    }
    return (owner.from != NULL && !(owner.blocked && selecting->any_allowed)) ||
           owners_mention(selecting->owners, decl);
}

static void take_root(Selecting *selecting, IrDecl *decl)
{
    if (is_root(selecting, decl) &&
        (selecting->owners == NULL || !is_others(selecting, decl))) {
        take(selecting, decl);
        note_blocked(selecting, decl);
    }
}

bool select_record(Ir *ir, const Selection *selection, GHashTable *files, Owners *owners,
                   Diagnostics *diag)
{
    Selecting selecting = {.ir = ir, .selection = selection, .owners = owners};
    bool done;

    selecting.verdicts = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    selecting.queue = g_ptr_array_new();
    for (int i = SELECT_ALLOW_FILE; i <= SELECT_ALLOW_ITEM; i++) {
        selecting.any_allowed = selecting.any_allowed || selection->lists[i]->len > 0;
    }
    judge_files(&selecting, files);
    for_each_decl(&selecting, apply_styles);
    for_each_decl(&selecting, take_root);
    while (selecting.queue->len > 0) {
        need_parts(&selecting, g_ptr_array_steal_index_fast(selecting.queue,
                                                            selecting.queue->len - 1));
    }
    ir_sort_strings(ir->blocked);
    shorten_lists(ir);
    select_report_empty(selection, ir, owners, files, diag);
    done = select_report_unused(selection, ir, owners, diag);
    g_ptr_array_free(selecting.queue, TRUE);
    g_hash_table_destroy(selecting.verdicts);
    return done;
}
