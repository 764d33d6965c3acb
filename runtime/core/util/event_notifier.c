/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/event_notifier.h"

#include <sys/eventfd.h>

int event_notifier_init(EventNotifier *e, int active)
{
    int fd = eventfd(active ? 1 : 0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (fd < 0) {
        return -errno;
    }
    *e = (EventNotifier){.fd = fd, .initialized = true};
    return 0;
}

void event_notifier_cleanup(EventNotifier *e)
{
    if (e->initialized) {
        close(e->fd);
        *e = (EventNotifier){.fd = -1};
    }
}

int event_notifier_set(EventNotifier *e)
{
    uint64_t one = 1;
    ssize_t done = RETRY_ON_EINTR(write(e->fd, &one, sizeof(one)));
    /* EAGAIN: the count is at its end, so it is set. */
    return done < 0 && errno != EAGAIN ? -errno : 0;
}

int event_notifier_test_and_clear(EventNotifier *e)
{
    uint64_t count;
    return RETRY_ON_EINTR(read(e->fd, &count, sizeof(count))) == sizeof(count);
}

int event_notifier_get_fd(const EventNotifier *e)
{
    return e->fd;
}
