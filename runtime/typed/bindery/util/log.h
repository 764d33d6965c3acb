/* SPDX-License-Identifier: MIT */
/*
 * Lines of the log, by what they are about. While their kind is off, each costs one test
 * of a variable, and the arguments are not evaluated. The format is a literal as
 * printf()'s; the newline is added, and one in the format does not compile.
 */
#ifndef BINDERY_UTIL_LOG_H
#define BINDERY_UTIL_LOG_H

#include "bindery/util.h"

/* The guest did what the device's manual does not allow. */
#define log_guest_error(...) LOG_LINE_(LOG_GUEST_ERROR, __VA_ARGS__)
/* The guest used what the device has and this model of it has not. */
#define log_unimplemented(...) LOG_LINE_(LOG_UNIMP, __VA_ARGS__)

/*
 * One message while a bit of mask (LOG_*, CPU_LOG_*) is on; its newline is the caller's,
 * for messages that are made in pieces.
 */
#define qemu_log_mask(mask, ...)                                                         \
    do {                                                                                 \
        if (G_UNLIKELY((qemu_loglevel & (mask)) != 0)) {                                 \
            qemu_log(__VA_ARGS__);                                                       \
        }                                                                                \
    } while (0)

/* --- for macros like these ---------------------------------------------------------- */

#define LOG_LINE_(mask, ...)                                                             \
    do {                                                                                 \
        LOG_CHECK_FORMAT(__VA_ARGS__, );                                                 \
        if (G_UNLIKELY((qemu_loglevel & (mask)) != 0)) {                                 \
            log_line(__VA_ARGS__);                                                       \
        }                                                                                \
    } while (0)

/* One message and its newline, while anything is logged. Any thread. */
void log_line(const char *format, ...) G_GNUC_PRINTF(1, 2);

/*
 * A format that ends in a newline does not compile. By memcmp(), which every compiler
 * works out without optimization, too; an index it does not.
 */
#define LOG_CHECK_FORMAT(format, ...)                                                    \
    do {                                                                                 \
        if (__builtin_memcmp(("." format) + sizeof(format) - 1, "\n", 1) == 0) {         \
            log_format_ends_in_newline();                                                \
        }                                                                                \
    } while (0)
void log_format_ends_in_newline(void)
    __attribute__((error("the newline is added to the format: leave it out")));

#endif
