/* SPDX-License-Identifier: MIT */
#include "heap.h"

#include <features.h>

#ifdef __GLIBC__

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib.h>

#define STEP         (8 << 20)  /* what the heap grows by */
#define MAPPED_ALONE (32 << 20) /* glibc's limit: larger blocks are mapped each alone */
#define KEPT         (1 << 30)  /* what is freed is used again, not given back */

#ifdef MADV_POPULATE_WRITE

#define PART    (1 << 20) /* what is made ready at a time */
#define PAUSE   500       /* microseconds between two looks at the heap's end */
#define PATIENT 200       /* looks at a heap that does not grow, and then no more */

/* Makes that part of the heap ready; false when the system cannot. */
static bool populate(char *start, const char *end)
{
    madvise(start, (size_t)(end - start), MADV_HUGEPAGE);
    for (; start < end; start += PART) {
        if (madvise(start, (size_t)MIN(end - start, PART), MADV_POPULATE_WRITE) != 0) {
            return false;
        }
    }
    return true;
}

/*
 * Has the system find memory for what the heap has grown by before the parser gets there.
 * Page by page, when each is first written to, it takes a sixth of the whole time.
 */
static gpointer run_ahead(gpointer done)
{
    for (unsigned looks = 0; looks < PATIENT; looks++) {
        char *end = sbrk(0);

        if (end > (char *)done) {
            if (!populate(done, end)) {
                break;
            }
            done = end;
            looks = 0;
        }
        g_usleep(PAUSE);
    }
    return NULL;
}

void heap_run_ahead(void)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    const uintptr_t end = ((uintptr_t)sbrk(0) + page - 1) / page * page;
    GThread *thread = NULL;

    if (g_get_num_processors() > 1) {
        thread = g_thread_try_new("bindery-heap", run_ahead, (gpointer)end, NULL);
    }
    if (thread != NULL) {
        g_thread_unref(thread); /* it ends by itself, or with the process */
    }
}

#else

void heap_run_ahead(void)
{
}

#endif

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

void heap_run_ahead(void)
{
}

#endif
