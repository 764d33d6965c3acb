/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "main_loop.h"

#include "qapi/error.h"
#include "qemu/atomic.h"
#include "runtime/clock.h"

static AioContext main_context;
static bool initialized;

AioContext *qemu_get_aio_context(void)
{
    return &main_context;
}

/* --- waking up ---------------------------------------------------------------------- */

void aio_notify(AioContext *ctx)
{
    /*
     * The caller has published what is to be done, and reads polling after that. The loop
     * sets polling, and looks for things to do after that: one of them sees the other.
     */
    smp_mb__after_rmw();
    if (qatomic_mb_read(&ctx->polling)) {
        event_notifier_set(&ctx->notifier);
    }
}

void qemu_notify_event(void)
{
    if (qatomic_mb_read(&initialized)) {
        event_notifier_set(&main_context.notifier);
    }
}

static void timers_changed(void *opaque, QEMUClockType type)
{
    aio_notify(&main_context);
}

/* --- the source of bottom halves and timers ----------------------------------------- */

/* Nanoseconds until there is something to do; -1: nothing is known of. */
static int64_t next_deadline(void)
{
    int64_t deadline = qemu_soonest_timeout(aio_compute_bh_timeout(&main_context),
                                            timerlistgroup_deadline_ns(&main_loop_tlg));
    /* A clock that stands has no deadline to wait for, but timers that are due. */
    if (timerlist_deadline_ns(main_loop_tlg.tl[QEMU_CLOCK_VIRTUAL]) == 0) {
        deadline = 0;
    }
    return deadline;
}

static gboolean loop_prepare(GSource *source, int *timeout)
{
    qatomic_set_mb(&main_context.polling, true);
    *timeout = qemu_timeout_ns_to_ms(next_deadline());
    return *timeout == 0;
}

/* Nobody needs to wake the loop up now. */
static void awake(void)
{
    qatomic_set_mb(&main_context.polling, false);
    event_notifier_test_and_clear(&main_context.notifier);
}

static gboolean loop_check(GSource *source)
{
    awake();
    /* Idle bottom halves run now that the loop is awake, whatever has woken it. */
    return aio_compute_bh_timeout(&main_context) >= 0 || next_deadline() == 0;
}

static gboolean loop_dispatch(GSource *source, GSourceFunc callback, gpointer data)
{
    awake(); /* GLib does not check what was ready before the wait */
    aio_bh_poll(&main_context);
    qemu_clock_run_all_timers();
    return G_SOURCE_CONTINUE;
}

static GSourceFuncs loop_funcs = {
    .prepare = loop_prepare,
    .check = loop_check,
    .dispatch = loop_dispatch,
};

/* --- the source that warps the virtual clock ---------------------------------------- */

/* Ready whenever there is a deadline; of low priority, so only when nothing else is. */
static gboolean warp_prepare(GSource *source, int *timeout)
{
    bool ready = virtual_clock_mode() == VIRTUAL_CLOCK_WARPED &&
                 timerlist_deadline_ns(main_loop_tlg.tl[QEMU_CLOCK_VIRTUAL]) > 0;
    *timeout = ready ? 0 : -1;
    return ready;
}

static gboolean warp_check(GSource *source)
{
    int timeout;
    return warp_prepare(source, &timeout);
}

static gboolean warp_dispatch(GSource *source, GSourceFunc callback, gpointer data)
{
    virtual_clock_step_to_deadline();
    return G_SOURCE_CONTINUE;
}

static GSourceFuncs warp_funcs = {
    .prepare = warp_prepare,
    .check = warp_check,
    .dispatch = warp_dispatch,
};

/* --- the loop ----------------------------------------------------------------------- */

/* GLib counts in milliseconds; timers are due in nanoseconds. Others have the lock. */
static int poll_without_lock(GPollFD *fds, guint count, int timeout_ms)
{
    int64_t timeout = timeout_ms < 0 ? -1 : (int64_t)timeout_ms * SCALE_MS;
    BqlPlace place;

    if (timeout > 0) {
        timeout = qemu_soonest_timeout(timeout, next_deadline());
    }
    bool locked = bql_locked();
    if (locked) {
        bql_release_while_waiting(&place);
    }
    int ready = qemu_poll_ns(fds, count, timeout);
    int poll_errno = errno;
    if (locked) {
        bql_retake(&place);
    }
    errno = poll_errno;
    return ready;
}

static void attach(GSourceFuncs *funcs, const char *name, int priority, int fd)
{
    GSource *source = g_source_new(funcs, sizeof(GSource));
    g_source_set_name(source, name);
    g_source_set_priority(source, priority);
    if (fd >= 0) {
        g_source_add_unix_fd(source, fd, G_IO_IN);
    }
    g_source_attach(source, NULL);
    g_source_unref(source);
}

int qemu_init_main_loop(Error **errp)
{
    if (initialized) {
        return 0;
    }
    int result = event_notifier_init(&main_context.notifier, false);
    if (result < 0) {
        error_setg_errno(errp, -result, "Could not create the main loop's notifier");
        return result;
    }
    attach(&loop_funcs, "bottom halves and timers", G_PRIORITY_DEFAULT,
           event_notifier_get_fd(&main_context.notifier));
    attach(&warp_funcs, "virtual clock", G_PRIORITY_LOW, -1);
    g_main_context_set_poll_func(NULL, poll_without_lock);
    init_clocks(timers_changed);
    qatomic_set_mb(&initialized, true);
    return 0;
}

bool aio_poll(AioContext *ctx, bool blocking)
{
    g_assert(initialized && bql_locked());
    return g_main_context_iteration(NULL, blocking);
}

void main_loop_wait(int nonblocking)
{
    aio_poll(&main_context, !nonblocking);
    /* Sources of a higher priority may have kept the loop's own from its turn. */
    qemu_clock_run_all_timers();
}
