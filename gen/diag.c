/* SPDX-License-Identifier: MIT */
#include "diag.h"

#include <unistd.h>

#include "progress.h"
#include "terminal.h"
#include "write_all.h"

struct Diagnostics {
    bool failed;
    bool colour;
    GString *held; /* what is not printed yet; NULL: all is at once */
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

Diagnostics *diag_create(void)
{
    Diagnostics *diag = g_new0(Diagnostics, 1);

    diag->colour = terminal_has_colour(STDERR_FILENO);
    return diag;
}

Diagnostics *diag_create_held(void)
{
    Diagnostics *diag = diag_create();

    diag->held = g_string_new("");
    return diag;
}

void diag_destroy(Diagnostics *diag)
{
    if (diag->held != NULL) {
        g_string_free(diag->held, TRUE);
    }
    g_free(diag);
}

/* One write for a whole message: lines of parallel runs do not mix. Where it fails there
 * is nowhere left to complain. */
static void print(Diagnostics *diag, const GString *text)
{
    if (diag->held != NULL) {
        g_string_append_len(diag->held, text->str, (gssize)text->len);
    } else {
        progress_hide();
        (void)write_all(STDERR_FILENO, text->str, text->len);
    }
}

void diag_release(Diagnostics *held, Diagnostics *diag)
{
    if (held->held->len > 0) {
        print(diag, held->held);
        g_string_truncate(held->held, 0);
    }
    diag->failed = diag->failed || held->failed;
}

static void append_place(GString *out, const char *file, unsigned line, unsigned column)
{
    if (file == NULL) {
        g_string_append(out, "bindery:");
        return;
    }
    terminal_append(out, file);
    if (line != 0) {
        g_string_append_printf(out, ":%u", line);
    }
    if (line != 0 && column != 0) {
        g_string_append_printf(out, ":%u", column);
    }
    g_string_append_c(out, ':');
}

void diag_report_va(Diagnostics *diag, DiagSeverity severity, const char *file,
                    unsigned line, unsigned column, const char *format, va_list arguments)
{
    GString *out = g_string_sized_new(256);
    char *text = g_strdup_vprintf(format, arguments);

    g_string_append(out, diag->colour ? BOLD : "");
    append_place(out, file, line, column);
    g_string_append(out, diag->colour ? RESET " " : " ");
    g_string_append(out, diag->colour ? severities[severity].colour : "");
    g_string_append_printf(out, "%s:", severities[severity].word);
    g_string_append(out, diag->colour ? RESET " " : " ");
    terminal_append(out, text);
    g_free(text);
    g_string_append_c(out, '\n');
    print(diag, out);
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
    diag_report_va(diag, severity, file, line, column, format, arguments);
    va_end(arguments);
}

void diag_error(Diagnostics *diag, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    diag_report_va(diag, DIAG_ERROR, NULL, 0, 0, format, arguments);
    va_end(arguments);
}

void diag_warning(Diagnostics *diag, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    diag_report_va(diag, DIAG_WARNING, NULL, 0, 0, format, arguments);
    va_end(arguments);
}

void diag_note(Diagnostics *diag, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    diag_report_va(diag, DIAG_NOTE, NULL, 0, 0, format, arguments);
    va_end(arguments);
}

bool diag_failed(const Diagnostics *diag)
{
    return diag->failed;
}
