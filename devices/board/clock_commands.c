/* SPDX-License-Identifier: MIT */
/* Commands that move the virtual clock. */
#include <string.h>

#include "session.h"

/* Whether commands move the clock; false when FAIL was answered. */
static bool may_move(CommandCall *call)
{
    if (virtual_clock_mode() == VIRTUAL_CLOCK_REAL) {
        command_fail(call, "The clock goes with the host's (--realtime)");
        return false;
    }
    return true;
}

static void run_clock_step(CommandCall *call)
{
    int64_t now = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
    int64_t ns, moved;

    if (!may_move(call)) {
        return;
    }
    if (!call->words[1]) {
        ns = qemu_clock_deadline_ns_all(QEMU_CLOCK_VIRTUAL, (int)QEMU_TIMER_ATTR_ALL);
        if (ns < 0) {
            command_fail(call, "The clock cannot go to a deadline: no timer is pending");
            return;
        }
    } else if (!command_i64(call, 1, &ns)) {
        return;
    }
    if (ns > INT64_MAX - now) {
        command_fail(call, "The clock ends at %" G_GINT64_FORMAT " ns", INT64_MAX);
        return;
    }
    moved = qemu_clock_advance_virtual_time(now + ns);
    if (moved > now) {
        g_string_append_printf(call->out, "OK %" G_GINT64_FORMAT "\n", moved);
    } else {
        command_fail(call, "The clock stays at %" G_GINT64_FORMAT " ns", now);
    }
}

static void run_clock_set(CommandCall *call)
{
    int64_t ns, moved;

    if (may_move(call) && command_i64(call, 1, &ns)) {
        moved = qemu_clock_advance_virtual_time(ns);
        g_string_append_printf(call->out, "%s %" G_GINT64_FORMAT "\n",
                               moved == ns ? "OK" : "FAIL", moved);
    }
}

/* What a processor does at an instant comes before what timers do at it. */
static void run_clock_at(CommandCall *call)
{
    int64_t now = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
    int64_t ns;

    if (!may_move(call) || !command_i64(call, 1, &ns)) {
        return;
    }
    if (ns < now) {
        command_fail(call, "The clock shows %" G_GINT64_FORMAT " ns already", now);
        return;
    }
    if (ns > now) {
        qemu_clock_advance_virtual_time(ns - 1);
        virtual_clock_set_ns(ns);
    }
    memmove(call->words, call->words + 2, sizeof(call->words) - 2 * sizeof(char *));
    memset(call->words + COMMAND_WORDS - 2, 0, 2 * sizeof(char *));
    session_run_command(call);
}

const Command clock_commands[] = {
    {"clock_step", "[NS]", 0, run_clock_step, 0},
    {"clock_set", "NS", 1, run_clock_set, 0},
    {"clock_at", "NS COMMAND...", 2, run_clock_at, 0},
    {NULL, NULL, 0, NULL, 0},
};
