/* SPDX-License-Identifier: MIT */
/* Sorting by words of a text gives what strcmp() would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sort.h"

#define MANY 3000

typedef struct Entry {
    uint64_t number;
    char text[48];
} Entry;

static const char *text_of(const void *item)
{
    return ((const Entry *)item)->text;
}

static uint64_t number_of(const void *item)
{
    return ((const Entry *)item)->number;
}

/* Texts of few different bytes and of every length, so that many begin alike. */
static GPtrArray *random_entries(guint n)
{
    static const char bytes[] = "ab\x01\xff";
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    GRand *random = g_rand_new_with_seed(n);

    for (guint i = 0; i < n; i++) {
        Entry *entry = g_new0(Entry, 1);
        const gint32 same = g_rand_int_range(random, 0, 40);
        const gint32 length = g_rand_int_range(random, 0, sizeof(entry->text));

        for (gint32 at = 0; at < length; at++) {
            entry->text[at] = at < same ? 'a' : bytes[g_rand_int_range(random, 0, 4)];
        }
        entry->number = (uint64_t)g_rand_int_range(random, 0, 9) << 60;
        g_ptr_array_add(list, entry);
    }
    g_rand_free(random);
    return list;
}

static void texts_come_as_strcmp_has_them(void **state)
{
    (void)state;
    for (guint n = 0; n < MANY; n += 1 + n / 3) {
        GPtrArray *given = random_entries(n);
        GPtrArray *list = g_ptr_array_new();

        g_ptr_array_extend(list, given, NULL, NULL);
        sort_by_text(list, text_of);
        assert_int_equal(list->len, n);
        for (guint i = 0; i < n; i++) {
            assert_true(g_ptr_array_find(list, given->pdata[i], NULL));
            assert_true(i == 0 || strcmp(text_of(list->pdata[i - 1]),
                                         text_of(list->pdata[i])) <= 0);
        }
        g_ptr_array_unref(list);
        g_ptr_array_unref(given);
    }
}

static void numbers_come_first_and_then_texts(void **state)
{
    GPtrArray *list = random_entries(MANY);

    (void)state;
    sort_by_number(list, number_of, text_of);
    for (guint i = 1; i < list->len; i++) {
        const Entry *before = list->pdata[i - 1], *here = list->pdata[i];

        assert_true(
            before->number < here->number ||
            (before->number == here->number && strcmp(before->text, here->text) <= 0));
    }
    g_ptr_array_unref(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_come_as_strcmp_has_them),
        cmocka_unit_test(numbers_come_first_and_then_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
