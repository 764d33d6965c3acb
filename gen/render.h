/* SPDX-License-Identifier: MIT */
/*
 * Rendering: interface records and template sets in, outputs out.
 *
 * The templates are rendered by a Python program in a process of its own. It is started
 * before there is anything to render, so that it is up when the record is; all that it
 * makes comes back here and is in an OutputSet before the first file is touched.
 * docs/templates.md describes what passes between the two.
 */
#ifndef BINDERY_GEN_RENDER_H
#define BINDERY_GEN_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "diag.h"
#include "output.h"

typedef struct Renderer Renderer;

/*
 * Starts the renderer (new; free it with renderer_destroy()) for those template sets
 * (names or directories, NULL at the end) and returns at once. With all_outputs it makes
 * also those that a record has nothing for. NULL, with an error reported, for a set that
 * does not exist and when Python cannot be started. SIGPIPE must be ignored by then: the
 * renderer may go before it has read everything. One thread at a time may use it.
 */
Renderer *renderer_start(const char *const *sets, bool all_outputs, Diagnostics *diag);

/* Whether brief records (docs/templates.md says what those lack) are all it needs. */
bool renderer_takes_brief(const Renderer *renderer);

/*
 * Hands over one record, or one part of it (borrowed until this returns): its text, and
 * what to call it in messages, which is NULL for every part but a record's first. A
 * renderer that has failed already is only found out by renderer_finish().
 */
void renderer_feed(Renderer *renderer, const char *name, const char *json, size_t length);

/*
 * Texts that outputs can refer to although the renderer never sees them (of GString *;
 * borrowed, what is added is stolen): a number between two NUL bytes stands for one.
 */
GPtrArray *renderer_texts(Renderer *renderer);

/* Ends the feeding: the renderer goes to work without being waited for. */
void renderer_end(Renderer *renderer);

/*
 * Ends the feeding, if it has not ended, waits for the outputs, and adds them to the set,
 * their paths below directory. False, with the error reported (a template's with its file
 * and line) and nothing added, when anything went wrong. To be called once.
 */
bool renderer_finish(Renderer *renderer, const char *directory, OutputSet *outputs,
                     Diagnostics *diag);

/* The same for one text that is not a file yet: appends what was rendered. */
bool renderer_finish_text(Renderer *renderer, GString *out, Diagnostics *diag);

/* Ends the renderer, whatever it is at; NULL is taken. */
void renderer_destroy(Renderer *renderer);

#endif
