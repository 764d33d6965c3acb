/* SPDX-License-Identifier: MIT */
#include "word_names.h"

#include <stdint.h>
#include <string.h>

#include <glib.h>

#define FIRST_SLOTS 16384u /* a power of two */

typedef struct Name {
    const char *text;
    uint32_t length, hash;
} Name;

struct WordNames {
    GArray *names; /* of Name; the first one is none */
    uint32_t *slots;
    uint32_t n_slots;
};

WordNames *word_names_create(void)
{
    WordNames *names = g_new0(WordNames, 1);
    const Name none = {"", 0, 0};

    names->names = g_array_new(FALSE, FALSE, sizeof(Name));
    g_array_append_val(names->names, none);
    names->n_slots = FIRST_SLOTS;
    names->slots = g_new0(uint32_t, FIRST_SLOTS);
    return names;
}

void word_names_destroy(WordNames *names)
{
    if (names != NULL) {
        g_array_free(names->names, TRUE);
        g_free(names->slots);
        g_free(names);
    }
}

static uint32_t hash_of(const char *text, size_t length)
{
    uint64_t hash = length;
    uint64_t word;

    for (; length >= sizeof word; text += sizeof word, length -= sizeof word) {
        memcpy(&word, text, sizeof word);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 32;
    }
    word = 0;
    memcpy(&word, text, length);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(hash >> 32);
}

static uint32_t *slot_of(const WordNames *names, const char *text, size_t length,
                         uint32_t hash)
{
    for (uint32_t at = hash & (names->n_slots - 1);;
         at = (at + 1) & (names->n_slots - 1)) {
        uint32_t *slot = &names->slots[at];
        const Name *name = &g_array_index(names->names, Name, *slot);

        if (*slot == 0 || (name->hash == hash && name->length == length &&
                           memcmp(name->text, text, length) == 0)) {
            return slot;
        }
    }
}

static void grow(WordNames *names)
{
    g_free(names->slots);
    names->n_slots *= 2;
    names->slots = g_new0(uint32_t, names->n_slots);
    for (guint i = 1; i < names->names->len; i++) {
        const Name *name = &g_array_index(names->names, Name, i);
        *slot_of(names, name->text, name->length, name->hash) = i;
    }
}

unsigned word_names_add(WordNames *names, const char *text, size_t length)
{
    uint32_t hash = hash_of(text, length);
    uint32_t *slot = slot_of(names, text, length, hash);
    unsigned number = *slot;

    if (number == 0) {
        const Name name = {text, (uint32_t)length, hash};
        number = *slot = names->names->len;
        g_array_append_val(names->names, name);
        if (names->names->len > names->n_slots / 2) {
            grow(names);
        }
    }
    return number;
}

unsigned word_names_find(const WordNames *names, const char *text, size_t length)
{
    return *slot_of(names, text, length, hash_of(text, length));
}

unsigned word_names_count(const WordNames *names)
{
    return names->names->len;
}

const char *word_names_text(const WordNames *names, unsigned name, size_t *length)
{
    const Name *found = &g_array_index(names->names, Name, name);

    *length = found->length;
    return found->text;
}
