/* SPDX-License-Identifier: MIT */
#include "diag.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

struct Diagnostics {
    bool failed;
    bool colour;
};

/* What stands before the text: its word, and the escape sequence that colours it. */
static const struct {
    const char *word;
    const char *colour;
} severities[] = {
    [DIAG_NOTE] = {"note", "\033[1;36m"},
    [DIAG_WARNING] = {"warning", "\033[1;35m"},
    [DIAG_ERROR] = {"error", "\033[1;31m"},
};

#define BOLD  "\033[1m"
#define RESET "\033[0m"

/* https://no-color.org: NO_COLOR counts when it is there and not empty. */
static bool wants_colour(void)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    if (no_color != NULL && *no_color != '\0') {
        return false;
    }
    return isatty(STDERR_FILENO) && g_strcmp0(term, "dumb") != 0;
}

Diagnostics *diag_create(void)
{
    Diagnostics *diag = g_new0(Diagnostics, 1);

    diag->colour = wants_colour();
    return diag;
}

void diag_destroy(Diagnostics *diag)
{
    g_free(diag);
}

/* One write for a whole message: lines of parallel runs do not mix. */
static void write_all(const GString *text)
{
    size_t done = 0;

    while (done < text->len) {
        ssize_t n = write(STDERR_FILENO, text->str + done, text->len - done);

        if (n < 0 && errno != EINTR) {
            return; /* nowhere left to complain */
        }
        done += n > 0 ? (size_t)n : 0;
    }
}

static void append_place(GString *out, const char *file, unsigned line, unsigned column)
{
    if (file == NULL) {
        g_string_append(out, "bindery:");
        return;
    }
    g_string_append(out, file);
    if (line != 0) {
        g_string_append_printf(out, ":%u", line);
    }
    if (line != 0 && column != 0) {
        g_string_append_printf(out, ":%u", column);
    }
    g_string_append_c(out, ':');
}

static void G_GNUC_PRINTF(6, 0)
    report(Diagnostics *diag, DiagSeverity severity, const char *file, unsigned line,
           unsigned column, const char *format, va_list arguments)
{
    GString *out = g_string_sized_new(256);

    g_string_append(out, diag->colour ? BOLD : "");
    append_place(out, file, line, column);
    g_string_append(out, diag->colour ? RESET " " : " ");
    g_string_append(out, diag->colour ? severities[severity].colour : "");
    g_string_append_printf(out, "%s:", severities[severity].word);
    g_string_append(out, diag->colour ? RESET " " : " ");
    g_string_append_vprintf(out, format, arguments);
    g_string_append_c(out, '\n');

    write_all(out);
    g_string_free(out, TRUE);
    if (severity == DIAG_ERROR) {
        diag->failed = true;
    }
}

void diag_report(Diagnostics *diag, DiagSeverity severity, const char *file,
                 unsigned line, unsigned column, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(diag, severity, file, line, column, format, arguments);
    va_end(arguments);
}

void diag_error(Diagnostics *diag, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(diag, DIAG_ERROR, NULL, 0, 0, format, arguments);
    va_end(arguments);
}

void diag_warning(Diagnostics *diag, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(diag, DIAG_WARNING, NULL, 0, 0, format, arguments);
    va_end(arguments);
}

void diag_note(Diagnostics *diag, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(diag, DIAG_NOTE, NULL, 0, 0, format, arguments);
    va_end(arguments);
}

bool diag_failed(const Diagnostics *diag)
{
    return diag->failed;
}
