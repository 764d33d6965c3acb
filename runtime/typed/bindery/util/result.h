/* SPDX-License-Identifier: MIT */
/*
 * Results: a function that can fail is
 *
 *   bool function(..., Error **errp)
 *
 * It returns true, or sets *errp once and returns false. A function of another kind is
 * brought into that form where it is called: errno_ok() here, memtx_ok() in
 * "bindery/system/memtx.h"; one that returns void and has errp is asked by its error,
 * see OWNED_ERROR and ERRP_GUARD. What errp may be, and who owns the error, is as the
 * core's qapi/error.h says. A text has no newline and no full stop at its end.
 */
#ifndef BINDERY_UTIL_RESULT_H
#define BINDERY_UTIL_RESULT_H

#include "bindery/util/owned.h"

/* --- setting: the place is kept, and shown where the error ends the program -------- */

/* Set *errp to a new error with the formatted text. */
#define error_setg(errp, ...)                                                            \
    error_setg_internal((errp), __FILE__, __LINE__, __func__, __VA_ARGS__)
/* The same followed by ": " and the text of os_error, an errno value. */
#define error_setg_errno(errp, os_error, ...)                                            \
    error_setg_errno_internal((errp), __FILE__, __LINE__, __func__, (os_error),          \
                              __VA_ARGS__)

/* As error_setg(); false, for `return error_fail(errp, "no such rate: %u", rate);` */
#define error_fail(errp, ...) (error_setg(errp, __VA_ARGS__), result_false())
static inline G_GNUC_WARN_UNUSED_RESULT bool result_false(void)
{
    return false;
}

/* --- return codes ------------------------------------------------------------------- */

/*
 * Whether result, of a function that returns -errno for a failure, is 0 or more; else an
 * error is set: the formatted text, ": " and the text of the errno value.
 */
#define errno_ok(result, errp, ...)                                                      \
    ERRNO_OK_((result), (errp), G_PASTE(errno_code_, __COUNTER__), __VA_ARGS__)
#define ERRNO_OK_(result, errp, code, ...)                                               \
    (__extension__({                                                                     \
        const int code = (result);                                                       \
        G_LIKELY(code >= 0) || (error_setg_errno(errp, -code, __VA_ARGS__), false);      \
    }))

/* --- testing and propagating -------------------------------------------------------- */

/*
 * For a caller that has no errp of its own: declares `Error **const name`, a place for
 * one error, which is freed at the end of the scope. *name is the error or NULL;
 * OWNED_STEAL(name) hands it on:
 *
 *   OWNED_ERROR(errp);
 *   if (!connect(device, errp)) {
 *       warn_report_err(OWNED_STEAL(errp));
 *   }
 */
#define OWNED_ERROR(name)                                                                \
    g_autoptr(Error) name##_owner = NULL;                                                \
    Error **const name = &name##_owner

/*
 * For a function with a parameter errp, at its head: from here on *errp can be read, and
 * error_prepend() and error_append_hint() work on it, whatever the caller gave. What is
 * there at the end of the function is the caller's.
 */
#define ERRP_GUARD()                                                                     \
    g_auto(ErrorPropagator) errp_guard_ = {.errp = errp};                                \
    do {                                                                                 \
        if (!errp || errp == &error_fatal || errp == &error_warn) {                      \
            errp = &errp_guard_.local_err;                                               \
        }                                                                                \
    } while (0)

#endif
