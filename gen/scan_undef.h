/* SPDX-License-Identifier: MIT */
/*
 * #undef: libclang lists the definitions of macros and the inclusions of files in the
 * order in which they happen, but no #undef. Those are found in the text of the files,
 * and put in their place between what libclang lists.
 */
#ifndef BINDERY_GEN_SCAN_UNDEF_H
#define BINDERY_GEN_SCAN_UNDEF_H

#include "scan_internal.h"

typedef struct UndefWalk UndefWalk;

/* One directive; the name is a part of the text. */
typedef struct ScanUndef {
    size_t offset;
    const char *name;
    size_t length;
} ScanUndef;

/* All #undef directives of a text, also those that an #if leaves out: of ScanUndef. New.
 */
GArray *scan_undefs_find(const char *text, size_t length);

/* A new walk; undefine is called for each #undef when it is passed. End it with
 * undef_walk_end(). */
UndefWalk *undef_walk_create(Scanner *scanner,
                             void (*undefine)(const char *name, void *data), void *data);

/*
 * Something happens there, in that file at that offset: passes what comes before it. The
 * place also tells one inclusion of the file from another.
 */
void undef_walk_reach(UndefWalk *walk, CXSourceLocation place, ScanFile *file,
                      size_t offset);

/* The place reached last includes that file. */
void undef_walk_include(UndefWalk *walk, ScanFile *file);

/* Passes all that is left, and frees the walk. */
void undef_walk_end(UndefWalk *walk);

#endif
