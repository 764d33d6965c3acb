/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qapi/error.h"

#include "qemu/error-report.h"

struct Error {
    char *text;
    GString *hint; /* NULL without one */
    ErrorClass err_class;
    /* Where it was set; literals, borrowed. */
    const char *src;
    const char *func;
    int line;
};

Error *error_abort;
Error *error_fatal;
Error *error_warn;

/* --- where an error goes ------------------------------------------------------------ */

/* err is stolen: it becomes *errp, or what the special targets say. */
static void deliver(Error **errp, Error *err)
{
    if (errp == &error_abort) {
        error_printf("Unexpected error in %s() at %s:%d:\n", err->func, err->src,
                     err->line);
        error_report_err(err);
        abort();
    }
    if (errp == &error_fatal) {
        error_report_err(err);
        exit(1);
    }
    if (errp == &error_warn) {
        warn_report_err(err);
    } else if (errp && !*errp) {
        *errp = err;
    } else {
        error_free(err);
    }
}

static void G_GNUC_PRINTF(7, 0)
    set(Error **errp, const char *src, int line, const char *func, ErrorClass err_class,
        int os_error, const char *fmt, va_list ap)
{
    int saved_errno = errno;
    if (!errp) {
        return;
    }
    /* An error that nobody took: the caller forgot to return, or to look. */
    g_assert(*errp == NULL);

    Error *err = g_new0(Error, 1);
    err->text = g_strdup_vprintf(fmt, ap);
    if (os_error) {
        char *text = err->text;
        err->text = g_strconcat(text, ": ", g_strerror(os_error), NULL);
        g_free(text);
    }
    err->err_class = err_class;
    err->src = src;
    err->line = line;
    err->func = func;
    deliver(errp, err);
    errno = saved_errno;
}

void error_set_internal(Error **errp, const char *src, int line, const char *func,
                        ErrorClass err_class, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    set(errp, src, line, func, err_class, 0, fmt, ap);
    va_end(ap);
}

void error_setg_internal(Error **errp, const char *src, int line, const char *func,
                         const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    set(errp, src, line, func, ERROR_CLASS_GENERIC_ERROR, 0, fmt, ap);
    va_end(ap);
}

void error_setg_errno_internal(Error **errp, const char *src, int line, const char *func,
                               int os_error, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    set(errp, src, line, func, ERROR_CLASS_GENERIC_ERROR, os_error, fmt, ap);
    va_end(ap);
}

void error_setg_file_open_internal(Error **errp, const char *src, int line,
                                   const char *func, int os_errno, const char *filename)
{
    error_setg_errno_internal(errp, src, line, func, os_errno, "Could not open '%s'",
                              filename);
}

void error_propagate(Error **dst_errp, Error *local_err)
{
    if (local_err) {
        deliver(dst_errp, local_err);
    }
}

/* --- adding to an error ------------------------------------------------------------- */

static void G_GNUC_PRINTF(2, 0) prepend(Error *err, const char *fmt, va_list ap)
{
    char *before = g_strdup_vprintf(fmt, ap);
    char *text = err->text;
    err->text = g_strconcat(before, text, NULL);
    g_free(text);
    g_free(before);
}

void error_vprepend(Error *const *errp, const char *fmt, va_list ap)
{
    if (errp && *errp) {
        prepend(*errp, fmt, ap);
    }
}

void error_prepend(Error *const *errp, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    error_vprepend(errp, fmt, ap);
    va_end(ap);
}

void error_propagate_prepend(Error **dst_errp, Error *local_err, const char *fmt, ...)
{
    if (local_err) {
        va_list ap;
        va_start(ap, fmt);
        prepend(local_err, fmt, ap);
        va_end(ap);
        deliver(dst_errp, local_err);
    }
}

void error_append_hint(Error *const *errp, const char *fmt, ...)
{
    if (!errp) {
        return;
    }
    Error *err = *errp;
    g_assert(err && errp != &error_abort && errp != &error_fatal);
    if (!err->hint) {
        err->hint = g_string_new(NULL);
    }
    va_list ap;
    va_start(ap, fmt);
    g_string_append_vprintf(err->hint, fmt, ap);
    va_end(ap);
}

/* --- an error's parts and life ------------------------------------------------------ */

const char *error_get_pretty(const Error *err)
{
    return err->text;
}

ErrorClass error_get_class(const Error *err)
{
    return err->err_class;
}

Error *error_copy(const Error *err)
{
    Error *copy = g_new(Error, 1);
    *copy = *err;
    copy->text = g_strdup(err->text);
    copy->hint = err->hint ? g_string_new(err->hint->str) : NULL;
    return copy;
}

void error_free(Error *err)
{
    if (err) {
        if (err->hint) {
            g_string_free(err->hint, TRUE);
        }
        g_free(err->text);
        g_free(err);
    }
}

void error_free_or_abort(Error **errp)
{
    g_assert(errp && *errp);
    error_free(*errp);
    *errp = NULL;
}

/* --- reporting ---------------------------------------------------------------------- */

typedef void ReportFunc(const char *fmt, ...) G_GNUC_PRINTF(1, 2);

static void report(ReportFunc *func, const char *before, Error *err)
{
    func("%s%s", before, err->text);
    if (err->hint) {
        error_printf("%s", err->hint->str);
    }
    error_free(err);
}

void error_report_err(Error *err)
{
    report(error_report, "", err);
}

void warn_report_err(Error *err)
{
    report(warn_report, "", err);
}

void error_reportf_err(Error *err, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    g_autofree char *before = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    report(error_report, before, err);
}

void warn_reportf_err(Error *err, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    g_autofree char *before = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    report(warn_report, before, err);
}

bool warn_report_err_once_cond(bool *printed, Error *err)
{
    if (*printed) {
        error_free(err);
        return false;
    }
    *printed = true;
    warn_report_err(err);
    return true;
}
