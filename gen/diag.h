/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: every error, warning and note of one run, printed to standard error as
 * `file:line:column: error: text`, in colour on a terminal. A control character in a
 * name or a text comes out as ?.
 */
#ifndef BINDERY_GEN_DIAG_H
#define BINDERY_GEN_DIAG_H

#include <stdarg.h>
#include <stdbool.h>

#include <glib.h>

typedef enum DiagSeverity {
    DIAG_NOTE,
    DIAG_WARNING,
    DIAG_ERROR,
} DiagSeverity;

typedef struct Diagnostics Diagnostics;

/* A new diagnostics object; free it with diag_destroy(). */
Diagnostics *diag_create(void);
void diag_destroy(Diagnostics *diag);

/* A new one that prints nothing before diag_release(): of one of several jobs that run at
 * once. Each is used by one thread at a time. */
Diagnostics *diag_create_held(void);

/* Hands over to diag what a held one has got since the last time (and only then; an error
 * among it makes diag fail), in the order in which it was reported. */
void diag_release(Diagnostics *held, Diagnostics *diag);

/* Prints one diagnostic. file may be NULL (then "bindery:" stands there), line 0 (then
 * none). */
void diag_report(Diagnostics *diag, DiagSeverity severity, const char *file,
                 unsigned line, unsigned column, const char *format, ...)
    G_GNUC_PRINTF(6, 7);
void diag_report_va(Diagnostics *diag, DiagSeverity severity, const char *file,
                    unsigned line, unsigned column, const char *format, va_list arguments)
    G_GNUC_PRINTF(6, 0);

/* The same without a place. */
void diag_error(Diagnostics *diag, const char *format, ...) G_GNUC_PRINTF(2, 3);
void diag_warning(Diagnostics *diag, const char *format, ...) G_GNUC_PRINTF(2, 3);
void diag_note(Diagnostics *diag, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Whether an error was reported. */
bool diag_failed(const Diagnostics *diag);

#endif
