/* SPDX-License-Identifier: MIT */
/*
 * Handing records over to the renderer, with the C of their bindings.
 */
#ifndef BINDERY_GEN_RECORD_FEED_H
#define BINDERY_GEN_RECORD_FEED_H

#include <stddef.h>

#include "ir.h"
#include "render.h"

/*
 * Hands over a finished record under that name, with its bindings: brief where that is
 * enough, or else the text of that length (borrowed), which is written here when it is
 * NULL. ir is only read.
 */
void record_feed(Renderer *renderer, const char *name, const Ir *ir, const char *text,
                 size_t length);

#endif
