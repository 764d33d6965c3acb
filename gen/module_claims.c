/* SPDX-License-Identifier: MIT */
#include "module_claims.h"

#include <string.h>

#include "handlers_clash.h"
#include "ir.h"
#include "module_graph.h"

/* Two modules that list the same headers share all of those: some are enough to see. */
#define MAX_REPORTED 10

/* Whether the record declares it by itself, so that it is in no other module. */
static bool is_owned(const IrDecl *decl)
{
    if (!decl->selected || decl->from != NULL || decl->owner != NULL) {
        return false;
    }
    if (decl->kind == IR_RECORD) {
        return decl->complete;
    }
    return decl->kind != IR_ENUM ||
           (decl->enumerators != NULL && decl->enumerators->len > 0);
}

static bool same_parameters(const GPtrArray *a, const GPtrArray *b)
{
    const guint count = a != NULL ? a->len : 0;

    if (count != (b != NULL ? b->len : 0)) {
        return false;
    }
    for (guint i = 0; i < count; i++) {
        if (strcmp(a->pdata[i], b->pdata[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* Two headers may each define a macro alike, as many do TRUE, and so may two bindings. */
static bool is_same_macro(const IrDecl *a, const IrDecl *b)
{
    return a->kind == IR_MACRO && strcmp(a->name, b->name) == 0 &&
           g_strcmp0(a->c, b->c) == 0 &&
           (a->c != NULL || g_strcmp0(a->body, b->body) == 0) &&
           same_parameters(a->parameters, b->parameters);
}

/* Where the module's manifest says that it owns the declaration: the pattern that takes
 * it, or where there is none the module's name. */
static void report_place(const Module *module, const IrDecl *decl, DiagSeverity severity,
                         const char *text, Diagnostics *diag)
{
    const Manifest *manifest = module->manifest;
    const char *pattern;
    const PatternSource *source = selection_allowing(manifest->selection, decl, &pattern);

    diag_report(diag, severity, manifest->path,
                source != NULL ? source->line : manifest->name.line,
                source != NULL ? source->column : manifest->name.column, "%s", text);
}

static void report(const IrDecl *decl, const Module *first, const Module *second,
                   Diagnostics *diag)
{
    const char *pattern;
    char *text = g_strdup_printf(
        "modules '%s' and '%s' both own the %s '%s' (%s:%u); let one own it and the "
        "other depend on that one, or block it in one of them",
        first->name, second->name, ir_decl_kind_name(decl->kind), decl->key,
        decl->file != NULL ? decl->file : "?", decl->line);

    report_place(second, decl, DIAG_ERROR, text, diag);
    g_free(text);
    text = g_strdup_printf(
        selection_allowing(first->manifest->selection, decl, &pattern) != NULL
            ? "module '%s' takes it here"
            : "module '%s' takes it since it has no \"allow\"",
        first->name);
    report_place(first, decl, DIAG_NOTE, text, diag);
    g_free(text);
}

typedef struct Claimed {
    const Module *module;
    const IrDecl *decl;
} Claimed;

/* Enters what the module owns in owners (by kind, key -> Claimed). Gives how much of it
 * another one has there already. */
static unsigned claim(const Module *module, GHashTable *const *owners, Diagnostics *diag)
{
    unsigned shared = 0;

    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        const GPtrArray *list = module->record->decls[kind];

        for (guint i = 0; i < list->len; i++) {
            const IrDecl *decl = list->pdata[i];
            const Claimed *first;

            if (!is_owned(decl)) {
                continue;
            }
            first = g_hash_table_lookup(owners[kind], decl->key);
            if (first == NULL) {
                Claimed *claimed = g_new(Claimed, 1);
                *claimed = (Claimed){module, decl};
                g_hash_table_insert(owners[kind], (gpointer)decl->key, claimed);
            } else if (!is_same_macro(first->decl, decl) && ++shared <= MAX_REPORTED) {
                report(decl, first->module, module, diag);
            }
        }
    }
    return shared;
}

bool module_claims_check(const GPtrArray *modules, Diagnostics *diag)
{
    GHashTable *owners[IR_MACRO + 1];
    bool good = true;

    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        owners[kind] = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    }
    for (guint i = 0; i < modules->len; i++) {
        const Module *module = modules->pdata[i];
        unsigned shared = claim(module, owners, diag);

        if (shared > MAX_REPORTED) {
            diag_report(diag, DIAG_NOTE, module->manifest->path,
                        module->manifest->name.line, module->manifest->name.column,
                        "module '%s' owns %u more that other modules own", module->name,
                        shared - MAX_REPORTED);
        }
        good = good && shared == 0;
        for (guint j = 0; j < i; j++) {
            const Module *other = modules->pdata[j];
            good = handlers_check_clash(module->record, other->record, diag) && good;
        }
    }
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        g_hash_table_destroy(owners[kind]);
    }
    return good;
}
