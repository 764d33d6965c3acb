/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "char_fd.h"
#include "char_spec.h"
#include "qapi/error.h"
#include "qemu/module.h"

/*
 * FIFOs are opened for both reading and writing: that neither waits for a peer, nor sees
 * an end of the input or a broken pipe when one leaves and the next is still to come.
 */
static int open_end(const char *path, const char *suffix)
{
    g_autofree char *name = g_strconcat(path, suffix, NULL);

    return RETRY_ON_EINTR(qemu_open_old(name, O_RDWR | O_BINARY | O_NONBLOCK));
}

static void pipe_open(Chardev *chr, ChardevBackend *backend, bool *be_opened,
                      Error **errp)
{
    int in = open_end(backend->path, ".in");
    int out = in < 0 ? -1 : open_end(backend->path, ".out");

    if (in < 0 || out < 0) {
        if (in >= 0) {
            close(in);
        }
        in = out = open_end(backend->path, "");
        if (in < 0) {
            int open_errno = errno;
            error_setg_errno(errp, open_errno,
                             "neither '%s.in' and '%s.out' nor '%s' can be opened; "
                             "mkfifo makes them",
                             backend->path, backend->path, backend->path);
            return;
        }
    }
    char_fd_open(chr, char_fds_new(in, out, false));
}

static void pipe_class_init(ObjectClass *klass, const void *data)
{
    CHARDEV_CLASS(klass)->open = pipe_open;
}

static const TypeInfo pipe_types[] = {
    {
        .name = TYPE_CHARDEV_PIPE,
        .parent = TYPE_CHARDEV_FD,
        .class_init = pipe_class_init,
    },
};

DEFINE_TYPES(pipe_types)
