/* SPDX-License-Identifier: MIT */
/*
 * A header of a given text, scanned: for tests of what is made of declarations.
 */
#ifndef BINDERY_TESTS_UNIT_SCANNED_H
#define BINDERY_TESTS_UNIT_SCANNED_H

#include <glib.h>
#include <glib/gstdio.h>

#include "scan.h"

/* The record of a header m.h of that text (new); NULL with errors reported, which go to
 * standard error as they do from the program. */
static inline Ir *scanned(const char *text)
{
    static const char *const arguments[] = {"-std=gnu11", NULL};
    Diagnostics *diag = diag_create();
    Selection *selection = selection_create();
    char *directory = g_dir_make_tmp("bindery-scanned-XXXXXX", NULL);
    char *path = g_build_filename(directory, "m.h", NULL);
    ScanOptions options = {
        .header = path, .module = "m", .arguments = arguments, .selection = selection};
    ScanResult result = {.ir = NULL};

    g_assert(g_file_set_contents(path, text, -1, NULL));
    if (scan_header(&options, diag, &result)) {
        g_ptr_array_unref(result.inputs);
    }
    g_unlink(path);
    g_rmdir(directory);
    g_free(path);
    g_free(directory);
    selection_destroy(selection);
    diag_destroy(diag);
    return result.ir;
}

#endif
