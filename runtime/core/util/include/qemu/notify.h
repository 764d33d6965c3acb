/* SPDX-License-Identifier: MIT */
/*
 * Lists of functions to be called when something happens. No locking: a list is used by
 * one thread at a time, as a rule under the big lock. A function may remove its own
 * notifier, and free it, while it is called.
 */
#ifndef QEMU_NOTIFY_H
#define QEMU_NOTIFY_H

#include <stdbool.h>

#include "qemu/queue.h"
#include "qemu/typedefs.h"

struct Notifier {
    void (*notify)(Notifier *notifier, void *data);
    QLIST_ENTRY(Notifier) node;
};

typedef struct NotifierList {
    QLIST_HEAD(, Notifier) notifiers;
} NotifierList;

#define NOTIFIER_LIST_INITIALIZER(head)                                                  \
    {                                                                                    \
        QLIST_HEAD_INITIALIZER((head).notifiers)                                         \
    }

void notifier_list_init(NotifierList *list);
/* notifier is borrowed until it is removed; it is called before those added earlier. */
void notifier_list_add(NotifierList *list, Notifier *notifier);
void notifier_remove(Notifier *notifier);
/* Call each one with data. */
void notifier_list_notify(NotifierList *list, void *data);
bool notifier_list_empty(NotifierList *list);

typedef struct NotifierWithReturn NotifierWithReturn;

/* 0: go on; anything else, with errp set: stop. */
typedef int (*NotifierWithReturnFunc)(NotifierWithReturn *notifier, void *data,
                                      Error **errp);

struct NotifierWithReturn {
    NotifierWithReturnFunc notify;
    QLIST_ENTRY(NotifierWithReturn) node;
};

typedef struct NotifierWithReturnList {
    QLIST_HEAD(, NotifierWithReturn) notifiers;
} NotifierWithReturnList;

#define NOTIFIER_WITH_RETURN_LIST_INITIALIZER(head)                                      \
    {                                                                                    \
        QLIST_HEAD_INITIALIZER((head).notifiers)                                         \
    }

void notifier_with_return_list_init(NotifierWithReturnList *list);
void notifier_with_return_list_add(NotifierWithReturnList *list,
                                   NotifierWithReturn *notifier);
void notifier_with_return_remove(NotifierWithReturn *notifier);
/* Call them until one returns something else than 0, which is the result. */
int notifier_with_return_list_notify(NotifierWithReturnList *list, void *data,
                                     Error **errp);

#endif
