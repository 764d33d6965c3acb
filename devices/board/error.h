/* SPDX-License-Identifier: MIT */
/* How the board program fails: a GError of this domain, and an exit status. */
#ifndef BOARD_ERROR_H
#define BOARD_ERROR_H

#include <stdbool.h>

#include <glib.h>

#include "bindery/hwcore.h"

/* The code of an error is the exit status that goes with it. */
typedef enum BoardErrorCode {
    /* It was refused, or went wrong. */
    BOARD_ERROR_FAILED = 1,
    /* The command line is wrong. */
    BOARD_ERROR_USAGE = 2,
} BoardErrorCode;

#define BOARD_ERROR (board_error_quark())
GQuark board_error_quark(void);

/*
 * The runtime's error (stolen; NULL is fine) as a GError of this domain with the same
 * text. Whether there was none.
 */
bool board_error_pass(Error *err, BoardErrorCode code, GError **error);

#endif
