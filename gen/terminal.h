/* SPDX-License-Identifier: MIT */
/*
 * What may be sent to a terminal: colour where it is wanted, and never a control
 * character out of a header, a record or a file name.
 */
#ifndef BINDERY_GEN_TERMINAL_H
#define BINDERY_GEN_TERMINAL_H

#include <stdbool.h>

#include <glib.h>

/* Whether the descriptor is a terminal that shall have colour: NO_COLOR
 * (https://no-color.org) is unset or empty, and TERM is not "dumb". */
bool terminal_has_colour(int fd);

/* Appends one character, as g_utf8_get_char_validated() gives it: ? for a control
 * character other than a tab and a new line, and for what is no UTF-8. */
void terminal_append_char(GString *out, gunichar c);

/* Appends a string (borrowed) so. */
void terminal_append(GString *out, const char *string);

/* Where the character after that one is, which c was read from. */
const char *terminal_next_char(const char *at, gunichar c);

#endif
