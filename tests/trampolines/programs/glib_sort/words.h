/* SPDX-License-Identifier: MIT */
/* Words in lists and arrays, and orders for them. */
#ifndef WORDS_H
#define WORDS_H

#include "bindery/marks.h"
#include "glib.h"

typedef struct Word {
    const char *text;
    int weight;
} Word;

/** An order, and how often it was asked. */
typedef struct Order {
    gboolean heaviest_first;
    int comparisons;
} Order;

/** Negative where the first word comes before the second. */
gint compare_words(const Word *a, const Word *b, Order *order)
    BINDERY_IMPLEMENTS(GCompareDataFunc);

/** The alphabet's order. */
gint compare_texts(const Word *a, const Word *b) BINDERY_IMPLEMENTS(GCompareFunc);

void print_word(Word *word, Order *order) BINDERY_IMPLEMENTS(GFunc);

#endif
