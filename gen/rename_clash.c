/* SPDX-License-Identifier: MIT */
#include "rename_clash.h"

#include <string.h>

#include "ir_names.h"

/* A name in a dependency's bindings. */
typedef struct Name {
    const Ir *dependency;
    const IrDecl *decl;
    bool renamed;
} Name;

typedef struct Clashes {
    Ir *ir;
    const Owners *owners;
    const Manifest *manifest;
    Diagnostics *diag;
    GHashTable *tags, *ordinary; /* const char * -> Name * */
    bool renamed;                /* some name is not the headers' */
    bool found;
} Clashes;

typedef void EachName(Clashes *clashes, const IrDecl *decl, const char *name,
                      const char *original, void *data);

/* Calls act for the declaration's name and those of its enumerators. */
static void each_name(Clashes *clashes, const IrDecl *decl, EachName *act, void *data)
{
    if (!decl->unnamed) {
        act(clashes, decl, decl->name, decl->original, data);
    }
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        const IrEnumerator *enumerator =
            &g_array_index(decl->enumerators, IrEnumerator, i);
        act(clashes, decl, enumerator->name, enumerator->original, data);
    }
}

static void each_selected(Clashes *clashes, const Ir *ir, EachName *act, void *data)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            const IrDecl *decl = ir->decls[kind]->pdata[i];
            if (decl->selected) {
                each_name(clashes, decl, act, data);
            }
        }
    }
}

static GHashTable *name_space(const Clashes *clashes, const IrDecl *decl,
                              const char *name)
{
    return ir_has_tag(decl->kind) && name == decl->name ? clashes->tags
                                                        : clashes->ordinary;
}

/* Two dependencies that know nothing of each other may both have given a name. */
static void report_both(Clashes *clashes, const Name *first, const Name *second,
                        const char *name)
{
    const ManifestText *place = owners_entry(clashes->owners, second->dependency->module);

    diag_report(clashes->diag, DIAG_ERROR, clashes->manifest->path, place->line,
                place->column,
                "the bindings of module '%s' call %s '%s', and those of module '%s' %s; "
                "rename one of them otherwise",
                first->dependency->module, ir_decl_title(clashes->ir, first->decl), name,
                second->dependency->module, ir_decl_title(clashes->ir, second->decl));
    clashes->found = true;
}

static void note_name(Clashes *clashes, const IrDecl *decl, const char *name,
                      const char *original, void *data)
{
    GHashTable *names = name_space(clashes, decl, name);
    const Name *known = g_hash_table_lookup(names, name);
    Name *entry = ir_alloc(clashes->ir, sizeof *entry);

    *entry = (Name){data, decl, original != NULL};
    if (known != NULL && known->dependency != entry->dependency &&
        (known->renamed || entry->renamed)) {
        report_both(clashes, known, entry, name);
    }
    g_hash_table_insert(names, (gpointer)name, entry);
}

/* What the manifest renames so. */
static const ManifestText *find_entry(const Clashes *clashes, const char *new_name)
{
    const GArray *entries = clashes->manifest->rename;

    for (guint i = 0; i < entries->len; i++) {
        const ManifestText *entry = &g_array_index(entries, ManifestText, i);
        if (strcmp(entry->text, new_name) == 0) {
            return entry;
        }
    }
    return &clashes->manifest->name;
}

static void report(Clashes *clashes, const IrDecl *decl, const char *name, bool renamed,
                   const Name *other)
{
    Ir *ir = clashes->ir;
    const char *file = clashes->manifest->path, *module = other->dependency->module;
    const ManifestText *place =
        renamed ? find_entry(clashes, name) : owners_entry(clashes->owners, module);

    clashes->found = true;
    if (renamed) {
        diag_report(clashes->diag, DIAG_ERROR, file, place->line, place->column,
                    "rename '%s' to '%s': %s of module '%s' is called so already",
                    place->name, name, ir_decl_title(ir, other->decl), module);
        return;
    }
    diag_report(clashes->diag, DIAG_ERROR, file, place->line, place->column,
                "the bindings of module '%s' call %s '%s', as this module's %s is "
                "called; rename one of them otherwise",
                module, ir_decl_title(ir, other->decl), name, ir_decl_title(ir, decl));
    diag_report(clashes->diag, DIAG_NOTE, ir_file_path(ir, decl->file), decl->line,
                decl->column, "%s is declared here", ir_decl_title(ir, decl));
}

/* Where neither is renamed the headers themselves have both names. */
static void check_name(Clashes *clashes, const IrDecl *decl, const char *name,
                       const char *original, void *data)
{
    const Name *other = g_hash_table_lookup(name_space(clashes, decl, name), name);
    bool renamed = original != NULL;

    (void)data;
    if (other != NULL && (renamed || other->renamed)) {
        report(clashes, decl, name, renamed, other);
    }
}

static void look_for_renamed(Clashes *clashes, const IrDecl *decl, const char *name,
                             const char *original, void *data)
{
    (void)decl;
    (void)name;
    (void)data;
    clashes->renamed = clashes->renamed || original != NULL;
}

bool rename_check_clashes(Ir *ir, const Owners *owners, const Manifest *manifest,
                          const GPtrArray *dependencies, Diagnostics *diag)
{
    Clashes clashes = {
        .ir = ir,
        .owners = owners,
        .manifest = manifest,
        .diag = diag,
    };

    each_selected(&clashes, ir, look_for_renamed, NULL);
    for (guint i = 0; dependencies != NULL && i < dependencies->len; i++) {
        each_selected(&clashes, dependencies->pdata[i], look_for_renamed, NULL);
    }
    if (!clashes.renamed) {
        return true;
    }
    clashes.tags = g_hash_table_new(g_str_hash, g_str_equal);
    clashes.ordinary = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; dependencies != NULL && i < dependencies->len; i++) {
        each_selected(&clashes, dependencies->pdata[i], note_name,
                      dependencies->pdata[i]);
    }
    each_selected(&clashes, ir, check_name, NULL);
    g_hash_table_destroy(clashes.tags);
    g_hash_table_destroy(clashes.ordinary);
    return !clashes.found;
}
