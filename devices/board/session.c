/* SPDX-License-Identifier: MIT */
#include "session.h"

#include <string.h>

#include "irq_monitor.h"

struct Session {
    Board *board;
    GString *out;
    /* The answer of the command that runs. */
    GString *answer;
    SessionWakeFunc *wake;
    void *opaque;
    /* Whether a command runs, whose answer will be sent anyway. */
    bool busy;
    /* Name to Command. */
    GHashTable *commands;
};

static void line_changed(void *opaque, int n, bool level)
{
    Session *session = opaque;

    g_string_append_printf(session->out, "IRQ %s %d\n", level ? "raise" : "lower", n);
    if (!session->busy) {
        session->wake(session->opaque);
    }
}

static void add_commands(GHashTable *commands, const Command *table)
{
    for (const Command *command = table; command->name; command++) {
        g_hash_table_insert(commands, (gpointer)command->name, (gpointer)command);
    }
}

Session *session_create(Board *board, GString *out, SessionWakeFunc *wake, void *opaque)
{
    Session *session = g_new0(Session, 1);

    session->board = board;
    session->out = out;
    session->answer = g_string_new(NULL);
    session->wake = wake;
    session->opaque = opaque;
    session->commands = g_hash_table_new(g_str_hash, g_str_equal);
    add_commands(session->commands, memory_commands);
    add_commands(session->commands, clock_commands);
    add_commands(session->commands, irq_commands);
    add_commands(session->commands, board_commands);
    session_restart(session);
    return session;
}

void session_destroy(Session *session)
{
    if (session) {
        irq_monitor_set_listener(NULL, NULL);
        g_hash_table_unref(session->commands);
        g_string_free(session->answer, TRUE);
        g_free(session);
    }
}

void session_restart(Session *session)
{
    irq_monitor_set_listener(line_changed, session);
}

/* The words of a line, which are ended in place. */
static void split(char *line, char *words[COMMAND_WORDS])
{
    unsigned count = 0;
    char *at = line;

    while (count < COMMAND_WORDS) {
        at += strspn(at, " \t\r");
        if (!*at) {
            break;
        }
        words[count++] = at;
        at += strcspn(at, " \t\r");
        if (!*at) {
            break;
        }
        *at++ = '\0';
    }
}

void session_run_command(CommandCall *call)
{
    const char *name = call->words[0] ? call->words[0] : "";
    const Command *command = g_hash_table_lookup(call->session->commands, name);

    if (!command) {
        command_fail(call, "Unknown command '%s'", name);
        return;
    }
    if (command->required > 0 && !call->words[command->required]) {
        command_fail(call, "Too few words; expected: %s %s", command->name,
                     command->arguments);
        return;
    }
    call->size = command->size;
    command->run(call);
}

void session_run(Session *session, char *line)
{
    CommandCall call = {
        .session = session,
        .board = session->board,
        .out = session->answer,
    };

    split(line, call.words);
    g_string_truncate(session->answer, 0);
    session->busy = true;
    session_run_command(&call);
    /* The main loop would do it, at a moment that depends on how commands arrive. */
    if (virtual_clock_mode() != VIRTUAL_CLOCK_REAL) {
        qemu_clock_run_timers(QEMU_CLOCK_VIRTUAL);
    }
    session->busy = false;
    g_string_append_len(session->out, session->answer->str, (gssize)session->answer->len);
}
