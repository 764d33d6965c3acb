/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "char_fd.h"

#include "chardev/char-io.h"
#include "qemu/error-report.h"
#include "qemu/module.h"

void char_fd_open(Chardev *chr, CharFds *fds)
{
    CHARDEV_FD(chr)->fds = fds;
}

/* Devices go on, as if it were sent: whoever looks at the file has to be told. */
static int fd_write(Chardev *chr, const uint8_t *buf, int len)
{
    FdChardev *self = CHARDEV_FD(chr);
    int count = char_fds_write(self->fds, buf, len);
    int write_errno = errno;

    if (count < 0 && write_errno != EAGAIN) {
        warn_report_once_cond(&self->loss_told,
                              "chardev '%s' cannot write, and output is lost: %s",
                              chr->label, g_strerror(write_errno));
    }
    errno = write_errno;
    return count;
}

static GSource *fd_add_watch(Chardev *chr, GIOCondition cond)
{
    CharFds *fds = CHARDEV_FD(chr)->fds;

    return char_fds_watch(fds, fds->out, cond);
}

static void input_end(Chardev *chr)
{
    CHARDEV_FD(chr)->at_end = true;
    remove_fd_in_watch(chr);
    qemu_chr_be_event(chr, CHR_EVENT_CLOSED);
}

static int fd_sync_read(Chardev *chr, const uint8_t *buf, int len)
{
    FdChardev *self = CHARDEV_FD(chr);

    if (self->at_end) {
        return 0;
    }
    int count = char_fds_read(self->fds, (uint8_t *)buf, len);
    if (count == 0) {
        input_end(chr);
    }
    return count;
}

static void fd_update_read_handler(Chardev *chr)
{
    FdChardev *self = CHARDEV_FD(chr);

    remove_fd_in_watch(chr);
    if (self->fds->in >= 0 && !self->at_end) {
        chr->gsource = char_fds_read_source(self->fds, chr, input_end);
    }
}

static void fd_finalize(Object *obj)
{
    FdChardev *self = CHARDEV_FD(obj);

    remove_fd_in_watch(CHARDEV(obj));
    char_fds_unref(self->fds);
}

static void fd_class_init(ObjectClass *klass, const void *data)
{
    ChardevClass *chardev_class = CHARDEV_CLASS(klass);

    chardev_class->chr_write = fd_write;
    chardev_class->chr_add_watch = fd_add_watch;
    chardev_class->chr_sync_read = fd_sync_read;
    chardev_class->chr_update_read_handler = fd_update_read_handler;
}

static const TypeInfo fd_types[] = {
    {
        .name = TYPE_CHARDEV_FD,
        .parent = TYPE_CHARDEV,
        .instance_size = sizeof(FdChardev),
        .instance_finalize = fd_finalize,
        .abstract = true,
        .class_init = fd_class_init,
    },
};

DEFINE_TYPES(fd_types)
