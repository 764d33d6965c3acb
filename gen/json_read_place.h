/* SPDX-License-Identifier: MIT */
/*
 * Where in a JSON text a value stands. The JSON library forgets it once it has parsed,
 * and a message about a value should say it.
 */
#ifndef BINDERY_GEN_JSON_READ_PLACE_H
#define BINDERY_GEN_JSON_READ_PLACE_H

#include <stddef.h>

/* One step into a value: a member of an object by name, or with NULL an element of a list
 * by number. */
typedef struct JsonStep {
    const char *name;
    size_t index;
} JsonStep;

/*
 * Line and column (from 1; columns count bytes) of the value that the steps lead to, or
 * of the last one on the way when they lead nowhere. The text must be valid JSON.
 */
void json_read_place(const char *text, size_t length, const JsonStep *steps,
                     size_t n_steps, unsigned *line, unsigned *column);

/* The same of the name of the member that the last step leads to; of an element itself.
 */
void json_read_name_place(const char *text, size_t length, const JsonStep *steps,
                          size_t n_steps, unsigned *line, unsigned *column);

#endif
