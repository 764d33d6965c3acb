/* SPDX-License-Identifier: MIT */
/*
 * Paths without symbolic links: a file that is reached by two names is one file, and
 * which of the names libclang tells differs between its versions.
 */
#ifndef BINDERY_GEN_SCAN_PATHS_H
#define BINDERY_GEN_SCAN_PATHS_H

#include <stdbool.h>

#include <glib.h>

/* The path as the system sees it (new); also of one that is not there. */
char *scan_path_absolute(const char *path);

/* What is known of directories, nothing yet: new; free it with g_hash_table_destroy(). */
GHashTable *scan_directories_create(void);

/* The same as scan_path_absolute() for a file, and whether it lies among the compiler's
 * own headers. Most of the answer is kept in directories for the next file. */
char *scan_path_locate(GHashTable *directories, const char *path, bool *compiler);

#endif
