/* SPDX-License-Identifier: MIT */
#ifndef BINDERY_GEN_WORD_NAMES_H
#define BINDERY_GEN_WORD_NAMES_H

#include <stddef.h>

/* Names by numbers from 1; the text of a name is that of a file which the caller keeps.
 */
typedef struct WordNames WordNames;

/* New; word_names_destroy() frees it, and takes NULL. One thread at a time may use it. */
WordNames *word_names_create(void);
void word_names_destroy(WordNames *names);

/* The name's number, a new one where there is none yet. */
unsigned word_names_add(WordNames *names, const char *text, size_t length);

/* The name's number; 0 where there is none. */
unsigned word_names_find(const WordNames *names, const char *text, size_t length);

/* How many there are, and one's text (borrowed, not terminated). */
unsigned word_names_count(const WordNames *names);
const char *word_names_text(const WordNames *names, unsigned name, size_t *length);

#endif
