/* SPDX-License-Identifier: MIT */
/*
 * The log: what a guest did wrong, what a device does not implement, and trace points.
 * Everything is off until qemu_set_log(); output goes to standard error or to a file.
 * All functions are safe from any thread; a message is not torn by another thread's.
 */
#ifndef QEMU_LOG_H
#define QEMU_LOG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "qemu/log-for-trace.h"
#include "qemu/typedefs.h"

/* The bits that translate to parts of this runtime come first. */
#define LOG_UNIMP       (1 << 10)
#define LOG_GUEST_ERROR (1 << 11)
#define LOG_INVALID_MEM (1 << 23)
#define CPU_LOG_INT     (1 << 4)
#define CPU_LOG_RESET   (1 << 9)
#define CPU_LOG_MMU     (1 << 12)
/* Bits of processor emulation: they can be set, and nothing here logs under them. */
#define CPU_LOG_TB_OUT_ASM (1 << 0)
#define CPU_LOG_TB_IN_ASM  (1 << 1)
#define CPU_LOG_TB_OP      (1 << 2)
#define CPU_LOG_TB_OP_OPT  (1 << 3)
#define CPU_LOG_EXEC       (1 << 5)
#define CPU_LOG_PCALL      (1 << 6)
#define CPU_LOG_TB_CPU     (1 << 8)
#define CPU_LOG_TB_NOCHAIN (1 << 13)
#define CPU_LOG_PAGE       (1 << 14)
#define CPU_LOG_TB_OP_IND  (1 << 16)
#define CPU_LOG_TB_FPU     (1 << 17)
#define CPU_LOG_PLUGIN     (1 << 18)
#define LOG_STRACE         (1 << 19)
#define LOG_PER_THREAD     (1 << 20)
#define CPU_LOG_TB_VPU     (1 << 21)
#define LOG_TB_OP_PLUGIN   (1 << 22)

/* Whether anything is logged at all. */
bool qemu_log_enabled(void);
/* Whether the log goes somewhere else than standard error. */
bool qemu_log_separate(void);

/* One message if a bit of mask is on; the arguments are evaluated only then. */
#define qemu_log_mask(mask, ...)                                                         \
    do {                                                                                 \
        if (unlikely(qemu_loglevel_mask(mask))) {                                        \
            qemu_log(__VA_ARGS__);                                                       \
        }                                                                                \
    } while (0)
/* The same if addr also lies in the ranges of qemu_set_dfilter_ranges(). */
#define qemu_log_mask_and_addr(mask, addr, ...)                                          \
    do {                                                                                 \
        if (unlikely(qemu_loglevel_mask(mask)) && qemu_log_in_addr_range(addr)) {        \
            qemu_log(__VA_ARGS__);                                                       \
        }                                                                                \
    } while (0)

/*
 * The log's stream, borrowed, for a message of several writes: nobody else's come
 * between. NULL while the log is off. Each successful lock is followed by an unlock.
 */
FILE *qemu_log_trylock(void) QEMU_WARN_UNUSED_RESULT;
void qemu_log_unlock(FILE *stream);

/* --- set-up ------------------------------------------------------------------------- */

typedef struct QEMULogItem {
    int mask;
    const char *name;
    const char *help;
} QEMULogItem;

/* The bits by name; ends with a mask of 0. */
extern const QEMULogItem qemu_log_items[];

/* Turn exactly these bits on. False with errp set when the log's file does not open. */
bool qemu_set_log(int log_flags, Error **errp);
/*
 * Log to a file from now on, or to standard error for NULL or "". One "%d" in the name
 * becomes the process's number; any other "%" is refused.
 */
bool qemu_set_log_filename(const char *filename, Error **errp);
bool qemu_set_log_filename_flags(const char *name, int flags, Error **errp);
/*
 * Ranges of addresses, separated by commas: START..END (END included), START+SIZE or
 * START-SIZE (which ends at START), hexadecimal with 0x. Empty: every address.
 */
void qemu_set_dfilter_ranges(const char *ranges, Error **errp);
bool qemu_log_in_addr_range(uint64_t addr);

/*
 * Bits for a list of names separated by commas: "guest_errors,unimp", "all", or
 * "trace:PATTERN", which also turns on the trace points that match. 0: a name is unknown.
 */
int qemu_str_to_log_mask(const char *str);
/* The names and what they stand for. */
void qemu_print_log_usage(FILE *f);

#endif
