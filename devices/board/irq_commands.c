/* SPDX-License-Identifier: MIT */
/* Commands about lines. */
#include <string.h>

#include "command.h"
#include "irq_monitor.h"

static void run_intercept_out(CommandCall *call)
{
    GError *error = NULL;
    bool ok = irq_monitor_outputs(call->words[1], call->words[2], &error);

    command_result(call, ok, error);
}

static void run_intercept_in(CommandCall *call)
{
    GError *error = NULL;

    if (call->words[2]) {
        command_fail(call, "Inputs are intercepted all together: leave out '%s'",
                     call->words[2]);
        return;
    }
    bool ok = irq_monitor_inputs(call->words[1], &error);
    command_result(call, ok, error);
}

static void run_set_irq_in(CommandCall *call)
{
    const char *name =
        strcmp(call->words[2], "unnamed-gpio-in") == 0 ? NULL : call->words[2];
    GError *error = NULL;
    int n, level;

    if (command_int(call, 3, &n) && command_int(call, 4, &level)) {
        bool ok = irq_set_input(call->words[1], name, n, level, &error);

        command_result(call, ok, error);
    }
}

const Command irq_commands[] = {
    {"irq_intercept_out", "QOM-PATH [NAME]", 1, run_intercept_out, 0},
    {"irq_intercept_in", "QOM-PATH", 1, run_intercept_in, 0},
    {"set_irq_in", "QOM-PATH NAME NUM LEVEL", 4, run_set_irq_in, 0},
    {NULL, NULL, 0, NULL, 0},
};
