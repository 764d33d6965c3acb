/* SPDX-License-Identifier: MIT */
/* What clocks and timer lists know of each other. */
#ifndef TIMER_LIST_H
#define TIMER_LIST_H

#include "qemu/thread.h"
#include "qemu/timer.h"
#include "timer_heap.h"

struct QEMUTimerList {
    QEMUClockType clock;
    QemuMutex lock; /* over heap, and expire_time and heap_index of its timers */
    TimerHeap heap;
    QLIST_ENTRY(QEMUTimerList) node; /* in the clock's lists */
    QEMUTimerListNotifyCB *notify_cb;
    void *notify_opaque;
    QemuEvent idle; /* set while nobody runs callbacks */
};

/* clock.c */
bool clock_is_enabled(QEMUClockType type);
void clock_add_list(QEMUTimerList *list);
void clock_remove_list(QEMUTimerList *list);

/* timer.c: the earliest deadline (ns) of timers with attributes in attr_mask; -1: none.
 */
int64_t timer_list_expire_time(QEMUTimerList *list, int attr_mask);

#endif
