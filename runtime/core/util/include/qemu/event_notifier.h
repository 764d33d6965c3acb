/* SPDX-License-Identifier: MIT */
/* A flag that is set from anywhere, signal handlers included, and waited for by a poll.
 */
#ifndef QEMU_EVENT_NOTIFIER_H
#define QEMU_EVENT_NOTIFIER_H

#include <stdbool.h>

#include "qemu/typedefs.h"

typedef void EventNotifierHandler(EventNotifier *e);

struct EventNotifier {
    int fd; /* an eventfd */
    bool initialized;
    EventNotifierHandler *handler; /* the main loop's */
};

/* 0, or -errno. active: whether it is set at first. */
int event_notifier_init(EventNotifier *e, int active);
/* Nothing happens to one that was not initialised, but is zeroed. */
void event_notifier_cleanup(EventNotifier *e);
/* 0, or -errno. */
int event_notifier_set(EventNotifier *e);
/* Whether it was set; it is not any more. */
int event_notifier_test_and_clear(EventNotifier *e);
/* Readable while it is set; borrowed. */
int event_notifier_get_fd(const EventNotifier *e);

#endif
