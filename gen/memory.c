/* SPDX-License-Identifier: MIT */
#include "memory.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __GLIBC__

#define HEAP_STEP                                                                        \
    ((size_t)256 << 20) /* of address space: pages come when they are used */
#define HUGE_PAGE ((uintptr_t)2 << 20)

/* libclang parses in a thread of its own, whose memory would otherwise be an arena apart.
 */
static void keep_in_one_piece(void)
{
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, (int)HEAP_STEP);
    mallopt(M_TRIM_THRESHOLD, (int)HEAP_STEP);
    mallopt(M_TOP_PAD, (int)HEAP_STEP);
}

void memory_prepare(void)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start, end;
    void *first;

    keep_in_one_piece();
    first = malloc(1); /* the step is taken here */
    start = ((uintptr_t)first + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
    end = (uintptr_t)sbrk(0) & ~(page - 1);
    if (first != NULL && start < end) {
        /* A wish only: without huge pages all works as it did. */
        (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
    }
    free(first);
}

#else

void memory_prepare(void)
{
}

#endif
