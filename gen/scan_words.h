/* SPDX-License-Identifier: MIT */
/*
 * Words: every identifier of a header's text, with what it may mean there, as far as that
 * shows without preprocessing. Two readings of a file are the same when all its words
 * mean the same.
 */
#ifndef BINDERY_GEN_SCAN_WORDS_H
#define BINDERY_GEN_SCAN_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "word_names.h"

typedef enum WordKind {
    WORD_VALUE,     /* may stand for anything that is declared */
    WORD_NAME,      /* a type's name, or one that is declared there */
    WORD_CONDITION, /* in a directive; of number 0 where an #if, #elif or #else begins */
    WORD_UNDEF,     /* what #undef names */
    WORD_PRAGMA,    /* the text of a #pragma */
} WordKind;

typedef struct Word {
    unsigned offset;
    unsigned name; /* of WordNames */
    WordKind kind;
    unsigned depth; /* how many #if it is in, that of its own line counted */
} Word;

/*
 * The words of a file, in their order (new, of Word). NULL for a text that this does not
 * understand: a word that is cut by the end of a line, a digraph, a trigraph.
 */
GArray *words_of_text(WordNames *names, const char *text, size_t length);

/*
 * Adds the words between the parentheses that the text begins with to list (of unsigned);
 * nothing where it begins with something else.
 */
void words_of_arguments(WordNames *names, const char *text, size_t length, GArray *list);

/* A "##" in a definition: what words that it makes begin and end with; NULL for what is
 * not known. Borrowed, not terminated. */
typedef struct WordPaste {
    const char *first, *last;
    size_t first_length, last_length;
} WordPaste;

/*
 * Adds the words of a definition's replacement list to list (of unsigned), its parameters
 * left out, and each "##" to pastes (of WordPaste). The text begins with the macro's
 * name. False for a text that this does not understand.
 */
bool words_of_definition(WordNames *names, const char *text, size_t length, GArray *list,
                         GArray *pastes);

#endif
