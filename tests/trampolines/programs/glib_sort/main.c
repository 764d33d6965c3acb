/* SPDX-License-Identifier: MIT */
#include "words.h"
#include "words_trampolines.h"

gint compare_words(const Word *a, const Word *b, Order *order)
{
    order->comparisons++;
    return order->heaviest_first ? b->weight - a->weight : a->weight - b->weight;
}

gint compare_texts(const Word *a, const Word *b)
{
    return g_strcmp0(a->text, b->text);
}

void print_word(Word *word, Order *order)
{
    g_print("%s %d%s\n", word->text, word->weight, order->comparisons > 0 ? "" : "?");
}

int main(void)
{
    Word words[] = {{"oak", 3}, {"ash", 1}, {"elm", 2}};
    Order order = {.heaviest_first = TRUE};
    GArray *array = g_array_new(FALSE, FALSE, sizeof(Word));
    GList *list = NULL;

    for (int i = 0; i < 3; i++) {
        list = g_list_prepend(list, &words[i]);
    }
    list = compare_words_g_list_sort_with_data(list, &order);
    print_word_g_list_foreach(list, &order);
    g_list_free(list);

    g_array_append_vals(array, words, 3);
    g_array_sort(array, compare_texts_bridge);
    for (guint i = 0; i < array->len; i++) {
        g_print("%s\n", ((Word *)array->data)[i].text);
    }
    order.heaviest_first = FALSE;
    compare_words_g_array_sort_with_data(array, &order);
    g_print("lightest %s\n", ((Word *)array->data)[0].text);
    g_array_free(array, TRUE);
    return 0;
}
