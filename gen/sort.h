/* SPDX-License-Identifier: MIT */
/*
 * Lists in the order of a text, as strcmp() has it. Most texts of a list begin alike and
 * lie all over the memory: here their next eight bytes are beside each other and compared
 * as one number.
 */
#ifndef BINDERY_GEN_SORT_H
#define BINDERY_GEN_SORT_H

#include <stdint.h>

#include <glib.h>

/* The text (borrowed from the item), or the number, that it is sorted by. */
typedef const char *SortText(const void *item);
typedef uint64_t SortNumber(const void *item);

/* Sorts by text alone. Items of equal text come in any order. */
void sort_by_text(GPtrArray *list, SortText *text_of);

/* Sorts by number, and those of equal number by text. */
void sort_by_number(GPtrArray *list, SortNumber *number_of, SortText *text_of);

#endif
