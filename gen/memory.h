/* SPDX-License-Identifier: MIT */
#ifndef BINDERY_GEN_MEMORY_H
#define BINDERY_GEN_MEMORY_H

/*
 * Prepares the heap for a run that fills it once and ends: it grows in one large step, is
 * kept in one piece and asks for huge pages, so that a tenth of the time is not spent on
 * page faults. Call it first thing in main(). Where the system has none of this, nothing
 * changes.
 */
void memory_prepare(void);

#endif
