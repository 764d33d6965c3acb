/* SPDX-License-Identifier: MIT */
#include "diff_suppress.h"

#include <string.h>

#include "json_suppress.h"

static void suppression_free(gpointer data)
{
    Suppression *each = data;

    for (size_t i = 0; i < SUPPRESS_PATTERNS; i++) {
        if (each->patterns[i] != NULL) {
            g_regex_unref(each->patterns[i]);
        }
    }
    g_free(each->reason);
    g_free(each->path);
    g_free(each);
}

Suppressions *suppressions_create(void)
{
    Suppressions *suppressions = g_new0(Suppressions, 1);

    suppressions->list = g_ptr_array_new_with_free_func(suppression_free);
    return suppressions;
}

void suppressions_destroy(Suppressions *suppressions)
{
    if (suppressions != NULL) {
        g_ptr_array_unref(suppressions->list);
        g_free(suppressions);
    }
}

static bool fits(const GRegex *pattern, const char *text)
{
    return pattern == NULL || (text != NULL && g_regex_match(pattern, text, 0, NULL));
}

/* The declaration's name or key, before or after the change. */
static bool fits_decl(const GRegex *pattern, const IrDecl *decl)
{
    return pattern == NULL ||
           (decl != NULL && (fits(pattern, decl->name) || fits(pattern, decl->key)));
}

static bool matches(const Suppression *each, const DiffModule *module,
                    const DiffChange *change)
{
    const IrDecl *decl = change->after != NULL ? change->after : change->before;
    const IrDecl *other = change->before;

    return (each->kind < 0 || (decl != NULL && (int)decl->kind == each->kind)) &&
           (each->class < 0 || (int)change->class == each->class) &&
           (each->level < 0 || (int)change->level == each->level) &&
           fits(each->patterns[SUPPRESS_MODULE], module->name) &&
           fits(each->patterns[SUPPRESS_PART], change->part) &&
           fits(each->patterns[SUPPRESS_HEADER], decl != NULL ? decl->file : NULL) &&
           (fits_decl(each->patterns[SUPPRESS_NAME], decl) ||
            fits_decl(each->patterns[SUPPRESS_NAME], other));
}

static void apply(const Suppressions *suppressions, const DiffModule *module,
                  DiffChange *change)
{
    for (guint i = 0; i < suppressions->list->len; i++) {
        Suppression *each = g_ptr_array_index(suppressions->list, i);

        if (matches(each, module, change)) {
            change->reason = each->reason;
            each->used = true;
            return;
        }
    }
}

void suppressions_apply(const Suppressions *suppressions, DiffReport *report,
                        Diagnostics *diag)
{
    for (guint i = 0; i < report->modules->len; i++) {
        const DiffModule *module = g_ptr_array_index(report->modules, i);

        for (guint j = 0; j < module->changes->len; j++) {
            apply(suppressions, module, g_ptr_array_index(module->changes, j));
        }
    }
    for (guint i = 0; i < suppressions->list->len; i++) {
        const Suppression *each = g_ptr_array_index(suppressions->list, i);

        if (!each->used) {
            diag_report(diag, DIAG_WARNING, each->path, each->line, each->column,
                        "this suppression fits no change; leave it out (its reason: %s)",
                        each->reason);
        }
    }
}
