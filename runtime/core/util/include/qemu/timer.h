/* SPDX-License-Identifier: MIT */
/*
 * Clocks and timers. A timer belongs to a list of one clock, and lists of all clocks form
 * a group; the main loop's group is main_loop_tlg. Deadlines are absolute: nanoseconds of
 * the timer's clock, or multiples of its scale in timer_mod() and timer_mod_anticipate().
 *
 * Of several timers that have expired the one with the earliest deadline runs first, and
 * of equal deadlines the one that was armed first. A deadline below 0 counts as 0. A
 * timer is taken off its list before its callback runs, which may arm it again or free
 * it.
 *
 * Arming and deleting are safe from any thread while timer and list exist. Callbacks of
 * the main loop's lists run in the main loop, under the big lock. How the virtual clock
 * moves is the business of "runtime/clock.h".
 */
#ifndef QEMU_TIMER_H
#define QEMU_TIMER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <glib.h>

#include "qemu/bitops.h"
#include "qemu/host-utils.h"
#include "qemu/notify.h"
#include "qemu/typedefs.h"

#define NANOSECONDS_PER_SECOND INT64_C(1000000000)

/* Nanoseconds in a unit of a timer. */
#define SCALE_MS 1000000
#define SCALE_US 1000
#define SCALE_NS 1

typedef enum {
    /* Since the machine was started; runs always. */
    QEMU_CLOCK_REALTIME = 0,
    /* The guest's time: from 0 on, in the way that "runtime/clock.h" says. */
    QEMU_CLOCK_VIRTUAL = 1,
    /* The host's wall clock since 1970; jumps when someone sets it. */
    QEMU_CLOCK_HOST = 2,
    /* The host's time from 0 at the program's start, however the virtual clock moves. */
    QEMU_CLOCK_VIRTUAL_RT = 3,
    QEMU_CLOCK_MAX
} QEMUClockType;

/* An external timer does not belong to the guest's state. */
#define QEMU_TIMER_ATTR_EXTERNAL ((int)BIT(0))
#define QEMU_TIMER_ATTR_ALL      0xffffffff

typedef struct QEMUTimerList QEMUTimerList;

struct QEMUTimerListGroup {
    QEMUTimerList *tl[QEMU_CLOCK_MAX];
};

typedef void QEMUTimerCB(void *opaque);
/* type is the clock whose earliest deadline became earlier, or which was enabled. */
typedef void QEMUTimerListNotifyCB(void *opaque, QEMUClockType type);

/* Embedded in a device's state or allocated by timer_new*(); only functions look inside.
 */
struct QEMUTimer {
    int64_t expire_time; /* ns; -1 when it is not pending */
    QEMUTimerList *timer_list;
    QEMUTimerCB *cb;
    void *opaque;
    size_t heap_index; /* where the list keeps it while it is pending */
    int attributes;
    int scale; /* ns per unit */
};

extern QEMUTimerListGroup main_loop_tlg;
/* What real-time clocks go by: the host's at first. */
extern QEMUClockType rtc_clock;

/* --- clocks ------------------------------------------------------------------------- */

int64_t qemu_clock_get_ns(QEMUClockType type);

static inline int64_t qemu_clock_get_ms(QEMUClockType type)
{
    return qemu_clock_get_ns(type) / SCALE_MS;
}

static inline int64_t qemu_clock_get_us(QEMUClockType type)
{
    return qemu_clock_get_ns(type) / SCALE_US;
}

/* Of the main loop's list: whether a timer is pending; whether one has expired. */
bool qemu_clock_has_timers(QEMUClockType type);
bool qemu_clock_expired(QEMUClockType type);

/* Whether a deadline of this clock is one in nanoseconds that a poll can wait for. */
bool qemu_clock_use_for_deadline(QEMUClockType type);

/*
 * Nanoseconds to the earliest deadline in all lists of a clock: 0 when it has passed, -1
 * without one. Only timers whose attributes are all in attr_mask count.
 */
int64_t qemu_clock_deadline_ns_all(QEMUClockType type, int attr_mask);

/* The main loop's list, borrowed. */
QEMUTimerList *qemu_clock_get_main_loop_timerlist(QEMUClockType type);

/* Tell everyone who waits for the clock's deadlines to look again. */
void qemu_clock_notify(QEMUClockType type);

/*
 * A disabled clock fires no timer; when it is enabled again, expired ones fire. Disabling
 * waits for callbacks that are running in other threads: never do it from a callback.
 */
void qemu_clock_enable(QEMUClockType type, bool enabled);

/* Run the main loop's expired timers of one clock, or of all: whether there was one. */
bool qemu_clock_run_timers(QEMUClockType type);
bool qemu_clock_run_all_timers(void);

/*
 * Move a stepped or warped virtual clock to dest ns, firing the timers on the way, each
 * when the clock shows its deadline. Result: the clock. The big lock is held.
 */
int64_t qemu_clock_advance_virtual_time(int64_t dest);

/* Make the groups of all clocks; cb replaces the notifier of the main loop's lists. */
void init_clocks(QEMUTimerListNotifyCB *cb);

/* --- lists and groups --------------------------------------------------------------- */

/* A new list; cb(opaque, type) is called when its earliest deadline becomes earlier. */
QEMUTimerList *timerlist_new(QEMUClockType type, QEMUTimerListNotifyCB *cb, void *opaque);
/* timer_list is stolen; none of its timers may be pending. */
void timerlist_free(QEMUTimerList *timer_list);
bool timerlist_has_timers(QEMUTimerList *timer_list);
bool timerlist_expired(QEMUTimerList *timer_list);
/* Nanoseconds to the earliest deadline; 0 when it has passed; -1: none, or clock off. */
int64_t timerlist_deadline_ns(QEMUTimerList *timer_list);
QEMUClockType timerlist_get_clock(QEMUTimerList *timer_list);
/*
 * Run the timers that have expired at the clock's time of now, and those that their
 * callbacks arm with deadlines that lie before it. Whether there was one.
 */
bool timerlist_run_timers(QEMUTimerList *timer_list);
void timerlist_notify(QEMUTimerList *timer_list);

void timerlistgroup_init(QEMUTimerListGroup *tlg, QEMUTimerListNotifyCB *cb,
                         void *opaque);
/* No timer of the group may be pending. */
void timerlistgroup_deinit(QEMUTimerListGroup *tlg);
bool timerlistgroup_run_timers(QEMUTimerListGroup *tlg);
/* The earliest of those of its lists; -1 without one. */
int64_t timerlistgroup_deadline_ns(QEMUTimerListGroup *tlg);

/* --- timers ------------------------------------------------------------------------- */

/*
 * Prepare *ts, which is not pending. timer_list_group NULL is main_loop_tlg; scale is
 * SCALE_NS, _US or _MS; attributes are QEMU_TIMER_ATTR_* or 0; opaque is borrowed.
 */
void timer_init_full(QEMUTimer *ts, QEMUTimerListGroup *timer_list_group,
                     QEMUClockType type, int scale, int attributes, QEMUTimerCB *cb,
                     void *opaque);
/* The end of a timer that is not pending. */
void timer_deinit(QEMUTimer *ts);
/* Disarm it, if it is pending. */
void timer_del(QEMUTimer *ts);

/* Arm it for expire_time, whether or not it was pending. */
void timer_mod_ns(QEMUTimer *ts, int64_t expire_time);
void timer_mod(QEMUTimer *ts, int64_t expire_time);
/* The same only where it was not pending, or for a later time. */
void timer_mod_anticipate_ns(QEMUTimer *ts, int64_t expire_time);
void timer_mod_anticipate(QEMUTimer *ts, int64_t expire_time);

bool timer_pending(const QEMUTimer *ts);
/* Whether its deadline is at or before current_time (in its scale). NULL has none. */
bool timer_expired(const QEMUTimer *timer_head, int64_t current_time);
/* ns, or -1 when it is not pending. */
uint64_t timer_expire_time_ns(const QEMUTimer *ts);

static inline void timer_init(QEMUTimer *ts, QEMUClockType type, int scale,
                              QEMUTimerCB *cb, void *opaque)
{
    timer_init_full(ts, NULL, type, scale, 0, cb, opaque);
}

static inline void timer_init_ns(QEMUTimer *ts, QEMUClockType type, QEMUTimerCB *cb,
                                 void *opaque)
{
    timer_init(ts, type, SCALE_NS, cb, opaque);
}

static inline void timer_init_us(QEMUTimer *ts, QEMUClockType type, QEMUTimerCB *cb,
                                 void *opaque)
{
    timer_init(ts, type, SCALE_US, cb, opaque);
}

static inline void timer_init_ms(QEMUTimer *ts, QEMUClockType type, QEMUTimerCB *cb,
                                 void *opaque)
{
    timer_init(ts, type, SCALE_MS, cb, opaque);
}

/* The same with a new timer, for timer_free(). */
static inline QEMUTimer *timer_new_full(QEMUTimerListGroup *timer_list_group,
                                        QEMUClockType type, int scale, int attributes,
                                        QEMUTimerCB *cb, void *opaque)
{
    QEMUTimer *ts = g_new0(QEMUTimer, 1);
    timer_init_full(ts, timer_list_group, type, scale, attributes, cb, opaque);
    return ts;
}

static inline QEMUTimer *timer_new(QEMUClockType type, int scale, QEMUTimerCB *cb,
                                   void *opaque)
{
    return timer_new_full(NULL, type, scale, 0, cb, opaque);
}

static inline QEMUTimer *timer_new_ns(QEMUClockType type, QEMUTimerCB *cb, void *opaque)
{
    return timer_new(type, SCALE_NS, cb, opaque);
}

static inline QEMUTimer *timer_new_us(QEMUClockType type, QEMUTimerCB *cb, void *opaque)
{
    return timer_new(type, SCALE_US, cb, opaque);
}

static inline QEMUTimer *timer_new_ms(QEMUClockType type, QEMUTimerCB *cb, void *opaque)
{
    return timer_new(type, SCALE_MS, cb, opaque);
}

/* ts is stolen, and disarmed first; NULL is fine. */
static inline void timer_free(QEMUTimer *ts)
{
    if (ts) {
        timer_del(ts);
        g_free(ts);
    }
}

/* --- times -------------------------------------------------------------------------- */

/* Of two timeouts in ns the shorter one; negative stands for "none". */
static inline int64_t qemu_soonest_timeout(int64_t timeout1, int64_t timeout2)
{
    return (uint64_t)timeout1 < (uint64_t)timeout2 ? timeout1 : timeout2;
}

/* For poll(): milliseconds rounded up, at most INT32_MAX; negative becomes -1. */
int qemu_timeout_ns_to_ms(int64_t ns);
/* poll() with a timeout in ns. */
int qemu_poll_ns(GPollFD *fds, unsigned int nfds, int64_t timeout);

static inline int64_t get_max_clock_jump(void)
{
    return 60 * NANOSECONDS_PER_SECOND;
}

/* The host's wall clock, and one that never jumps; ns. */
static inline int64_t get_clock_realtime(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * NANOSECONDS_PER_SECOND + now.tv_nsec;
}

static inline int64_t get_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * NANOSECONDS_PER_SECOND + now.tv_nsec;
}

/* Some count of the host that grows; its unit is unknown. */
static inline int64_t cpu_get_host_ticks(void)
{
    return get_clock();
}

#endif
