/* SPDX-License-Identifier: MIT */
#include "command_show.h"

#include <stdio.h>

#include "show.h"

int command_show(const Options *options, Diagnostics *diag)
{
    GPtrArray *names = g_ptr_array_new();
    bool done;

    for (guint i = 1; i < options->operands->len; i++) {
        g_ptr_array_add(names, g_ptr_array_index(options->operands, i));
    }
    g_ptr_array_add(names, NULL);
    done = show_file(g_ptr_array_index(options->operands, 0),
                     (const char *const *)names->pdata, options->callbacks, stdout, diag);
    g_ptr_array_unref(names);
    return done ? 0 : 1;
}
