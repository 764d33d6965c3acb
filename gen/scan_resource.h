/* SPDX-License-Identifier: MIT */
#ifndef BINDERY_GEN_SCAN_RESOURCE_H
#define BINDERY_GEN_SCAN_RESOURCE_H

/*
 * The directory of the compiler's own headers (stddef.h and its like) that belongs to the
 * libclang in use; NULL when it is not found. libclang finds it by itself for the
 * machine's own target, and not for every other one. New; free it with g_free().
 */
char *scan_resource_directory(void);

/*
 * The directory that `#include <bindery/marks.h>` is found in: the one installed with
 * this program, or its source's; NULL when there is none. New; free it with g_free().
 */
char *scan_marks_directory(void);

#endif
