/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "char_fd.h"
#include "qapi/error.h"
#include "qemu/module.h"
#include "terminal.h"

/* There is one standard input. */
static Chardev *user;

static void stdio_open(Chardev *chr, ChardevBackend *backend, bool *be_opened,
                       Error **errp)
{
    if (user) {
        error_setg(errp, "chardev '%s' has standard input and output already",
                   user->label);
        return;
    }
    if (fcntl(STDIN_FILENO, F_GETFL) < 0 || fcntl(STDOUT_FILENO, F_GETFL) < 0) {
        error_setg_errno(errp, errno, "standard input or output is closed");
        return;
    }
    user = chr;
    terminal_take();
    char_fd_open(chr, char_fds_new(STDIN_FILENO, STDOUT_FILENO, true));
}

static void stdio_set_echo(Chardev *chr, bool echo)
{
    terminal_set_echo(echo);
}

static void stdio_finalize(Object *obj)
{
    if (user == CHARDEV(obj)) {
        user = NULL;
        terminal_give_back();
    }
}

static void stdio_class_init(ObjectClass *klass, const void *data)
{
    ChardevClass *chardev_class = CHARDEV_CLASS(klass);

    chardev_class->open = stdio_open;
    chardev_class->chr_set_echo = stdio_set_echo;
}

static const TypeInfo stdio_types[] = {
    {
        .name = TYPE_CHARDEV_STDIO,
        .parent = TYPE_CHARDEV_FD,
        .instance_finalize = stdio_finalize,
        .class_init = stdio_class_init,
    },
};

DEFINE_TYPES(stdio_types)
