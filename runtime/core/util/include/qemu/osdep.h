/* SPDX-License-Identifier: MIT */
/*
 * What every source may take for granted: the C library's and GLib's usual headers, the
 * type names, compiler features, rounding, and a few helpers over the system. It is the
 * first header that a source of the runtime or of a device includes; no other public
 * header includes it.
 */
#ifndef QEMU_OSDEP_H
#define QEMU_OSDEP_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#define CONFIG_POSIX 1
#ifdef __linux__
#define CONFIG_LINUX 1
#endif

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <glib.h>

#include "qemu/compiler.h"
#include "qemu/typedefs.h"

#ifdef NDEBUG
#error "assertions of devices have effects: NDEBUG is not supported"
#endif

/* Bits in a pointer, and in a long wherever the two agree (every supported host). */
#define HOST_LONG_BITS (__SIZEOF_POINTER__ * 8)

#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_LARGEFILE
#define O_LARGEFILE 0
#endif

/* --- numbers ------------------------------------------------------------------------ */

/* The argument that is less, or greater; each is evaluated once. */
#define NUMBER_PICK_(a, b, operator, x, y)                                               \
    (__extension__({                                                                     \
        __auto_type x = (a);                                                             \
        __auto_type y = (b);                                                             \
        x operator y ? x : y;                                                            \
    }))
#undef MIN
#define MIN(a, b) NUMBER_PICK_(a, b, <, MAKE_IDENTIFIER(pick_), MAKE_IDENTIFIER(pick_))
#undef MAX
#define MAX(a, b) NUMBER_PICK_(a, b, >, MAKE_IDENTIFIER(pick_), MAKE_IDENTIFIER(pick_))
/* For array sizes and initialisers: constant arguments, which may be evaluated twice. */
#define MIN_CONST(a, b) ((a) < (b) ? (a) : (b))
#define MAX_CONST(a, b) ((a) > (b) ? (a) : (b))
/* The smaller one of two unsigned numbers, where 0 stands for "no limit". */
#define NUMBER_PICK_NON_ZERO_(a, b, x, y)                                                \
    (__extension__({                                                                     \
        __auto_type x = (a);                                                             \
        __auto_type y = (b);                                                             \
        x == 0 || (y != 0 && y < x) ? y : x;                                             \
    }))
#define MIN_NON_ZERO(a, b)                                                               \
    NUMBER_PICK_NON_ZERO_(a, b, MAKE_IDENTIFIER(pick_), MAKE_IDENTIFIER(pick_))

/* Multiples of any m > 0. */
#define QEMU_ALIGN_DOWN(n, m)     ((n) / (m) * (m))
#define QEMU_ALIGN_UP(n, m)       QEMU_ALIGN_DOWN((n) + (m)-1, (m))
#define QEMU_IS_ALIGNED(n, m)     (((n) % (m)) == 0)
#define QEMU_ALIGN_PTR_DOWN(p, n) ((__typeof__(p))QEMU_ALIGN_DOWN((uintptr_t)(p), (n)))
#define QEMU_ALIGN_PTR_UP(p, n)   ((__typeof__(p))QEMU_ALIGN_UP((uintptr_t)(p), (n)))
#define QEMU_PTR_IS_ALIGNED(p, n) QEMU_IS_ALIGNED((uintptr_t)(p), (n))

/* Multiples of a power of two d; d may be of a narrower type than n. */
#ifndef ROUND_DOWN
#define ROUND_DOWN(n, d) ((n) & -(0 ? (n) : (d)))
#endif
#ifndef ROUND_UP
#define ROUND_UP(n, d) ROUND_DOWN((n) + (d)-1, (d))
#endif
#ifndef DIV_ROUND_UP
#define DIV_ROUND_UP(n, d) (((n) + (d)-1) / (d))
#endif

/* Elements of an array; an error for a pointer. */
#undef ARRAY_SIZE
#define ARRAY_SIZE(x)                                                                    \
    ((sizeof(x) / sizeof((x)[0])) + QEMU_BUILD_BUG_ON_ZERO(!QEMU_IS_ARRAY(x)))

/* --- memory ------------------------------------------------------------------------- */

/* Size of a page of the host, in bytes. */
size_t qemu_real_host_page_size(void);

/* --- processes and files ------------------------------------------------------------ */

#define FMT_pid "%d"

/* The calling thread's number in the system. */
int qemu_get_thread_id(void);

/*
 * As open() and close(), with close-on-exec set. qemu_open() reports a failure in errp,
 * naming the file; qemu_open_old() and qemu_create() take a mode as open() does, or
 * O_CREAT.
 */
int qemu_open(const char *name, int flags, Error **errp);
int qemu_create(const char *name, int flags, mode_t mode, Error **errp);
int qemu_open_old(const char *name, int flags, ...);
int qemu_close(int fd);
int qemu_dup(int fd);
void qemu_set_cloexec(int fd);
int qemu_pipe(int pipefd[2]);

/* Set or clear O_NONBLOCK; false with errp set when the descriptor refuses. */
bool qemu_set_blocking(int fd, bool block, Error **errp);

/* Write all of count bytes; fewer are the result when an error (errno) comes first. */
ssize_t qemu_write_full(int fd, const void *buf, size_t count) QEMU_WARN_UNUSED_RESULT;

/* The call again while a signal interrupts it. */
#define RETRY_ON_EINTR(expression)                                                       \
    (__extension__({                                                                     \
        __typeof__(expression) retry_result_;                                            \
        do {                                                                             \
            retry_result_ = (expression);                                                \
        } while (retry_result_ == -1 && errno == EINTR);                                 \
        retry_result_;                                                                   \
    }))

#endif
