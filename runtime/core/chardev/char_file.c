/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "char_fd.h"
#include "char_spec.h"
#include "qapi/error.h"
#include "qemu/module.h"

static void file_open(Chardev *chr, ChardevBackend *backend, bool *be_opened,
                      Error **errp)
{
    int fd = qemu_create(backend->path, O_WRONLY | O_TRUNC | O_BINARY, 0666, errp);

    if (fd >= 0) {
        char_fd_open(chr, char_fds_new(-1, fd, false));
    }
}

static void file_class_init(ObjectClass *klass, const void *data)
{
    CHARDEV_CLASS(klass)->open = file_open;
}

static const TypeInfo file_types[] = {
    {
        .name = TYPE_CHARDEV_FILE,
        .parent = TYPE_CHARDEV_FD,
        .class_init = file_class_init,
    },
};

DEFINE_TYPES(file_types)
