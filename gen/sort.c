/* SPDX-License-Identifier: MIT */
#include "sort.h"

#include <stdbool.h>
#include <string.h>

/* So few are sorted by putting each in its place. */
#define FEW 12u

/* An item, by the word that it is compared by and the text behind that; NULL when the
 * text has ended in the word. */
typedef struct Item {
    uint64_t word;
    const char *rest;
    gpointer item;
} Item;

/* Takes the next eight bytes of the rest as a number of the same order. */
static void take_word(Item *item)
{
    uint64_t word = 0;
    int shift = 64;

    while (shift > 0 && *item->rest != '\0') {
        shift -= 8;
        word |= (uint64_t)(unsigned char)*item->rest++ << shift;
    }
    item->word = word;
    if (shift > 0) {
        item->rest = NULL;
    }
}

static void insert_each(Item *items, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const Item item = items[i];
        size_t at = i;

        for (; at > 0 && items[at - 1].word > item.word; at--) {
            items[at] = items[at - 1];
        }
        items[at] = item;
    }
}

/* Merges the two halves, each of which is sorted. other has room for the first. */
static void merge(Item *items, size_t half, size_t n, Item *other)
{
    size_t left = 0, right = half, to = 0;

    if (items[half - 1].word <= items[half].word) {
        return;
    }
    memcpy(other, items, half * sizeof(*items));
    while (left < half && right < n) {
        items[to++] =
            other[left].word <= items[right].word ? other[left++] : items[right++];
    }
    memcpy(items + to, other + left, (half - left) * sizeof(*items));
}

static void sort_words(Item *items, size_t n, Item *other)
{
    const size_t half = n / 2;

    if (n <= FEW) {
        insert_each(items, n);
        return;
    }
    sort_words(items, half, other);
    sort_words(items + half, n - half, other);
    merge(items, half, n, other);
}

/* How many items from the first on have its word. */
static size_t count_alike(const Item *items, size_t n)
{
    size_t alike = 1;

    while (alike < n && items[alike].word == items[0].word) {
        alike++;
    }
    return alike;
}

/* Sorts by word, and what is alike in that by the words behind it. */
static void sort_items(Item *items, size_t n, Item *other)
{
    sort_words(items, n, other);
    while (n > 0) {
        const size_t alike = count_alike(items, n);

        /* Texts that are alike so far have all ended, or none has. */
        if (alike > 1 && items[0].rest != NULL) {
            for (size_t i = 0; i < alike; i++) {
                take_word(&items[i]);
            }
            sort_items(items, alike, other);
        }
        items += alike;
        n -= alike;
    }
}

/* By the number, unless there is none. */
static void sort_list(GPtrArray *list, SortNumber *number_of, SortText *text_of)
{
    Item *items = g_new(Item, list->len + list->len / 2);

    for (guint i = 0; i < list->len; i++) {
        items[i].item = list->pdata[i];
        items[i].rest = text_of(list->pdata[i]);
        if (number_of != NULL) {
            items[i].word = number_of(list->pdata[i]);
        } else {
            take_word(&items[i]);
        }
    }
    sort_items(items, list->len, items + list->len);
    for (guint i = 0; i < list->len; i++) {
        list->pdata[i] = items[i].item;
    }
    g_free(items);
}

void sort_by_text(GPtrArray *list, SortText *text_of)
{
    sort_list(list, NULL, text_of);
}

void sort_by_number(GPtrArray *list, SortNumber *number_of, SortText *text_of)
{
    sort_list(list, number_of, text_of);
}
