/* SPDX-License-Identifier: MIT */
#include "scan_resource.h"

#include <dlfcn.h>
#include <string.h>

#include <clang-c/Index.h>
#include <glib.h>

#include "scan.h"

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

/* "14" of "14.0.6". New. */
static char *major_version(void)
{
    const char *version = scan_libclang_version();

    return g_strndup(version, strcspn(version, "."));
}

/* Below a library directory, in the folder of the full version or of the major one. */
static char *below(const char *libraries)
{
    const char *version = scan_libclang_version();
    char *major = major_version();
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
    char *found = NULL, *major, *directory;

    if (dladdr((const void *)(gsize)clang_getClangVersion, &info) != 0 &&
        info.dli_fname != NULL) {
        directory = g_path_get_dirname(info.dli_fname);
        found = below(directory);
        g_free(directory);
    }
    if (found == NULL) {
        /* Where Debian keeps all of one version. */
        major = major_version();
        directory = g_strdup_printf("/usr/lib/llvm-%s/lib", major);
        found = below(directory);
        g_free(directory);
        g_free(major);
    }
    return found;
}

char *scan_marks_directory(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *bin = program != NULL ? g_path_get_dirname(program) : NULL;
    g_autofree char *prefix = bin != NULL ? g_path_get_dirname(bin) : NULL;
    g_autofree char *installed =
        prefix != NULL ? g_build_filename(prefix, "include", NULL) : NULL;
    const char *const places[] = {installed, BINDERY_SOURCE_INCLUDE_DIR,
                                  BINDERY_INCLUDE_DIR};

    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *marks =
            places[i] != NULL ? g_build_filename(places[i], "bindery", "marks.h", NULL)
                              : NULL;

        if (marks != NULL && g_file_test(marks, G_FILE_TEST_IS_REGULAR)) {
            return g_strdup(places[i]);
        }
    }
    return NULL;
}
