/* SPDX-License-Identifier: MIT */
/* Reports and the changes in them: where they live and how they are put together. */
#include <string.h>

#include "diff_parts.h"

static void module_free(gpointer data)
{
    DiffModule *module = data;

    g_ptr_array_unref(module->changes);
    g_free(module);
}

static void change_free(gpointer data)
{
    DiffChange *change = data;

    if (change->details != NULL) {
        g_ptr_array_unref(change->details);
    }
    if (change->reached != NULL) {
        g_array_unref(change->reached);
    }
    g_free(change);
}

DiffReport *diff_report_create(void)
{
    DiffReport *report = g_new0(DiffReport, 1);

    report->modules = g_ptr_array_new_with_free_func(module_free);
    report->strings = g_string_chunk_new(4096);
    return report;
}

void diff_report_destroy(DiffReport *report)
{
    if (report == NULL) {
        return;
    }
    g_ptr_array_unref(report->modules);
    g_string_chunk_free(report->strings);
    g_free(report);
}

char *diff_title(const IrDecl *decl)
{
    if (decl->unnamed && decl->owner != NULL && decl->owner->kind == IR_TYPEDEF) {
        return g_strdup(decl->owner->name);
    }
    return ir_has_tag(decl->kind)
               ? g_strdup(decl->key)
               : g_strdup_printf("%s %s", ir_decl_kind_name(decl->kind), decl->key);
}

unsigned diff_report_count(const DiffReport *report, DiffLevel level, bool suppressed)
{
    unsigned count = 0;

    for (guint i = 0; i < report->modules->len; i++) {
        const DiffModule *module = g_ptr_array_index(report->modules, i);

        for (guint j = 0; j < module->changes->len; j++) {
            const DiffChange *change = g_ptr_array_index(module->changes, j);

            count += change->level == level && (change->reason != NULL) == suppressed;
        }
    }
    return count;
}

const char *diff_string(DiffJob *job, const char *text)
{
    return text != NULL ? g_string_chunk_insert(job->report->strings, text) : NULL;
}

static const char *diff_vprintf(DiffJob *job, const char *format, va_list arguments)
{
    g_autofree char *text = g_strdup_vprintf(format, arguments);

    return diff_string(job, text);
}

const char *diff_printf(DiffJob *job, const char *format, ...)
{
    const char *text;
    va_list arguments;

    va_start(arguments, format);
    text = diff_vprintf(job, format, arguments);
    va_end(arguments);
    return text;
}

DiffChange *diff_add(DiffJob *job, DiffClass class, const IrDecl *before,
                     const IrDecl *after, const char *format, ...)
{
    DiffChange *change = g_new0(DiffChange, 1);
    va_list arguments;

    change->class = class;
    change->level = diff_class_level(class);
    change->before = before;
    change->after = after;
    va_start(arguments, format);
    change->text = diff_vprintf(job, format, arguments);
    va_end(arguments);
    g_ptr_array_add(job->module->changes, change);
    return change;
}

void diff_texts(DiffJob *job, DiffChange *change, const char *old_text,
                const char *new_text)
{
    change->old_text = diff_string(job, old_text);
    change->new_text = diff_string(job, new_text);
}

void diff_detail(DiffJob *job, DiffChange *change, const char *format, ...)
{
    va_list arguments;

    if (change->details == NULL) {
        change->details = g_ptr_array_new();
    }
    va_start(arguments, format);
    g_ptr_array_add(change->details, (gpointer)diff_vprintf(job, format, arguments));
    va_end(arguments);
}

DiffModule *diff_module_create(DiffReport *report, const char *name)
{
    DiffModule *module = g_new0(DiffModule, 1);

    module->name = name;
    module->changes = g_ptr_array_new_with_free_func(change_free);
    g_ptr_array_add(report->modules, module);
    return module;
}
