/* SPDX-License-Identifier: MIT */
#include "find_header.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

static const char *const usual_directories[] = {
    "/usr/local/include",
    "/usr/include",
};

/* The path (new) when the directory has such a file; else NULL. */
static char *look_in(const char *directory, const char *header)
{
    char *path = g_build_filename(directory, header, NULL);

    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        g_clear_pointer(&path, g_free);
    }
    return path;
}

/* Where an #include <header> would find it (new), or NULL. */
static char *look_up(const char *header, const char *const *arguments)
{
    static const char *const options[] = {"-isystem", "-idirafter", "-iquote", "-I"};
    char *path = NULL;

    for (; *arguments != NULL && path == NULL; arguments++) {
        for (size_t i = 0; i < G_N_ELEMENTS(options) && path == NULL; i++) {
            size_t length = strlen(options[i]);

            if (strcmp(*arguments, options[i]) == 0 && arguments[1] != NULL) {
                path = look_in(arguments[1], header);
            } else if (strncmp(*arguments, options[i], length) == 0) {
                path = look_in(*arguments + length, header);
            }
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(usual_directories) && path == NULL; i++) {
        path = look_in(usual_directories[i], header);
    }
    return path;
}

bool find_header(const char *header, const char *const *arguments, Diagnostics *diag)
{
    int reason;
    char *path;

    if (g_file_test(header, G_FILE_TEST_IS_DIR)) {
        diag_report(diag, DIAG_ERROR, header, 0, 0,
                    "is a directory; give the path of a header in it");
        return false;
    }
    if (g_file_test(header, G_FILE_TEST_EXISTS) &&
        !g_file_test(header, G_FILE_TEST_IS_REGULAR)) {
        diag_report(diag, DIAG_ERROR, header, 0, 0,
                    "is not a regular file, and C could not include it a second time; "
                    "write it to a file and give its path");
        return false;
    }
    if (access(header, R_OK) == 0) {
        return true;
    }
    reason = errno;
    path = reason == ENOENT && !g_path_is_absolute(header) ? look_up(header, arguments)
                                                           : NULL;
    if (path != NULL) {
        diag_report(diag, DIAG_ERROR, header, 0, 0,
                    "no such file; did you mean '%s'? Give the header's path", path);
    } else {
        diag_report(diag, DIAG_ERROR, header, 0, 0,
                    "the header cannot be read: %s; check its path and permissions",
                    g_strerror(reason));
    }
    g_free(path);
    return false;
}
