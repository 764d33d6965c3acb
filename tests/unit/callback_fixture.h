/* SPDX-License-Identifier: MIT */
/*
 * Declarations from the text of a header, and what is told of their callbacks as text.
 */
#ifndef BINDERY_TESTS_UNIT_CALLBACK_FIXTURE_H
#define BINDERY_TESTS_UNIT_CALLBACK_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "ir.h"
#include "scan.h"

/* What a header of that text declares (new). */
static inline Ir *scan_text(const char *text)
{
    Diagnostics *diag = diag_create();
    Selection *selection = selection_create();
    static const char *const arguments[] = {"-std=gnu11", NULL};
    ScanOptions options = {.module = "m", .arguments = arguments, .selection = selection};
    ScanResult result = {.ir = NULL};
    char *directory = g_dir_make_tmp("bindery-callbacks-XXXXXX", NULL);
    char *path = g_build_filename(directory, "m.h", NULL);

    assert_true(g_file_set_contents(path, text, -1, NULL));
    options.header = path;
    assert_true(scan_header(&options, diag, &result));
    g_ptr_array_unref(result.inputs);
    g_unlink(path);
    g_rmdir(directory);
    g_free(path);
    g_free(directory);
    selection_destroy(selection);
    diag_destroy(diag);
    return result.ir;
}

static inline void put_param(GString *out, const char *label, const IrDecl *decl,
                             int param)
{
    if (param >= 0) {
        g_string_append_printf(out, " %s=%s", label, decl->params[param].name);
    }
}

/* "cb 1 user_data=data destroy=free name; ..." (new): a declaration's callbacks. */
static inline char *told(const IrDecl *decl)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; decl->callbacks != NULL && i < decl->callbacks->len; i++) {
        const IrCallback *callback = &g_array_index(decl->callbacks, IrCallback, i);

        g_string_append(out, i > 0 ? "; " : "");
        if (decl->kind == IR_FUNCTION) {
            g_string_append_printf(out, "%s %d", decl->params[callback->param].name,
                                   callback->opaque);
            put_param(out, "user_data", decl, callback->user_data);
            put_param(out, "destroy", decl, callback->destroy);
        } else if (decl->kind == IR_RECORD) {
            g_string_append_printf(out, "%s %d", callback->field, callback->opaque);
            if (callback->user_data_field != NULL) {
                g_string_append_printf(out, " user_data=%s", callback->user_data_field);
            }
            if (callback->destroy_field != NULL) {
                g_string_append_printf(out, " destroy=%s", callback->destroy_field);
            }
        } else {
            g_string_append_printf(out, "%d", callback->opaque);
        }
        g_string_append_printf(out, " %s", ir_confidence_name(callback->confidence));
    }
    return g_string_free(out, FALSE);
}

static inline IrDecl *find(const Ir *ir, const char *name)
{
    IrDecl *decl = ir_find_decl(ir, IR_FUNCTION, name);

    decl = decl != NULL ? decl : ir_find_decl(ir, IR_RECORD, name);
    decl = decl != NULL ? decl : ir_find_decl(ir, IR_TYPEDEF, name);
    assert_non_null(decl);
    return decl;
}

static inline void assert_told(const Ir *ir, const char *name, const char *wanted)
{
    char *text = told(find(ir, name));

    assert_string_equal(text, wanted);
    g_free(text);
}

#endif
