/* SPDX-License-Identifier: MIT */
#include "rename.h"

#include <string.h>

#include "ir_names.h"
#include "spell.h"
#include "suggest.h"

typedef struct Renaming {
    Ir *ir;
    const Owners *owners;
    const Manifest *manifest;
    Diagnostics *diag;
    GHashTable *entries;         /* old name -> index in manifest->rename, plus 1 */
    bool *used;                  /* by index: something is called so */
    GHashTable *tags, *ordinary; /* name -> const char *: who has it, for messages */
    GArray *refusals;            /* of Refusal */
} Renaming;

typedef struct Refusal {
    const ManifestText *entry;
    const char *reason;
    bool of_old_name; /* the reason is about that, not about the new one */
} Refusal;

static void rename_decl(Ir *ir, IrDecl *decl, const char *name)
{
    const char *blank;

    decl->original = decl->name;
    decl->name = ir_string(ir, name);
    if (decl->type_name != NULL) {
        blank = strchr(decl->type_name, ' ');
        decl->type_name = blank == NULL
                              ? decl->name
                              : ir_printf(ir, "%.*s %s", (int)(blank - decl->type_name),
                                          decl->type_name, decl->name);
    }
    if ((decl->kind == IR_FUNCTION || decl->kind == IR_VARIABLE) &&
        decl->storage != IR_STATIC && decl->symbol == NULL) {
        decl->symbol = decl->original;
    }
}

/* Enters every type under the spelling that it has with the new names. */
static void spell_again(Ir *ir)
{
    g_hash_table_remove_all(ir->type_by_spelling);
    for (guint i = 0; i < ir->types->len; i++) {
        IrType *type = ir->types->pdata[i];
        char *spelling = spell_type_key(type);
        type->spelling = ir_string(ir, spelling);
        g_free(spelling);
        g_hash_table_insert(ir->type_by_spelling, (gpointer)type->spelling, type);
    }
}

void rename_imported(Ir *ir, const Owners *owners, const GPtrArray *dependencies)
{
    bool renamed = false;

    for (guint i = 0; dependencies != NULL && i < dependencies->len; i++) {
        const Ir *dependency = dependencies->pdata[i];
        for (int kind = IR_RECORD; kind <= IR_TYPEDEF; kind++) {
            for (guint j = 0; j < dependency->decls[kind]->len; j++) {
                const IrDecl *decl = dependency->decls[kind]->pdata[j];
                IrDecl *own = decl->original != NULL
                                  ? owners_own_view(owners, dependency, decl)
                                  : NULL;
                if (own != NULL && strcmp(own->name, decl->name) != 0) {
                    rename_decl(ir, own, decl->name);
                    renamed = true;
                }
            }
        }
    }
    if (renamed) {
        spell_again(ir);
    }
}

/* The entry for that name, marked as used; NULL for none. */
static const ManifestText *entry_for(Renaming *renaming, const char *name)
{
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(renaming->entries, name));

    if (index == 0) {
        return NULL;
    }
    renaming->used[index - 1] = true;
    return &g_array_index(renaming->manifest->rename, ManifestText, index - 1);
}

/*
 * A declaration is meant by its name, and a tag also by its key ("struct stat" where
 * there is a function of that name). An unnamed type is called after its typedef.
 */
static void apply(Renaming *renaming, IrDecl *decl)
{
    const ManifestText *entry = NULL;

    if (!decl->unnamed) {
        entry = entry_for(renaming, decl->key);
    }
    if (entry == NULL && (!decl->unnamed || decl->type_name != NULL)) {
        entry = entry_for(renaming, decl->name);
    }
    if (entry != NULL) {
        rename_decl(renaming->ir, decl, entry->text);
    }
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        IrEnumerator *enumerator = &g_array_index(decl->enumerators, IrEnumerator, i);
        entry = entry_for(renaming, enumerator->name);
        if (entry != NULL) {
            enumerator->original = enumerator->name;
            enumerator->name = ir_string(renaming->ir, entry->text);
        }
    }
}

static void each_selected(Renaming *renaming, void (*act)(Renaming *, IrDecl *))
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        GPtrArray *list = renaming->ir->decls[kind];
        for (guint i = 0; i < list->len; i++) {
            if (((const IrDecl *)list->pdata[i])->selected) {
                act(renaming, list->pdata[i]);
            }
        }
    }
}

/* Notes who has a name; the first one counts. */
static void note_name(GHashTable *names, const char *name, const char *whose)
{
    if (!g_hash_table_contains(names, name)) {
        g_hash_table_insert(names, (gpointer)name, (gpointer)whose);
    }
}

static void note_names(Renaming *renaming, const IrDecl *decl, const char *from)
{
    const char *whose = ir_decl_title(renaming->ir, decl);
    bool tagged = ir_has_tag(decl->kind);

    if (from != NULL) {
        whose = ir_printf(renaming->ir, "%s of %s", whose, from);
    }
    if (!decl->unnamed && decl->original == NULL) {
        note_name(tagged ? renaming->tags : renaming->ordinary, decl->name, whose);
    }
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        const IrEnumerator *enumerator =
            &g_array_index(decl->enumerators, IrEnumerator, i);
        if (enumerator->original == NULL) {
            note_name(renaming->ordinary, enumerator->name, whose);
        }
    }
}

/* The names that stay: of the module, and of what its bindings include. */
static void note_all_names(Renaming *renaming)
{
    GHashTableIter iter;
    gpointer value;

    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        g_hash_table_iter_init(&iter, renaming->ir->decl_by_key[kind]);
        while (g_hash_table_iter_next(&iter, NULL, &value)) {
            const IrDecl *decl = value;
            const char *from =
                decl->selected ? NULL : owners_find(renaming->owners, decl).from;
            if (decl->selected || from != NULL) {
                note_names(renaming, decl, from);
            }
        }
    }
}

static void refuse(Renaming *renaming, const ManifestText *entry, bool of_old_name,
                   const char *reason)
{
    Refusal refusal = {entry, reason, of_old_name};

    g_array_append_val(renaming->refusals, refusal);
}

static gint compare_refusals(gconstpointer a, gconstpointer b)
{
    const ManifestText *left = ((const Refusal *)a)->entry;
    const ManifestText *right = ((const Refusal *)b)->entry;

    return left < right ? -1 : left > right; /* in the order of the manifest */
}

static void report_refusals(const Renaming *renaming)
{
    g_array_sort(renaming->refusals, compare_refusals);
    for (guint i = 0; i < renaming->refusals->len; i++) {
        const Refusal *refusal = &g_array_index(renaming->refusals, Refusal, i);
        diag_report(
            renaming->diag, DIAG_ERROR, renaming->manifest->path,
            refusal->of_old_name ? refusal->entry->name_line : refusal->entry->line,
            refusal->of_old_name ? refusal->entry->name_column : refusal->entry->column,
            "rename '%s' to '%s': %s", refusal->entry->name, refusal->entry->text,
            refusal->reason);
    }
}

/* Whether the name that an entry gives is taken; if not, it is from here on. */
static void check_new_name(Renaming *renaming, GHashTable *names, const char *original,
                           const char *key, const char *name)
{
    const ManifestText *entry = entry_for(renaming, key);
    const char *taken = g_hash_table_lookup(names, name);

    entry = entry != NULL ? entry : entry_for(renaming, original);
    if (taken == NULL) {
        g_hash_table_insert(names, (gpointer)name,
                            (gpointer)ir_printf(renaming->ir, "'%s'", original));
    } else if (entry != NULL &&
               strcmp(taken, ir_printf(renaming->ir, "'%s'", original)) != 0) {
        refuse(renaming, entry, false,
               ir_printf(renaming->ir,
                         g_str_has_prefix(taken, "'") ? "%s is renamed to that too"
                                                      : "%s is called so already",
                         taken));
    }
}

static void check_names(Renaming *renaming, IrDecl *decl)
{
    bool tagged = ir_has_tag(decl->kind);

    if (decl->original != NULL && !decl->unnamed) {
        check_new_name(renaming, tagged ? renaming->tags : renaming->ordinary,
                       decl->original, decl->key, decl->name);
    }
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        const IrEnumerator *enumerator =
            &g_array_index(decl->enumerators, IrEnumerator, i);
        if (enumerator->original != NULL) {
            check_new_name(renaming, renaming->ordinary, enumerator->original,
                           enumerator->original, enumerator->name);
        }
    }
}

static void collect_name(GPtrArray *names, const IrDecl *decl)
{
    g_ptr_array_add(names,
                    (gpointer)(decl->original != NULL ? decl->original : decl->name));
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        g_ptr_array_add(names,
                        (gpointer)g_array_index(decl->enumerators, IrEnumerator, i).name);
    }
}

/* The selected name that is most like that one (borrowed); NULL for none. */
static const char *nearest(const Ir *ir, const char *name)
{
    GPtrArray *names = g_ptr_array_new();
    const char *found;

    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            collect_name(names, ir->decls[kind]->pdata[i]);
        }
    }
    found = suggest_nearest_in(name, names);
    g_ptr_array_free(names, TRUE);
    return found;
}

/* Who else has a declaration of that name; NULL for nobody. */
static const char *owner_of_name(const Renaming *renaming, const char *name)
{
    static const char *const words[] = {"struct", "union", "enum"};
    const char *from = NULL;

    for (int kind = IR_TYPEDEF; kind <= IR_MACRO && from == NULL; kind++) {
        const IrDecl *decl = ir_find_decl(renaming->ir, kind, name);
        from = decl != NULL ? owners_find(renaming->owners, decl).from : NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(words) && from == NULL; i++) {
        const char *key = ir_printf(renaming->ir, "%s %s", words[i], name);
        const IrDecl *decl = ir_find_decl(renaming->ir, i < 2 ? IR_RECORD : IR_ENUM, key);
        from = decl != NULL ? owners_find(renaming->owners, decl).from : NULL;
    }
    return from;
}

static void report_unused(Renaming *renaming)
{
    const GArray *entries = renaming->manifest->rename;

    for (guint i = 0; i < entries->len; i++) {
        const ManifestText *entry = &g_array_index(entries, ManifestText, i);
        const char *owner, *meant;
        if (renaming->used[i]) {
            continue;
        }
        owner = owner_of_name(renaming, entry->name);
        meant = owner == NULL ? nearest(renaming->ir, entry->name) : NULL;
        if (owner != NULL) {
            refuse(renaming, entry, true,
                   ir_printf(renaming->ir, "it is declared by %s, not by this module",
                             owner));
        } else if (meant != NULL) {
            refuse(renaming, entry, true,
                   ir_printf(renaming->ir,
                             "this module owns no such declaration; did you mean '%s'?",
                             meant));
        } else {
            refuse(renaming, entry, true, "this module owns no such declaration");
        }
    }
}

bool rename_selected(Ir *ir, const Owners *owners, const Manifest *manifest,
                     Diagnostics *diag)
{
    Renaming renaming = {.ir = ir, .owners = owners, .manifest = manifest, .diag = diag};
    bool done;

    if (manifest->rename->len == 0) {
        return true;
    }
    renaming.entries = g_hash_table_new(g_str_hash, g_str_equal);
    renaming.tags = g_hash_table_new(g_str_hash, g_str_equal);
    renaming.ordinary = g_hash_table_new(g_str_hash, g_str_equal);
    renaming.refusals = g_array_new(FALSE, FALSE, sizeof(Refusal));
    renaming.used = g_new0(bool, manifest->rename->len);
    for (guint i = 0; i < manifest->rename->len; i++) {
        g_hash_table_insert(
            renaming.entries,
            (gpointer)g_array_index(manifest->rename, ManifestText, i).name,
            GUINT_TO_POINTER(i + 1));
    }
    each_selected(&renaming, apply);
    note_all_names(&renaming);
    each_selected(&renaming, check_names);
    report_unused(&renaming);
    report_refusals(&renaming);
    done = renaming.refusals->len == 0;
    spell_again(ir);
    g_array_free(renaming.refusals, TRUE);
    g_hash_table_destroy(renaming.entries);
    g_hash_table_destroy(renaming.tags);
    g_hash_table_destroy(renaming.ordinary);
    g_free(renaming.used);
    return done;
}
