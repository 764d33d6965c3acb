/* SPDX-License-Identifier: MIT */
/*
 * The pending timers of one list: a heap ordered by deadline, then by arming. Deadlines
 * before 0 come before all others, the latest armed of them first, as in QEMU. Each node
 * has four children and holds the key beside the pointer, so that a walk down touches one
 * cache line a level. Timers know their index, and any can be removed. Nothing here
 * locks.
 */
#ifndef TIMER_HEAP_H
#define TIMER_HEAP_H

#include <stddef.h>
#include <stdint.h>

#include "qemu/timer.h"

typedef struct TimerHeapNode {
    int64_t expire_time; /* ns, 0 or more */
    int64_t sequence;    /* of arming; negated for a deadline before 0 */
    QEMUTimer *timer;    /* borrowed */
} TimerHeapNode;

typedef struct TimerHeap {
    TimerHeapNode *nodes;
    size_t count;
    size_t capacity;
    int64_t sequence; /* of the latest arming */
} TimerHeap;

void timer_heap_init(TimerHeap *heap);
void timer_heap_finish(TimerHeap *heap);

/* timer is not in a heap, and is borrowed until it is removed. */
void timer_heap_insert(TimerHeap *heap, QEMUTimer *timer, int64_t expire_time);
/* timer is in the heap: as if it were removed and inserted again. */
void timer_heap_move(TimerHeap *heap, QEMUTimer *timer, int64_t expire_time);
void timer_heap_remove(TimerHeap *heap, QEMUTimer *timer);

/* The timer that is due first; NULL in an empty heap. */
static inline QEMUTimer *timer_heap_first(const TimerHeap *heap)
{
    return heap->count ? heap->nodes[0].timer : NULL;
}

#endif
