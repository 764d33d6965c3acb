/* SPDX-License-Identifier: MIT */
#include "heap.h"

#include <features.h>

#ifdef __GLIBC__

#include <malloc.h>

#define STEP         (4 << 20)  /* what the heap grows by */
#define MAPPED_ALONE (32 << 20) /* glibc's limit: larger blocks are mapped each alone */
#define KEPT         (1 << 30)  /* what is freed is used again, not given back */

/*
 * One heap for all threads: that of a single thread grows by a system call for every few
 * pages, and libclang parses in a thread. What the parse leaves is used for the record.
 */
void heap_prepare(void)
{
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, STEP);
    mallopt(M_MMAP_THRESHOLD, MAPPED_ALONE);
    mallopt(M_TRIM_THRESHOLD, KEPT);
}

#else

void heap_prepare(void)
{
}

#endif
