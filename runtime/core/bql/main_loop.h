/* SPDX-License-Identifier: MIT */
/* What the parts of the main loop know of each other. */
#ifndef MAIN_LOOP_H
#define MAIN_LOOP_H

#include "qemu/main-loop.h"

/* --- bql.c -------------------------------------------------------------------------- */

typedef struct BqlPlace {
    const char *file;
    int line;
} BqlPlace;

/* Free the lock for a wait, and take it again as if it had been held all the time. */
void bql_release_while_waiting(BqlPlace *place);
void bql_retake(const BqlPlace *place);

/* --- bh.c --------------------------------------------------------------------------- */

typedef QSLIST_HEAD(BHList, QEMUBH) BHList;

struct AioContext {
    BHList bottom_halves; /* pending ones; others push, the main loop takes all */
    bool polling;         /* the main loop waits, or is about to: wake it up */
    EventNotifier notifier;
};

#endif
