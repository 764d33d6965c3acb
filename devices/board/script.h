/* SPDX-License-Identifier: MIT */
/*
 * A file of commands that are run one after the other; docs/board.md says how it is
 * written. Each is done in a round of the main loop of its own, so that devices and
 * chardevs go on meanwhile. Answers with a value go to standard output. Under the big
 * lock.
 */
#ifndef BOARD_SCRIPT_H
#define BOARD_SCRIPT_H

#include <glib.h>

#include "board.h"

typedef struct Script Script;

/* It is done; error (borrowed; NULL: none) says which line failed, and why. */
typedef void ScriptEndFunc(void *opaque, const GError *error);

/*
 * Begin with the file at path ("-": standard input), which is read at once. New, for
 * script_destroy(); NULL with error set. board and opaque are borrowed.
 */
Script *script_start(Board *board, const char *path, ScriptEndFunc *end, void *opaque,
                     GError **error);
/* script is stolen; NULL is fine. */
void script_destroy(Script *script);

#endif
