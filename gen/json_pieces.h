/* SPDX-License-Identifier: MIT */
/*
 * The lists of a record file, for json_write.c only: cut into pieces that two threads
 * can write. They take longer than all the rest of the file.
 */
#ifndef BINDERY_GEN_JSON_PIECES_H
#define BINDERY_GEN_JSON_PIECES_H

#include <stdbool.h>

#include <glib.h>

#include "ir.h"

typedef struct JsonPieces JsonPieces;

/* Starts to write the types and all declarations, as they stand within the record's
 * outermost braces behind another member: helped, in a thread of its own, if the system
 * has one left. Nothing may change ir (borrowed) until they are taken. New, and given to
 * json_pieces_take(). */
JsonPieces *json_pieces_start(const Ir *ir, bool helped);

/* Writes them to the end, appends them in order to list (of GString *; they are
 * stolen) and frees pieces. */
void json_pieces_take(JsonPieces *pieces, GPtrArray *list);

#endif
