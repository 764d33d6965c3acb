/* SPDX-License-Identifier: MIT */
/* Lists with links in their elements, notifiers, and init levels that are such lists. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qapi/error.h"
#include "qemu/module.h"
#include "qemu/notify.h"
#include "qemu/queue.h"

typedef struct Item Item;
struct Item {
    char name;
    QSLIST_ENTRY(Item) slist;
    QSIMPLEQ_ENTRY(Item) simpleq;
    QLIST_ENTRY(Item) list;
    QTAILQ_ENTRY(Item) tailq;
};

static Item items[4];

static int name_items(void **state)
{
    for (size_t i = 0; i < ARRAY_SIZE(items); i++) {
        items[i] = (Item){.name = (char)('a' + i)};
    }
    return 0;
}

#define assert_names(FOREACH, head, field, expected)                                     \
    do {                                                                                 \
        char names[8] = "";                                                              \
        size_t count = 0;                                                                \
        Item *each;                                                                      \
        FOREACH(each, head, field)                                                       \
        {                                                                                \
            names[count++] = each->name;                                                 \
        }                                                                                \
        assert_string_equal(names, expected);                                            \
    } while (0)

static void slist_keeps_its_order(void **state)
{
    QSLIST_HEAD(, Item) head = QSLIST_HEAD_INITIALIZER(head), other;
    Item *item, *next;
    QSLIST_INIT(&other);
    QSLIST_INSERT_HEAD(&head, &items[0], slist);
    QSLIST_INSERT_HEAD_ATOMIC(&head, &items[1], slist);
    QSLIST_INSERT_AFTER(&items[1], &items[2], slist);
    assert_names(QSLIST_FOREACH, &head, slist, "bca");
    QSLIST_REMOVE_AFTER(&items[1], slist);
    assert_names(QSLIST_FOREACH, &head, slist, "ba");
    QSLIST_REMOVE(&head, &items[0], Item, slist);
    QSLIST_INSERT_HEAD(&head, &items[3], slist);
    QSLIST_MOVE_ATOMIC(&other, &head);
    assert_true(QSLIST_EMPTY(&head));
    assert_names(QSLIST_FOREACH, &other, slist, "db");
    QSLIST_FOREACH_SAFE(item, &other, slist, next)
    {
        QSLIST_REMOVE_HEAD(&other, slist);
    }
    assert_true(QSLIST_EMPTY(&other));
}

static void simpleq_appends(void **state)
{
    QSIMPLEQ_HEAD(, Item) head, other = QSIMPLEQ_HEAD_INITIALIZER(other);
    QSIMPLEQ_INIT(&head);
    assert_null(QSIMPLEQ_LAST(&head, Item, simpleq));
    QSIMPLEQ_INSERT_TAIL(&head, &items[0], simpleq);
    QSIMPLEQ_INSERT_HEAD(&head, &items[1], simpleq);
    QSIMPLEQ_INSERT_AFTER(&head, &items[0], &items[2], simpleq);
    assert_ptr_equal(QSIMPLEQ_LAST(&head, Item, simpleq), &items[2]);
    assert_names(QSIMPLEQ_FOREACH, &head, simpleq, "bac");
    QSIMPLEQ_REMOVE(&head, &items[2], Item, simpleq);
    QSIMPLEQ_INSERT_TAIL(&head, &items[3], simpleq);
    assert_names(QSIMPLEQ_FOREACH, &head, simpleq, "bad");
    QSIMPLEQ_INSERT_HEAD(&other, &items[2], simpleq);
    QSIMPLEQ_CONCAT(&head, &other);
    assert_true(QSIMPLEQ_EMPTY(&other));
    assert_names(QSIMPLEQ_FOREACH, &head, simpleq, "badc");
    QSIMPLEQ_REMOVE_HEAD(&head, simpleq);
    QSIMPLEQ_INSERT_TAIL(&other, &items[1], simpleq);
    QSIMPLEQ_PREPEND(&head, &other);
    assert_names(QSIMPLEQ_FOREACH, &head, simpleq, "badc");
    while (!QSIMPLEQ_EMPTY_ATOMIC(&head)) {
        QSIMPLEQ_REMOVE_HEAD(&head, simpleq);
    }
    QSIMPLEQ_INSERT_TAIL(&head, &items[0], simpleq);
    assert_names(QSIMPLEQ_FOREACH, &head, simpleq, "a");
}

static void list_removes_anywhere(void **state)
{
    QLIST_HEAD(, Item) head, other = QLIST_HEAD_INITIALIZER(other);
    Item *item, *next;
    QLIST_INIT(&head);
    QLIST_INSERT_HEAD(&head, &items[0], list);
    QLIST_INSERT_HEAD(&head, &items[1], list);
    QLIST_INSERT_AFTER(&items[0], &items[2], list);
    QLIST_INSERT_BEFORE(&items[1], &items[3], list);
    assert_names(QLIST_FOREACH, &head, list, "dbac");
    QLIST_REMOVE(&items[0], list);
    assert_false(QLIST_IS_INSERTED(&items[0], list));
    QLIST_SAFE_REMOVE(&items[0], list);
    QLIST_REMOVE(&items[3], list);
    assert_names(QLIST_FOREACH, &head, list, "bc");
    QLIST_SWAP(&other, &head, list);
    assert_true(QLIST_EMPTY(&head));
    QLIST_FOREACH_SAFE(item, &other, list, next)
    {
        QLIST_REMOVE(item, list);
    }
    assert_true(QLIST_EMPTY(&other));
}

static void tailq_walks_both_ways(void **state)
{
    QTAILQ_HEAD(, Item) head = QTAILQ_HEAD_INITIALIZER(head);
    Item *item, *next;
    assert_null(QTAILQ_LAST(&head));
    QTAILQ_INSERT_HEAD(&head, &items[0], tailq);
    QTAILQ_INSERT_TAIL(&head, &items[1], tailq);
    QTAILQ_INSERT_BEFORE(&items[1], &items[2], tailq);
    QTAILQ_INSERT_AFTER(&head, &items[1], &items[3], tailq);
    assert_names(QTAILQ_FOREACH, &head, tailq, "acbd");
    assert_names(QTAILQ_FOREACH_REVERSE, &head, tailq, "dbca");
    assert_ptr_equal(QTAILQ_PREV(&items[1], tailq), &items[2]);
    assert_null(QTAILQ_PREV(&items[0], tailq));
    QTAILQ_REMOVE(&head, &items[3], tailq);
    QTAILQ_REMOVE(&head, &items[0], tailq);
    assert_false(QTAILQ_IN_USE(&items[0], tailq));
    assert_names(QTAILQ_FOREACH_REVERSE, &head, tailq, "bc");
    QTAILQ_RAW_INSERT_TAIL(&head, &items[0], offsetof(Item, tailq));
    assert_names(QTAILQ_FOREACH, &head, tailq, "cba");
    void *raw;
    size_t count = 0;
    QTAILQ_RAW_FOREACH(raw, &head, offsetof(Item, tailq))
    {
        count++;
    }
    assert_int_equal(count, 3);
    QTAILQ_FOREACH_SAFE(item, &head, tailq, next)
    {
        if (item == &items[1]) {
            QTAILQ_REMOVE(&head, item, tailq);
        }
    }
    QTAILQ_FOREACH_REVERSE_SAFE(item, &head, tailq, next)
    {
        QTAILQ_REMOVE(&head, item, tailq);
    }
    assert_true(QTAILQ_EMPTY(&head));
}

typedef struct Listener {
    Notifier notifier;
    int calls;
} Listener;

static void remove_and_count(Notifier *notifier, void *data)
{
    Listener *self = container_of(notifier, Listener, notifier);
    self->calls += *(int *)data;
    notifier_remove(notifier);
}

static void notifiers_may_remove_themselves(void **state)
{
    NotifierList list = NOTIFIER_LIST_INITIALIZER(list);
    Listener first = {{.notify = remove_and_count}, 0}, second = first;
    int data = 3;
    notifier_list_init(&list);
    assert_true(notifier_list_empty(&list));
    notifier_list_add(&list, &first.notifier);
    notifier_list_add(&list, &second.notifier);
    notifier_list_notify(&list, &data);
    notifier_list_notify(&list, &data);
    assert_int_equal(first.calls, 3);
    assert_int_equal(second.calls, 3);
    assert_true(notifier_list_empty(&list));
}

static int refuse(NotifierWithReturn *notifier, void *data, Error **errp)
{
    error_setg(errp, "no");
    return -EPERM;
}

static int agree(NotifierWithReturn *notifier, void *data, Error **errp)
{
    (*(int *)data)++;
    return 0;
}

static void first_refusal_stops_notification(void **state)
{
    NotifierWithReturnList list = NOTIFIER_WITH_RETURN_LIST_INITIALIZER(list);
    NotifierWithReturn last = {.notify = agree}, middle = {.notify = refuse},
                       first = {.notify = agree};
    Error *err = NULL;
    int agreed = 0;
    notifier_with_return_list_init(&list);
    notifier_with_return_list_add(&list, &last);
    notifier_with_return_list_add(&list, &middle);
    notifier_with_return_list_add(&list, &first);
    assert_int_equal(notifier_with_return_list_notify(&list, &agreed, &err), -EPERM);
    error_free_or_abort(&err);
    assert_int_equal(agreed, 1);
    notifier_with_return_remove(&middle);
    assert_int_equal(notifier_with_return_list_notify(&list, &agreed, &err), 0);
    assert_int_equal(agreed, 3);
}

static char initialised[8];

static void note_first(void)
{
    strcat(initialised, "1");
}

static void note_third(void)
{
    strcat(initialised, "3");
}

static void note_second(void)
{
    strcat(initialised, "2");
    register_dso_module_init(note_third, MODULE_INIT_QOM);
}

static void note_option(void)
{
    strcat(initialised, "o");
}

type_init(note_first) type_init(note_second) opts_init(note_option)

    static void levels_run_in_order_and_once(void **state)
{
    assert_string_equal(initialised, "");
    module_call_init(MODULE_INIT_QOM);
    assert_string_equal(initialised, "123");
    module_call_init(MODULE_INIT_QOM);
    module_call_init(MODULE_INIT_OPTS);
    assert_string_equal(initialised, "123o");
}

#define ITEM_TEST(name) cmocka_unit_test_setup(name, name_items)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ITEM_TEST(slist_keeps_its_order),
        ITEM_TEST(simpleq_appends),
        ITEM_TEST(list_removes_anywhere),
        ITEM_TEST(tailq_walks_both_ways),
        cmocka_unit_test(notifiers_may_remove_themselves),
        cmocka_unit_test(first_refusal_stops_notification),
        cmocka_unit_test(levels_run_in_order_and_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
