/* SPDX-License-Identifier: MIT */
#include "scan_resource.h"

#include "scan.h"

#include <clang-c/Index.h>
#include <dlfcn.h>
#include <glib.h>
#include <stdlib.h>

/* The directory if it holds the compiler's headers; frees it if not. */
static char *if_resource(char *directory)
{
    char *witness = g_build_filename(directory, "include", "stddef.h", NULL);
    bool found = g_file_test(witness, G_FILE_TEST_EXISTS);

    g_free(witness);
    if (!found) {
        g_free(directory);
        return NULL;
    }
    return directory;
}

/* Below a library directory, in the folder of the full version or of the major one. */
static char *below(const char *libraries)
{
    const char *version = scan_libclang_version();
    char *major = g_strdup_printf("%d", atoi(version));
    char *found = if_resource(g_build_filename(libraries, "clang", version, NULL));

    if (found == NULL) {
        found = if_resource(g_build_filename(libraries, "clang", major, NULL));
    }
    g_free(major);
    return found;
}

char *scan_resource_directory(void)
{
    Dl_info info;
    char *found = NULL, *beside = NULL, *debian;

    if (dladdr((const void *)(gsize)clang_getClangVersion, &info) != 0 &&
        info.dli_fname != NULL) {
        beside = g_path_get_dirname(info.dli_fname);
        found = below(beside);
        g_free(beside);
    }
    if (found == NULL) {
        debian = g_strdup_printf("/usr/lib/llvm-%d/lib", atoi(scan_libclang_version()));
        found = below(debian);
        g_free(debian);
    }
    return found;
}
