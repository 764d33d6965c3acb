/* SPDX-License-Identifier: MIT */
#include "own.h"

#include <string.h>

#include "ir_names.h"
#include "own_parts.h"

static char *shown_entry(const Ir *dependency, IrDeclKind kind, const char *key)
{
    return g_strdup_printf("%s %d %s", dependency->module, (int)kind, key);
}

static void note_renamed(Owners *owners, const Ir *dependency)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < dependency->decls[kind]->len; i++) {
            IrDecl *decl = dependency->decls[kind]->pdata[i];
            if (decl->original != NULL) {
                g_autofree char *key = ir_shown_key(decl);
                g_hash_table_insert(owners->shown,
                                    shown_entry(dependency, decl->kind, key), decl);
            }
        }
    }
}

/* The headers generated for a module are known by their include guards. */
static void note_bindings(Owners *owners, const Ir *dependency)
{
    static const char *const ends[] = {"_H", "_TRAMPOLINES_H"};
    char *module = g_ascii_strup(dependency->module, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        char *guard = g_strconcat("BINDINGS_", module, ends[i], NULL);
        const IrDecl *macro = ir_find_decl(owners->ir, IR_MACRO, guard);
        if (macro != NULL && macro->file != NULL) {
            g_hash_table_insert(owners->bindings, (gpointer)macro->file,
                                (gpointer)dependency);
        }
        g_free(guard);
    }
    g_free(module);
}

static void note_owned(Owners *owners, const Ir *dependency, IrDeclKind kind,
                       const char *key, const IrDecl *decl)
{
    IrDecl *own = ir_find_decl(owners->ir, kind, key);
    Owned *owned = own != NULL ? g_hash_table_lookup(owners->owned, own) : NULL;

    if (own != NULL && owned == NULL) {
        owned = ir_alloc(owners->ir, sizeof *owned);
        owned->owner = (Owner){dependency->module, dependency, decl, false};
        g_hash_table_insert(owners->owned, own, owned);
    } else if (owned != NULL && owned->second == NULL && decl != NULL) {
        owned->second = dependency;
    }
}

/* What a dependency owns, as far as the scan saw it. */
static void note_record(Owners *owners, const Ir *dependency)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < dependency->decls[kind]->len; i++) {
            const IrDecl *decl = dependency->decls[kind]->pdata[i];
            if (decl->selected && !owners_is_mention(decl)) {
                note_owned(owners, dependency, kind, decl->key, decl);
            }
        }
    }
}

/* What a dependency declares and its record cannot describe: it is not ours for that. */
static void note_unsupported(Owners *owners, const Ir *dependency)
{
    for (guint i = 0; i < dependency->unsupported->len; i++) {
        const IrUnsupported *entry =
            &g_array_index(dependency->unsupported, IrUnsupported, i);
        for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
            if (strcmp(ir_decl_kind_name(kind), entry->kind) == 0) {
                note_owned(owners, dependency, kind, entry->name, NULL);
            }
        }
    }
}

/* What a dependency blocks is not its dependents' by default. */
static void note_blocked(Owners *owners, const Ir *dependency)
{
    for (guint i = 0; i < dependency->blocked->len; i++) {
        const char *key;
        int kind = ir_read_reference(dependency->blocked->pdata[i], &key);
        IrDecl *own = kind >= 0 ? ir_find_decl(owners->ir, kind, key) : NULL;

        if (own != NULL && !g_hash_table_contains(owners->owned, own)) {
            Owned *owned = ir_alloc(owners->ir, sizeof *owned);
            owned->owner = (Owner){dependency->module, dependency, NULL, true};
            g_hash_table_insert(owners->owned, own, owned);
        }
    }
}

/* What has no members to show has none to pass by value either, wherever it is used. */
static void take_opaque(Owners *owners, const Ir *dependency)
{
    for (guint i = 0; i < dependency->decls[IR_RECORD]->len; i++) {
        const IrDecl *record = dependency->decls[IR_RECORD]->pdata[i];
        IrDecl *own = record->opaque ? owners_own_view(owners, dependency, record) : NULL;
        if (own != NULL && own->complete) {
            own->opaque = true;
        }
    }
}

Owners *owners_create(Ir *ir, const Manifest *manifest, const GPtrArray *dependencies,
                      GHashTable *system)
{
    Owners *owners = g_new0(Owners, 1);

    *owners = (Owners){
        .ir = ir,
        .manifest = manifest,
        .dependencies = dependencies,
        .system = system,
        .bindings = g_hash_table_new(NULL, NULL),
        .shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .owned = g_hash_table_new(NULL, NULL),
        .imported = g_hash_table_new(NULL, NULL),
        .unowned = g_ptr_array_new(),
        .claims = g_array_new(FALSE, TRUE, sizeof(Claim)),
    };
    for (guint i = 0; i < owners_n_dependencies(owners); i++) {
        note_bindings(owners, dependencies->pdata[i]);
        note_renamed(owners, dependencies->pdata[i]);
        note_record(owners, dependencies->pdata[i]);
        note_unsupported(owners, dependencies->pdata[i]);
    }
    for (guint i = 0; i < owners_n_dependencies(owners); i++) {
        note_blocked(owners, dependencies->pdata[i]);
        take_opaque(owners, dependencies->pdata[i]);
    }
    return owners;
}

void owners_destroy(Owners *owners)
{
    if (owners == NULL) {
        return;
    }
    g_hash_table_destroy(owners->bindings);
    g_hash_table_destroy(owners->shown);
    g_hash_table_destroy(owners->owned);
    g_hash_table_destroy(owners->imported);
    g_ptr_array_free(owners->unowned, TRUE);
    g_array_free(owners->claims, TRUE);
    g_free(owners);
}

static const Ir *bindings_of(const Owners *owners, const IrDecl *decl)
{
    return decl->file != NULL ? g_hash_table_lookup(owners->bindings, decl->file) : NULL;
}

/* What the dependency owns of that key; a record that it only mentions is not its own. */
static const IrDecl *owned_by(const Ir *dependency, IrDeclKind kind, const char *key)
{
    const IrDecl *found = ir_find_decl(dependency, kind, key);

    return found != NULL && found->selected && !owners_is_mention(found) ? found : NULL;
}

/* In a module's own bindings everything is the module's, by the names it has there. */
static Owner find_in_bindings(const Owners *owners, const Ir *dependency,
                              const IrDecl *decl)
{
    Owner owner = {dependency->module, dependency, NULL, false};
    char *entry = shown_entry(dependency, decl->kind, decl->key);

    owner.decl = g_hash_table_lookup(owners->shown, entry);
    g_free(entry);
    if (owner.decl == NULL) {
        owner.decl = owned_by(dependency, decl->kind, decl->key);
    }
    return owners_is_mention(decl) && owner.decl == NULL
               ? (Owner){NULL, NULL, NULL, false}
               : owner;
}

Owner owners_find(const Owners *owners, const IrDecl *decl)
{
    const Ir *bindings = bindings_of(owners, decl);
    const Owned *owned;
    Owner owner = {NULL, NULL, NULL, false};

    if (bindings != NULL) {
        owner = find_in_bindings(owners, bindings, decl);
    }
    if (owner.from == NULL) {
        owned = g_hash_table_lookup(owners->owned, decl);
        owner = owned != NULL ? owned->owner : owner;
    }
    if (owner.from == NULL && !owners_is_mention(decl)) {
        owner.from = g_hash_table_lookup(owners->system, decl);
    }
    return owner;
}

bool owners_mention(const Owners *owners, const IrDecl *decl)
{
    bool found = owners_is_mention(decl) && bindings_of(owners, decl) != NULL;

    for (guint i = 0;
         owners_is_mention(decl) && !found && i < owners_n_dependencies(owners); i++) {
        const IrDecl *known =
            ir_find_decl(owners->dependencies->pdata[i], IR_RECORD, decl->key);
        found = known != NULL && known->selected;
    }
    return found;
}

IrDecl *owners_own_view(const Owners *owners, const Ir *dependency, const IrDecl *decl)
{
    g_autofree char *shown = ir_shown_key(decl);
    IrDecl *own = ir_find_decl(owners->ir, decl->kind, shown);

    if (own != NULL && bindings_of(owners, own) == dependency) {
        return own;
    }
    own = ir_find_decl(owners->ir, decl->kind, decl->key);
    return own != NULL && owners_find(owners, own).dependency == dependency ? own : NULL;
}

static const Ir *find_module(const Owners *owners, const char *name)
{
    for (guint i = 0; i < owners_n_dependencies(owners); i++) {
        const Ir *dependency = owners->dependencies->pdata[i];
        if (strcmp(dependency->module, name) == 0) {
            return dependency;
        }
    }
    return NULL;
}

/* Whether the module is that one or depends on it; the manifests have no cycle. */
static bool leads_to(const Owners *owners, const char *from, const char *module)
{
    const Ir *ir = find_module(owners, from);
    bool found = strcmp(from, module) == 0;

    for (guint i = 0; ir != NULL && !found && i < ir->depends->len; i++) {
        found = leads_to(owners, ir->depends->pdata[i], module);
    }
    return found;
}

const Manifest *owners_manifest(const Owners *owners)
{
    return owners->manifest;
}

const ManifestText *owners_entry(const Owners *owners, const char *module)
{
    const GArray *depends = owners->manifest->depends;

    for (guint i = 0; i < depends->len; i++) {
        const ManifestText *entry = &g_array_index(depends, ManifestText, i);
        if (leads_to(owners, entry->text, module)) {
            return entry;
        }
    }
    return &owners->manifest->name;
}
