/* SPDX-License-Identifier: MIT */
/*
 * The heap as a parse needs it: some hundred megabytes within some hundred milliseconds.
 */
#ifndef BINDERY_GEN_HEAP_H
#define BINDERY_GEN_HEAP_H

/* Has the heap grow in large steps, where the C library lets it. Call it before a thread
 * is started. */
void heap_prepare(void);

#endif
