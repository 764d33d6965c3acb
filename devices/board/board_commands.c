/* SPDX-License-Identifier: MIT */
/* Commands that QEMU has elsewhere: reset, state, breaks. */
#include "command.h"
#include "state.h"

static void run_system_reset(CommandCall *call)
{
    board_reset(call->board);
    command_ok(call);
}

static void run_save(CommandCall *call)
{
    GError *error = NULL;
    bool ok = state_save(call->words[1], &error);

    command_result(call, ok, error);
}

static void run_load(CommandCall *call)
{
    GError *error = NULL;
    bool ok = state_load(call->board, call->words[1], &error);

    command_result(call, ok, error);
}

static void run_send_break(CommandCall *call)
{
    const char *label = call->words[1] ? call->words[1] : "serial0";
    Chardev *chr = qemu_chr_find(label);

    if (!chr) {
        command_fail(call,
                     "There is no chardev '%s'; --serial makes serial0, serial1, ...",
                     label);
        return;
    }
    qemu_chr_be_event(chr, CHR_EVENT_BREAK);
    command_ok(call);
}

/* A machine that is stopped answers, but no timer of its virtual clock fires. */
static void run_stop(CommandCall *call)
{
    qemu_clock_enable(QEMU_CLOCK_VIRTUAL, false);
    command_ok(call);
}

static void run_cont(CommandCall *call)
{
    qemu_clock_enable(QEMU_CLOCK_VIRTUAL, true);
    command_ok(call);
}

/* Turns of the main loop that are enough for all input that a device has a place for. */
#define SETTLE_TURNS 64

/* Lets chardevs hand on what they have got, which otherwise waits for the next turn. */
static void run_settle(CommandCall *call)
{
    for (int i = 0; i < SETTLE_TURNS && g_main_context_iteration(NULL, FALSE); i++) {
    }
    command_ok(call);
}

const Command board_commands[] = {
    {"system_reset", "", 0, run_system_reset, 0},
    {"save", "FILE", 1, run_save, 0},
    {"load", "FILE", 1, run_load, 0},
    {"send_break", "[CHARDEV]", 0, run_send_break, 0},
    {"stop", "", 0, run_stop, 0},
    {"cont", "", 0, run_cont, 0},
    {"settle", "", 0, run_settle, 0},
    {NULL, NULL, 0, NULL, 0},
};
