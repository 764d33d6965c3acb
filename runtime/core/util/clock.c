/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "runtime/clock.h"

#include "qemu/atomic.h"
#include "qemu/lockable.h"
#include "qemu/timer.h"
#include "timer_list.h"

typedef struct ClockState {
    bool enabled;
    QLIST_HEAD(, QEMUTimerList) lists;
} ClockState;

/*
 * The virtual clock shows base while it stands, and base + get_clock() while it runs. It
 * is read far more often than it is set, from any thread: sequence is odd while the rest
 * changes, and a reader that saw it odd or changed reads again.
 */
typedef struct VirtualClock {
    unsigned int sequence;
    VirtualClockMode mode;
    int64_t base; /* ns */
} VirtualClock;

QEMUTimerListGroup main_loop_tlg;
QEMUClockType rtc_clock = QEMU_CLOCK_HOST;

static ClockState clocks[QEMU_CLOCK_MAX];
static QemuMutex lists_lock; /* over the lists of the clocks */
static VirtualClock virtual_clock;
static QemuMutex virtual_lock; /* over writing virtual_clock */
static int64_t program_start;  /* get_clock() */

/* --- time --------------------------------------------------------------------------- */

static int64_t virtual_now(void)
{
    for (;;) {
        unsigned int before = qatomic_mb_read(&virtual_clock.sequence);
        VirtualClockMode mode = qatomic_mb_read(&virtual_clock.mode);
        int64_t base = qatomic_mb_read(&virtual_clock.base);
        /* Asked while it counts: later, the clock may have been stopped meanwhile. */
        int64_t elapsed = mode == VIRTUAL_CLOCK_REAL ? get_clock() : 0;
        if (before % 2 == 0 && qatomic_mb_read(&virtual_clock.sequence) == before) {
            return base + elapsed;
        }
    }
}

/* Readers wait until end_write(). Gives what the clock shows there. */
static int64_t begin_write(void)
{
    qemu_mutex_lock(&virtual_lock);
    qatomic_inc(&virtual_clock.sequence);
    return virtual_clock.mode == VIRTUAL_CLOCK_REAL ? virtual_clock.base + get_clock()
                                                    : virtual_clock.base;
}

/* From here on the virtual clock shows ns, and goes on from there if mode says so. */
static void end_write(VirtualClockMode mode, int64_t ns)
{
    qatomic_set_mb(&virtual_clock.mode, mode);
    qatomic_set_mb(&virtual_clock.base,
                   mode == VIRTUAL_CLOCK_REAL ? ns - get_clock() : ns);
    qatomic_inc(&virtual_clock.sequence);
    qemu_mutex_unlock(&virtual_lock);
}

int64_t qemu_clock_get_ns(QEMUClockType type)
{
    switch (type) {
    case QEMU_CLOCK_REALTIME:
        return get_clock();
    case QEMU_CLOCK_VIRTUAL:
        return virtual_now();
    case QEMU_CLOCK_HOST:
        return get_clock_realtime();
    case QEMU_CLOCK_VIRTUAL_RT:
        return get_clock() - program_start;
    default:
        g_assert_not_reached();
    }
}

void virtual_clock_set_mode(VirtualClockMode mode)
{
    const int64_t now = begin_write();

    end_write(mode, now);
    qemu_clock_notify(QEMU_CLOCK_VIRTUAL);
}

VirtualClockMode virtual_clock_mode(void)
{
    return qatomic_mb_read(&virtual_clock.mode);
}

void virtual_clock_set_ns(int64_t ns)
{
    begin_write();
    end_write(virtual_clock.mode, ns);
    qemu_clock_notify(QEMU_CLOCK_VIRTUAL);
}

/* --- moving the virtual clock ------------------------------------------------------- */

int64_t qemu_clock_advance_virtual_time(int64_t dest)
{
    g_assert(virtual_clock_mode() != VIRTUAL_CLOCK_REAL);
    QEMUTimerList *list = main_loop_tlg.tl[QEMU_CLOCK_VIRTUAL];
    int64_t now = virtual_now();
    while (now < dest) {
        virtual_clock_set_ns(
            now + qemu_soonest_timeout(dest - now, timerlist_deadline_ns(list)));
        timerlist_run_timers(list);
        now = virtual_now();
    }
    return now;
}

int64_t virtual_clock_step(int64_t ns)
{
    g_assert(ns >= 0);
    if (ns == 0) {
        qemu_clock_run_timers(QEMU_CLOCK_VIRTUAL);
    }
    return qemu_clock_advance_virtual_time(virtual_now() + ns);
}

bool virtual_clock_step_to_deadline(void)
{
    int64_t deadline = timerlist_deadline_ns(main_loop_tlg.tl[QEMU_CLOCK_VIRTUAL]);
    if (deadline < 0) {
        return false;
    }
    virtual_clock_step(deadline);
    return true;
}

/* --- clocks and their lists --------------------------------------------------------- */

bool clock_is_enabled(QEMUClockType type)
{
    return qatomic_mb_read(&clocks[type].enabled);
}

void clock_add_list(QEMUTimerList *list)
{
    QEMU_LOCK_GUARD(&lists_lock);
    QLIST_INSERT_HEAD(&clocks[list->clock].lists, list, node);
}

void clock_remove_list(QEMUTimerList *list)
{
    QEMU_LOCK_GUARD(&lists_lock);
    QLIST_REMOVE(list, node);
}

void qemu_clock_notify(QEMUClockType type)
{
    QEMUTimerList *list;

    QEMU_LOCK_GUARD(&lists_lock);
    QLIST_FOREACH(list, &clocks[type].lists, node)
    {
        timerlist_notify(list);
    }
}

/* Waits until no callback of the clock runs. */
static void wait_until_idle(QEMUClockType type)
{
    QEMUTimerList *list;

    QEMU_LOCK_GUARD(&lists_lock);
    QLIST_FOREACH(list, &clocks[type].lists, node)
    {
        qemu_event_wait(&list->idle);
    }
}

void qemu_clock_enable(QEMUClockType type, bool enabled)
{
    bool was_enabled = qatomic_xchg(&clocks[type].enabled, enabled);
    if (enabled && !was_enabled) {
        qemu_clock_notify(type);
    } else if (!enabled && was_enabled) {
        wait_until_idle(type);
    }
}

int64_t qemu_clock_deadline_ns_all(QEMUClockType type, int attr_mask)
{
    int64_t soonest = -1;
    QEMUTimerList *list;

    if (!clock_is_enabled(type)) {
        return -1;
    }
    QEMU_LOCK_GUARD(&lists_lock);
    QLIST_FOREACH(list, &clocks[type].lists, node)
    {
        int64_t expire_time = timer_list_expire_time(list, attr_mask);
        if (expire_time >= 0) {
            int64_t deadline = MAX(expire_time - qemu_clock_get_ns(type), 0);
            soonest = qemu_soonest_timeout(soonest, deadline);
        }
    }
    return soonest;
}

/* --- the main loop's lists ---------------------------------------------------------- */

QEMUTimerList *qemu_clock_get_main_loop_timerlist(QEMUClockType type)
{
    return main_loop_tlg.tl[type];
}

bool qemu_clock_use_for_deadline(QEMUClockType type)
{
    return type != QEMU_CLOCK_VIRTUAL || virtual_clock_mode() == VIRTUAL_CLOCK_REAL;
}

bool qemu_clock_has_timers(QEMUClockType type)
{
    return timerlist_has_timers(main_loop_tlg.tl[type]);
}

bool qemu_clock_expired(QEMUClockType type)
{
    return timerlist_expired(main_loop_tlg.tl[type]);
}

bool qemu_clock_run_timers(QEMUClockType type)
{
    return timerlist_run_timers(main_loop_tlg.tl[type]);
}

bool qemu_clock_run_all_timers(void)
{
    return timerlistgroup_run_timers(&main_loop_tlg);
}

void init_clocks(QEMUTimerListNotifyCB *cb)
{
    for (int type = 0; type < QEMU_CLOCK_MAX; type++) {
        qatomic_set(&main_loop_tlg.tl[type]->notify_cb, cb);
    }
}

/* Timers may be made by any constructor of the program, which run later than this one. */
static void __attribute__((constructor(101))) clocks_start(void)
{
    qemu_mutex_init(&lists_lock);
    qemu_mutex_init(&virtual_lock);
    program_start = get_clock();
    begin_write();
    end_write(VIRTUAL_CLOCK_REAL, 0);
    for (int type = 0; type < QEMU_CLOCK_MAX; type++) {
        clocks[type].enabled = true;
    }
    timerlistgroup_init(&main_loop_tlg, NULL, NULL);
}
