/* SPDX-License-Identifier: MIT */
/*
 * The heap as a parse needs it: some hundred megabytes within some hundred milliseconds.
 */
#ifndef BINDERY_GEN_HEAP_H
#define BINDERY_GEN_HEAP_H

/* Has the heap grow in large steps, where the C library lets it. Call it once, before a
 * thread is started. */
void heap_prepare(void);

/*
 * Starts a thread that has the system find the memory ahead of who uses it, for a run
 * that leaves a processor idle; where the system cannot, all stays as it was. The thread
 * ends when the heap no longer grows, or with the process.
 */
void heap_run_ahead(void);

#endif
