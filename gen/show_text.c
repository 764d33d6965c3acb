/* SPDX-License-Identifier: MIT */
#include "show_text.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "terminal.h"

#define USUAL_WIDTH 80u
#define LEAST_WIDTH 60u
#define MOST_WIDTH  120u

static const char *const paints[] = {
    [SHOW_PLAIN] = "\033[0m", [SHOW_TITLE] = "\033[0;1m", [SHOW_LABEL] = "\033[0;36m",
    [SHOW_DIM] = "\033[0;2m", [SHOW_HOLE] = "\033[0;33m", [SHOW_MARK] = "\033[0;35m",
};

/* Asked of a locale object, so that the program's own locale stays "C". */
static bool locale_is_utf8(void)
{
    locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    bool utf8;

    if (locale == (locale_t)0) {
        return false;
    }
    utf8 = strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") == 0;
    freelocale(locale);
    return utf8;
}

ShowStyle show_style_for(FILE *stream)
{
    ShowStyle style = {.colour = terminal_has_colour(fileno(stream)),
                       .unicode = locale_is_utf8(),
                       .width = USUAL_WIDTH};
    struct winsize size;

    if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col != 0) {
        style.width = CLAMP(size.ws_col, LEAST_WIDTH, MOST_WIDTH);
    }
    return style;
}

void show_paint(ShowText *text, ShowPaint paint)
{
    if (text->style.colour) {
        g_string_append(text->out, paints[paint]);
    }
}

void show_printf(ShowText *text, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_string_append_vprintf(text->out, format, arguments);
    va_end(arguments);
}

void show_string(ShowText *text, const char *string)
{
    terminal_append(text->out, string);
}

size_t show_columns(const char *string)
{
    size_t columns = 0;

    while (*string != '\0') {
        string = terminal_next_char(string, g_utf8_get_char_validated(string, -1));
        columns++;
    }
    return columns;
}

size_t show_fitted(ShowText *text, const char *string, size_t columns)
{
    const size_t wanted = show_columns(string);
    const char *more = text->style.unicode ? "…" : ".";
    const size_t kept = wanted <= columns ? wanted : columns - MIN(columns, 1);

    for (size_t i = 0; i < kept; i++) {
        const gunichar c = g_utf8_get_char_validated(string, -1);

        terminal_append_char(text->out, c == '\n' || c == '\t' ? ' ' : c);
        string = terminal_next_char(string, c);
    }
    if (wanted > columns && columns > 0) {
        g_string_append(text->out, more);
    }
    return MIN(wanted, columns);
}

void show_repeat(ShowText *text, const char *unicode, const char *ascii, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        g_string_append(text->out, text->style.unicode ? unicode : ascii);
    }
}
