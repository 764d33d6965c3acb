/* SPDX-License-Identifier: MIT */
#include "command.h"

#include <stdarg.h>

void command_ok(CommandCall *call)
{
    g_string_append(call->out, "OK\n");
}

void command_fail(CommandCall *call, const char *format, ...)
{
    va_list ap;

    g_string_append(call->out, "FAIL ");
    va_start(ap, format);
    g_string_append_vprintf(call->out, format, ap);
    va_end(ap);
    g_string_append_c(call->out, '\n');
}

void command_result(CommandCall *call, bool ok, GError *error)
{
    if (ok) {
        command_ok(call);
    } else {
        /* An answer is one line. */
        g_strdelimit(error->message, "\n", ' ');
        command_fail(call, "%s", error->message);
    }
    g_clear_error(&error);
}

static bool no_number(CommandCall *call, unsigned i)
{
    command_fail(call, "'%s' is no number, or is out of range", call->words[i]);
    return false;
}

bool command_u64(CommandCall *call, unsigned i, uint64_t *value)
{
    return qemu_strtou64(call->words[i], NULL, 0, value) == 0 || no_number(call, i);
}

bool command_i64(CommandCall *call, unsigned i, int64_t *value)
{
    return qemu_strtoi64(call->words[i], NULL, 0, value) == 0 || no_number(call, i);
}

bool command_int(CommandCall *call, unsigned i, int *value)
{
    return qemu_strtoi(call->words[i], NULL, 0, value) == 0 || no_number(call, i);
}
