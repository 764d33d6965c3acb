/* SPDX-License-Identifier: MIT */
#include "module_together.h"

#include <sys/stat.h>

#include "file_set.h"
#include "ir_names.h"

/* How many declarations one message names. */
#define NAMED 3

static bool has_output(const FileSet *files, const char *directory, const char *module,
                       const char *end)
{
    char *name = g_strconcat(module, end, NULL);
    char *path = g_build_filename(directory, name, NULL);
    struct stat status;
    bool found = stat(path, &status) == 0 && file_set_has(files, &status);

    g_free(path);
    g_free(name);
    return found;
}

bool module_together_check_inputs(const Module *module, const GPtrArray *inputs,
                                  const GPtrArray *modules, const char *directory,
                                  Diagnostics *diag)
{
    FileSet *files = file_set_create(inputs);
    bool good = true;

    for (guint i = 0; i < modules->len; i++) {
        const Module *other = modules->pdata[i];
        const ManifestText *place = module_graph_place(module->manifest, other->name);

        if (other != module &&
            (has_output(files, directory, other->name, ".h") ||
             has_output(files, directory, other->name, "_trampolines.h"))) {
            diag_report(diag, DIAG_ERROR, module->manifest->path, place->line,
                        place->column,
                        "module '%s' includes the bindings of module '%s', which this "
                        "run writes; generate module '%s' in a run of its own afterwards",
                        module->name, other->name, module->name);
            good = false;
        }
    }
    file_set_destroy(files);
    return good;
}

/* The declaration that the reference means, if the record owns it; else NULL. */
static const IrDecl *find_owned(const Ir *record, const char *reference)
{
    const char *key;
    int kind = ir_read_reference(reference, &key);
    const IrDecl *decl = kind >= 0 ? ir_find_decl(record, kind, key) : NULL;

    return decl != NULL && decl->selected && decl->from == NULL ? decl : NULL;
}

/* "typedef a, struct b and 2 more": what of it the module owns; NULL for nothing. New. */
static char *owned_text(const Module *module, const GPtrArray *missing)
{
    GString *text = g_string_new("");
    unsigned count = 0;

    for (guint i = 0; i < missing->len; i++) {
        const IrDecl *decl = find_owned(module->record, missing->pdata[i]);
        if (decl != NULL && count++ < NAMED) {
            g_string_append_printf(text, "%s%s%s%s", count > 1 ? ", " : "",
                                   ir_has_tag(decl->kind) ? ""
                                                          : ir_decl_kind_name(decl->kind),
                                   ir_has_tag(decl->kind) ? "" : " ", decl->key);
        }
    }
    if (count > NAMED) {
        g_string_append_printf(text, " and %u more", count - NAMED);
    }
    return g_string_free(text, count == 0);
}

void module_together_find_owners(const Module *module, const GPtrArray *missing,
                                 const GPtrArray *modules, Diagnostics *diag)
{
    const Manifest *manifest = module->manifest;

    for (guint i = 0; i < modules->len; i++) {
        const Module *other = modules->pdata[i];
        char *text =
            other != module && other->record != NULL ? owned_text(other, missing) : NULL;

        if (text != NULL) {
            diag_report(diag, DIAG_NOTE, manifest->path, manifest->name.line,
                        manifest->name.column,
                        "module '%s' owns %s: add it to \"depends\"", other->name, text);
        }
        g_free(text);
    }
}
