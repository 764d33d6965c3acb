/* SPDX-License-Identifier: MIT */
#include "terminal.h"

#include <stdlib.h>
#include <unistd.h>

bool terminal_has_colour(int fd)
{
    const char *no_color = getenv("NO_COLOR");

    return (no_color == NULL || *no_color == '\0') && isatty(fd) &&
           g_strcmp0(getenv("TERM"), "dumb") != 0;
}

static bool is_no_character(gunichar c)
{
    return c == (gunichar)-1 || c == (gunichar)-2;
}

void terminal_append_char(GString *out, gunichar c)
{
    const bool kept = c == '\t' || c == '\n';

    g_string_append_unichar(
        out, is_no_character(c) || (!kept && g_unichar_iscntrl(c)) ? '?' : c);
}

const char *terminal_next_char(const char *at, gunichar c)
{
    return is_no_character(c) ? at + 1 : g_utf8_next_char(at);
}

void terminal_append(GString *out, const char *string)
{
    while (*string != '\0') {
        const gunichar c = g_utf8_get_char_validated(string, -1);

        terminal_append_char(out, c);
        string = terminal_next_char(string, c);
    }
}
