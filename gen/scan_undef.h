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

/* A new walk; undefine is called for each #undef when it is passed. End it with
 * undef_walk_end(). */
UndefWalk *undef_walk_create(Scanner *scanner,
                             void (*undefine)(const char *name, void *data), void *data);

/* Something happens at that place of that file: passes what comes before it. */
void undef_walk_reach(UndefWalk *walk, ScanFile *file, size_t offset);

/* The place reached last includes that file. */
void undef_walk_include(UndefWalk *walk, ScanFile *file);

/* Passes all that is left, and frees the walk. */
void undef_walk_end(UndefWalk *walk);

#endif
