/* SPDX-License-Identifier: MIT */
/*
 * A processor on the board: it runs a firmware, and its accesses outside of RAM are the
 * board's. docs/board.md says what each kind of processor has. There is one at most; the
 * board that was built without processors refuses to make one. Under the big lock.
 */
#ifndef BOARD_CPU_H
#define BOARD_CPU_H

#include <glib.h>

#include "board.h"

typedef struct BoardCpu BoardCpu;

typedef struct BoardCpuOptions {
    /* "aarch64" or "i386". */
    const char *type;
    const char *firmware;
    /* NULL: without a device tree. */
    const char *dtb;
    /* An instruction takes a nanosecond of the virtual clock, which is a stepped one. */
    bool icount;
} BoardCpuOptions;

/* The processor has stopped for good; error (borrowed) says why, NULL: as it wanted. */
typedef void BoardCpuEndFunc(void *opaque, const GError *error);

/*
 * A new processor for cpu_destroy(), which begins to run when the main loop does. Its RAM
 * is added to the board, and options->firmware and dtb are loaded there. board and opaque
 * are borrowed as long, options for the call. NULL with error set.
 */
BoardCpu *cpu_create(Board *board, const BoardCpuOptions *options, BoardCpuEndFunc *end,
                     void *opaque, GError **error);
/* It does nothing from now on. NULL is fine. */
void cpu_stop(BoardCpu *cpu);
/* cpu is stolen, after the board has been destroyed, whose lines it hears; NULL is fine.
 */
void cpu_destroy(BoardCpu *cpu);

#endif
