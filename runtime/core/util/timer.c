/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/timer.h"

#include <poll.h>

#include "qemu/atomic.h"
#include "qemu/lockable.h"
#include "timer_list.h"

/* --- lists -------------------------------------------------------------------------- */

QEMUTimerList *timerlist_new(QEMUClockType type, QEMUTimerListNotifyCB *cb, void *opaque)
{
    QEMUTimerList *list = g_new0(QEMUTimerList, 1);
    list->clock = type;
    list->notify_cb = cb;
    list->notify_opaque = opaque;
    qemu_mutex_init(&list->lock);
    timer_heap_init(&list->heap);
    qemu_event_init(&list->idle, true);
    clock_add_list(list);
    return list;
}

void timerlist_free(QEMUTimerList *timer_list)
{
    if (!timer_list) {
        return;
    }
    g_assert(!timerlist_has_timers(timer_list));
    clock_remove_list(timer_list);
    timer_heap_finish(&timer_list->heap);
    qemu_event_destroy(&timer_list->idle);
    qemu_mutex_destroy(&timer_list->lock);
    g_free(timer_list);
}

int64_t timer_list_expire_time(QEMUTimerList *list, int attr_mask)
{
    QEMU_LOCK_GUARD(&list->lock);
    if ((unsigned int)attr_mask == QEMU_TIMER_ATTR_ALL) {
        QEMUTimer *first = timer_heap_first(&list->heap);
        return first ? first->expire_time : -1;
    }
    /* Rare enough for a look at every timer. */
    int64_t soonest = -1;
    for (size_t i = 0; i < list->heap.count; i++) {
        const QEMUTimer *timer = list->heap.nodes[i].timer;
        if (!(timer->attributes & ~attr_mask)) {
            soonest = qemu_soonest_timeout(soonest, timer->expire_time);
        }
    }
    return soonest;
}

bool timerlist_has_timers(QEMUTimerList *timer_list)
{
    return timer_list_expire_time(timer_list, (int)QEMU_TIMER_ATTR_ALL) >= 0;
}

bool timerlist_expired(QEMUTimerList *timer_list)
{
    int64_t expire_time = timer_list_expire_time(timer_list, (int)QEMU_TIMER_ATTR_ALL);
    return expire_time >= 0 && expire_time <= qemu_clock_get_ns(timer_list->clock);
}

int64_t timerlist_deadline_ns(QEMUTimerList *timer_list)
{
    int64_t expire_time = timer_list_expire_time(timer_list, (int)QEMU_TIMER_ATTR_ALL);
    if (expire_time < 0 || !clock_is_enabled(timer_list->clock)) {
        return -1;
    }
    return MAX(expire_time - qemu_clock_get_ns(timer_list->clock), 0);
}

QEMUClockType timerlist_get_clock(QEMUTimerList *timer_list)
{
    return timer_list->clock;
}

void timerlist_notify(QEMUTimerList *timer_list)
{
    QEMUTimerListNotifyCB *notify = qatomic_read(&timer_list->notify_cb);
    if (notify) {
        notify(timer_list->notify_opaque, timer_list->clock);
    }
}

/* --- running ------------------------------------------------------------------------ */

/* Takes the first timer that is due at now off the list; false when none is. */
static bool take_expired(QEMUTimerList *list, int64_t now, QEMUTimerCB **cb,
                         void **opaque)
{
    QEMU_LOCK_GUARD(&list->lock);
    QEMUTimer *timer = timer_heap_first(&list->heap);
    if (!timer || timer->expire_time > now) {
        return false;
    }
    timer_heap_remove(&list->heap, timer);
    qatomic_set(&timer->expire_time, -1);
    /* The callback may free the timer: nobody looks at it after this. */
    *cb = timer->cb;
    *opaque = timer->opaque;
    return true;
}

bool timerlist_run_timers(QEMUTimerList *timer_list)
{
    bool progress = false;
    QEMUTimerCB *cb;
    void *opaque;

    /* First of all, so that whoever disables the clock after the check waits for us. */
    qemu_event_reset(&timer_list->idle);
    if (clock_is_enabled(timer_list->clock) && timerlist_has_timers(timer_list)) {
        int64_t now = qemu_clock_get_ns(timer_list->clock);
        while (take_expired(timer_list, now, &cb, &opaque)) {
            cb(opaque);
            progress = true;
        }
    }
    qemu_event_set(&timer_list->idle);
    return progress;
}

/* --- groups ------------------------------------------------------------------------- */

void timerlistgroup_init(QEMUTimerListGroup *tlg, QEMUTimerListNotifyCB *cb, void *opaque)
{
    for (int type = 0; type < QEMU_CLOCK_MAX; type++) {
        tlg->tl[type] = timerlist_new((QEMUClockType)type, cb, opaque);
    }
}

void timerlistgroup_deinit(QEMUTimerListGroup *tlg)
{
    for (int type = 0; type < QEMU_CLOCK_MAX; type++) {
        timerlist_free(tlg->tl[type]);
        tlg->tl[type] = NULL;
    }
}

bool timerlistgroup_run_timers(QEMUTimerListGroup *tlg)
{
    bool progress = false;
    for (int type = 0; type < QEMU_CLOCK_MAX; type++) {
        progress |= timerlist_run_timers(tlg->tl[type]);
    }
    return progress;
}

int64_t timerlistgroup_deadline_ns(QEMUTimerListGroup *tlg)
{
    int64_t deadline = -1;
    for (int type = 0; type < QEMU_CLOCK_MAX; type++) {
        if (qemu_clock_use_for_deadline((QEMUClockType)type)) {
            deadline =
                qemu_soonest_timeout(deadline, timerlist_deadline_ns(tlg->tl[type]));
        }
    }
    return deadline;
}

/* --- timers ------------------------------------------------------------------------- */

void timer_init_full(QEMUTimer *ts, QEMUTimerListGroup *timer_list_group,
                     QEMUClockType type, int scale, int attributes, QEMUTimerCB *cb,
                     void *opaque)
{
    QEMUTimerListGroup *group = timer_list_group ? timer_list_group : &main_loop_tlg;
    *ts = (QEMUTimer){
        .expire_time = -1,
        .timer_list = group->tl[type],
        .cb = cb,
        .opaque = opaque,
        .attributes = attributes,
        .scale = scale,
    };
}

void timer_deinit(QEMUTimer *ts)
{
    g_assert(!timer_pending(ts));
    ts->timer_list = NULL;
}

void timer_del(QEMUTimer *ts)
{
    QEMUTimerList *list = ts->timer_list;
    if (!list) {
        return;
    }
    QEMU_LOCK_GUARD(&list->lock);
    if (ts->expire_time >= 0) {
        timer_heap_remove(&list->heap, ts);
        qatomic_set(&ts->expire_time, -1);
    }
}

/* Whether the timer is the first of its list now. */
static bool arm_locked(QEMUTimerList *list, QEMUTimer *ts, int64_t expire_time)
{
    bool pending = ts->expire_time >= 0;
    qatomic_set(&ts->expire_time, MAX(expire_time, 0));
    if (pending) {
        timer_heap_move(&list->heap, ts, expire_time);
    } else {
        timer_heap_insert(&list->heap, ts, expire_time);
    }
    return timer_heap_first(&list->heap) == ts;
}

void timer_mod_ns(QEMUTimer *ts, int64_t expire_time)
{
    QEMUTimerList *list = ts->timer_list;
    qemu_mutex_lock(&list->lock);
    bool first = arm_locked(list, ts, expire_time);
    qemu_mutex_unlock(&list->lock);
    if (first) {
        timerlist_notify(list);
    }
}

void timer_mod_anticipate_ns(QEMUTimer *ts, int64_t expire_time)
{
    QEMUTimerList *list = ts->timer_list;
    bool first = false;
    qemu_mutex_lock(&list->lock);
    if (ts->expire_time < 0 || ts->expire_time > expire_time) {
        first = arm_locked(list, ts, expire_time);
    }
    qemu_mutex_unlock(&list->lock);
    if (first) {
        timerlist_notify(list);
    }
}

/* In ns, modulo 2^64: a guest's far-away deadline may not fit, and then wraps. */
static int64_t scaled(const QEMUTimer *ts, int64_t expire_time)
{
    return (int64_t)((uint64_t)expire_time * (uint64_t)ts->scale);
}

void timer_mod(QEMUTimer *ts, int64_t expire_time)
{
    timer_mod_ns(ts, scaled(ts, expire_time));
}

void timer_mod_anticipate(QEMUTimer *ts, int64_t expire_time)
{
    timer_mod_anticipate_ns(ts, scaled(ts, expire_time));
}

bool timer_pending(const QEMUTimer *ts)
{
    return qatomic_read(&ts->expire_time) >= 0;
}

bool timer_expired(const QEMUTimer *timer_head, int64_t current_time)
{
    return timer_head &&
           qatomic_read(&timer_head->expire_time) <= scaled(timer_head, current_time);
}

uint64_t timer_expire_time_ns(const QEMUTimer *ts)
{
    return (uint64_t)qatomic_read(&ts->expire_time);
}

/* --- waiting ------------------------------------------------------------------------ */

int qemu_timeout_ns_to_ms(int64_t ns)
{
    if (ns < 0) {
        return -1;
    }
    int64_t ms = ns / SCALE_MS + (ns % SCALE_MS != 0);
    return (int)MIN(ms, (int64_t)INT32_MAX);
}

int qemu_poll_ns(GPollFD *fds, unsigned int nfds, int64_t timeout)
{
    struct timespec wait = {.tv_sec = timeout / NANOSECONDS_PER_SECOND,
                            .tv_nsec = timeout % NANOSECONDS_PER_SECOND};
    return ppoll((struct pollfd *)fds, nfds, timeout < 0 ? NULL : &wait, NULL);
}
