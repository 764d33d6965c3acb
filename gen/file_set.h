/* SPDX-License-Identifier: MIT */
/*
 * A set of files, each known under all its names.
 */
#ifndef BINDERY_GEN_FILE_SET_H
#define BINDERY_GEN_FILE_SET_H

#include <stdbool.h>
#include <sys/stat.h>

#include <glib.h>

typedef struct FileSet FileSet;

/* The files (new; free it with file_set_destroy()) that have those paths (of char *,
 * borrowed, or NULL); a path without a file is left out. */
FileSet *file_set_create(const GPtrArray *paths);
void file_set_destroy(FileSet *files);

/* Whether the file of that status is one of them. */
bool file_set_has(const FileSet *files, const struct stat *status);

#endif
