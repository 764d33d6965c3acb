/* SPDX-License-Identifier: MIT */
/*
 * Messages to the user on standard error: "PROGRAM: [warning: |info: ]LOCATION text\n".
 * Texts are one line without newline or full stop. Safe from any thread.
 */
#ifndef QEMU_ERROR_REPORT_H
#define QEMU_ERROR_REPORT_H

#include <stdarg.h>
#include <stdbool.h>

#include <glib.h>

#include "qemu/compiler.h"

/* Put a time of day before each message. */
extern bool message_with_timestamp;

/* The program's name in messages; argv0 is borrowed for good. Without it there is none.
 */
void error_init(const char *argv0);
/* The name, without its directory; NULL before error_init(). */
const char *error_get_progname(void);

void error_report(const char *fmt, ...) G_GNUC_PRINTF(1, 2);
void error_vreport(const char *fmt, va_list ap) G_GNUC_PRINTF(1, 0);
void warn_report(const char *fmt, ...) G_GNUC_PRINTF(1, 2);
void warn_vreport(const char *fmt, va_list ap) G_GNUC_PRINTF(1, 0);
void info_report(const char *fmt, ...) G_GNUC_PRINTF(1, 2);
void info_vreport(const char *fmt, va_list ap) G_GNUC_PRINTF(1, 0);

/* Text as it is, to where messages go. Result: characters written. */
int error_printf(const char *fmt, ...) G_GNUC_PRINTF(1, 2);
int error_vprintf(const char *fmt, va_list ap) G_GNUC_PRINTF(1, 0);

/* Report only the first time that *printed is still false; true when it was reported. */
bool error_report_once_cond(bool *printed, const char *fmt, ...) G_GNUC_PRINTF(2, 3);
bool warn_report_once_cond(bool *printed, const char *fmt, ...) G_GNUC_PRINTF(2, 3);

/* Report once per place in the program. Value: whether it was reported this time. */
#define error_report_once(...)                                                           \
    (__extension__({                                                                     \
        static bool report_once_printed;                                                 \
        error_report_once_cond(&report_once_printed, __VA_ARGS__);                       \
    }))
#define warn_report_once(...)                                                            \
    (__extension__({                                                                     \
        static bool report_once_printed;                                                 \
        warn_report_once_cond(&report_once_printed, __VA_ARGS__);                        \
    }))

#endif
