/* SPDX-License-Identifier: MIT */
/*
 * Errors with a text. A function that can fail takes "Error **errp" as its last argument
 * and also tells by its result that it failed. The caller passes one of
 *
 *   NULL           it does not want to know,
 *   &error_abort   a failure is a fault of the program: say where it was set, and
 * abort(), &error_fatal   a failure is the user's: report it, and exit(1), &local where
 * "Error *local = NULL": it owns the new error that may be there afterwards, and frees,
 * reports or propagates it.
 *
 * The callee sets at most one error, and *errp must not hold one yet. A callee that looks
 * at *errp, or prepends or appends to it, begins with ERRP_GUARD(). No lock is needed:
 * each Error belongs to one thread at a time.
 */
#ifndef QAPI_ERROR_H
#define QAPI_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "qemu/compiler.h"
#include "qemu/typedefs.h"

typedef enum ErrorClass {
    ERROR_CLASS_GENERIC_ERROR,
    ERROR_CLASS_COMMAND_NOT_FOUND,
    ERROR_CLASS_DEVICE_NOT_ACTIVE,
    ERROR_CLASS_DEVICE_NOT_FOUND,
    ERROR_CLASS_KVM_MISSING_CAP,
} ErrorClass;

/* Targets for errp; they never hold an error and are not read. */
extern Error *error_abort;
extern Error *error_fatal;
/* Reports what is set as a warning, and the program goes on. */
extern Error *error_warn;

/* --- what an error says (borrowed while it lives) ----------------------------------- */

const char *error_get_pretty(const Error *err);
ErrorClass error_get_class(const Error *err);

/* --- setting ------------------------------------------------------------------------ */

/* Set *errp to a new error with the formatted text: no newline, no full stop. */
#define error_setg(errp, ...)                                                            \
    error_setg_internal((errp), __FILE__, __LINE__, __func__, __VA_ARGS__)
/* The same followed by ": " and the text of an errno value; 0 adds nothing. */
#define error_setg_errno(errp, os_error, ...)                                            \
    error_setg_errno_internal((errp), __FILE__, __LINE__, __func__, (os_error),          \
                              __VA_ARGS__)
/* "Could not open 'filename'" with the reason. */
#define error_setg_file_open(errp, os_errno, filename)                                   \
    error_setg_file_open_internal((errp), __FILE__, __LINE__, __func__, (os_errno),      \
                                  (filename))
#define error_set(errp, err_class, ...)                                                  \
    error_set_internal((errp), __FILE__, __LINE__, __func__, (err_class), __VA_ARGS__)

void error_setg_internal(Error **errp, const char *src, int line, const char *func,
                         const char *fmt, ...) G_GNUC_PRINTF(5, 6);
void error_setg_errno_internal(Error **errp, const char *src, int line, const char *func,
                               int os_error, const char *fmt, ...) G_GNUC_PRINTF(6, 7);
void error_setg_file_open_internal(Error **errp, const char *src, int line,
                                   const char *func, int os_errno, const char *filename);
void error_set_internal(Error **errp, const char *src, int line, const char *func,
                        ErrorClass err_class, const char *fmt, ...) G_GNUC_PRINTF(6, 7);

/* --- passing on --------------------------------------------------------------------- */

/*
 * local_err is stolen and becomes *dst_errp. NULL for local_err is no error. It is freed
 * where dst_errp is NULL or already holds an error: the first error wins.
 */
void error_propagate(Error **dst_errp, Error *local_err);
/* The same after the formatted text was put before it. */
void error_propagate_prepend(Error **dst_errp, Error *local_err, const char *fmt, ...)
    G_GNUC_PRINTF(3, 4);

/* The formatted text before the error's; nothing where there is no error. */
void error_prepend(Error *const *errp, const char *fmt, ...) G_GNUC_PRINTF(2, 3);
void error_vprepend(Error *const *errp, const char *fmt, va_list ap) G_GNUC_PRINTF(2, 0);
/*
 * A text that is printed below the error, in full sentences with newlines; may be called
 * several times. errp is neither &error_abort nor &error_fatal: see ERRP_GUARD().
 */
void error_append_hint(Error *const *errp, const char *fmt, ...) G_GNUC_PRINTF(2, 3);

/* A new error with the same text, hint and place. */
Error *error_copy(const Error *err);
/* err is stolen; NULL is fine. */
void error_free(Error *err);
/* A failure is expected (in tests): free *errp and leave NULL there; none aborts. */
void error_free_or_abort(Error **errp);

/* --- reporting (err is stolen; to standard error, hint included) -------------------- */

void error_report_err(Error *err);
void warn_report_err(Error *err);
void error_reportf_err(Error *err, const char *fmt, ...) G_GNUC_PRINTF(2, 3);
void warn_reportf_err(Error *err, const char *fmt, ...) G_GNUC_PRINTF(2, 3);
/* As warn_report_err() the first time, as error_free() later; true when reported. */
bool warn_report_err_once_cond(bool *printed, Error *err);
#define warn_report_err_once(err)                                                        \
    (__extension__({                                                                     \
        static bool warn_report_err_once_printed;                                        \
        warn_report_err_once_cond(&warn_report_err_once_printed, (err));                 \
    }))

/* --- ERRP_GUARD --------------------------------------------------------------------- */

/*
 * At the head of a function with a parameter errp: from here on errp is not NULL and
 * points to a place that can be read and appended to. What is there when the function
 * returns goes to the caller's errp. (&error_abort stays: its failure ends the program
 * where it is set, with the stack that led there.)
 */
#define ERRP_GUARD()                                                                     \
    g_auto(ErrorPropagator) errp_guard_ = {.errp = errp};                                \
    do {                                                                                 \
        if (errp == NULL || errp == &error_fatal || errp == &error_warn) {               \
            errp = &errp_guard_.local_err;                                               \
        }                                                                                \
    } while (0)

typedef struct ErrorPropagator {
    Error *local_err;
    Error **errp;
} ErrorPropagator;

static inline void error_propagator_cleanup(ErrorPropagator *prop)
{
    error_propagate(prop->errp, prop->local_err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ErrorPropagator, error_propagator_cleanup)

#endif
