/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/atomic.h"
#include "qemu/error-report.h"

bool message_with_timestamp;

static const char *program_name;

void error_init(const char *argv0)
{
    const char *slash = strrchr(argv0, '/');
    program_name = slash ? slash + 1 : argv0;
}

const char *error_get_progname(void)
{
    return program_name;
}

int error_vprintf(const char *fmt, va_list ap)
{
    return vfprintf(stderr, fmt, ap);
}

int error_printf(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int length = error_vprintf(fmt, ap);
    va_end(ap);
    return length;
}

/* One write, so that two threads' messages do not mix. */
static void G_GNUC_PRINTF(2, 0) report(const char *kind, const char *fmt, va_list ap)
{
    g_autoptr(GString) message = g_string_new(NULL);
    if (message_with_timestamp) {
        g_autoptr(GDateTime) now = g_date_time_new_now_utc();
        g_autofree char *text = g_date_time_format(now, "%Y-%m-%dT%H:%M:%S.%fZ ");
        g_string_append(message, text);
    }
    if (program_name) {
        g_string_append_printf(message, "%s: ", program_name);
    }
    g_string_append(message, kind);
    g_string_append_vprintf(message, fmt, ap);
    g_string_append_c(message, '\n');
    fputs(message->str, stderr);
}

void error_vreport(const char *fmt, va_list ap)
{
    report("", fmt, ap);
}

void warn_vreport(const char *fmt, va_list ap)
{
    report("warning: ", fmt, ap);
}

void info_vreport(const char *fmt, va_list ap)
{
    report("info: ", fmt, ap);
}

void error_report(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    error_vreport(fmt, ap);
    va_end(ap);
}

void warn_report(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    warn_vreport(fmt, ap);
    va_end(ap);
}

void info_report(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    info_vreport(fmt, ap);
    va_end(ap);
}

bool error_report_once_cond(bool *printed, const char *fmt, ...)
{
    bool first = !qatomic_xchg(printed, true);
    if (first) {
        va_list ap;
        va_start(ap, fmt);
        error_vreport(fmt, ap);
        va_end(ap);
    }
    return first;
}

bool warn_report_once_cond(bool *printed, const char *fmt, ...)
{
    bool first = !qatomic_xchg(printed, true);
    if (first) {
        va_list ap;
        va_start(ap, fmt);
        warn_vreport(fmt, ap);
        va_end(ap);
    }
    return first;
}
