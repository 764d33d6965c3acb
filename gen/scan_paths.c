/* SPDX-License-Identifier: MIT */
#include "scan_paths.h"

#include <stdlib.h>
#include <sys/stat.h>

/* A directory that headers lie in. */
typedef struct Directory {
    char *real;    /* without symbolic links */
    bool compiler; /* of the compiler's own headers */
} Directory;

static void free_directory(gpointer data)
{
    Directory *directory = data;

    g_free(directory->real);
    g_free(directory);
}

GHashTable *scan_directories_create(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_directory);
}

char *scan_path_absolute(const char *path)
{
    char *real = realpath(path, NULL);
    char *result = real != NULL ? g_strdup(real) : g_canonicalize_filename(path, NULL);

    free(real);
    return result;
}

/* The compiler's own headers lie beside a header that only Clang has. */
static bool is_compiler_directory(const char *directory)
{
    char *witness = g_build_filename(directory, "__stddef_max_align_t.h", NULL);
    bool found = g_file_test(witness, G_FILE_TEST_EXISTS);

    g_free(witness);
    return found;
}

/* Headers lie in few directories, and each part of a path is a question to the system: so
 * it is asked once for each directory. */
static const Directory *directory_of(GHashTable *directories, const char *path)
{
    char *name = g_path_get_dirname(path);
    Directory *directory = g_hash_table_lookup(directories, name);

    if (directory != NULL) {
        g_free(name);
        return directory;
    }
    directory = g_new0(Directory, 1);
    directory->real = scan_path_absolute(name);
    directory->compiler = is_compiler_directory(directory->real);
    g_hash_table_insert(directories, name, directory);
    return directory;
}

char *scan_path_locate(GHashTable *directories, const char *path, bool *compiler)
{
    const Directory *directory = directory_of(directories, path);
    char *base = g_path_get_basename(path);
    char *real = g_build_filename(directory->real, base, NULL);
    struct stat status;

    if (lstat(real, &status) == 0 && S_ISLNK(status.st_mode)) {
        g_free(real);
        real = scan_path_absolute(path);
        directory = directory_of(directories, real);
    }
    *compiler = directory->compiler;
    g_free(base);
    return real;
}
