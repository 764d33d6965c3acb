/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "chardev/char-fe.h"
#include "chardev/char-io.h"
#include "qapi/error.h"

/* How often a blocking call asks again, in microseconds. */
#define RETRY_US 100

/* --- connecting --------------------------------------------------------------------- */

bool qemu_chr_fe_init(CharFrontend *c, Chardev *s, Error **errp)
{
    if (s->fe) {
        error_setg(errp, "chardev '%s' has a front end already; it can have one",
                   s->label);
        return false;
    }
    s->fe = c;
    c->chr = s;
    c->tag = 0;
    c->fe_is_open = false;
    return true;
}

void qemu_chr_fe_deinit(CharFrontend *c, bool del)
{
    Chardev *s = c->chr;

    if (!s) {
        return;
    }
    qemu_chr_fe_set_handlers(c, NULL, NULL, NULL, NULL, NULL, NULL, true);
    s->fe = NULL;
    c->chr = NULL;
    if (del) {
        object_unparent(OBJECT(s));
    }
}

Chardev *qemu_chr_fe_get_driver(CharFrontend *c)
{
    return c->chr;
}

bool qemu_chr_fe_backend_connected(CharFrontend *c)
{
    return c->chr != NULL;
}

bool qemu_chr_fe_backend_open(CharFrontend *c)
{
    return c->chr && c->chr->be_open;
}

void qemu_chr_fe_set_handlers_full(CharFrontend *c, IOCanReadHandler *fd_can_read,
                                   IOReadHandler *fd_read, IOEventHandler *fd_event,
                                   BackendChangeHandler *be_change, void *opaque,
                                   GMainContext *context, bool set_open, bool sync_state)
{
    Chardev *s = c->chr;
    bool any = opaque || fd_can_read || fd_read || fd_event;

    if (!s) {
        return;
    }
    c->chr_can_read = fd_can_read;
    c->chr_read = fd_read;
    c->chr_event = fd_event;
    c->chr_be_change = be_change;
    c->opaque = opaque;
    object_ref(s);
    if (!any) {
        remove_fd_in_watch(s);
    }
    qemu_chr_be_update_read_handlers(s, context);
    if (set_open) {
        qemu_chr_fe_set_open(c, any);
    }
    if (any) {
        qemu_chr_fe_take_focus(c);
        if (sync_state && s->be_open) {
            qemu_chr_be_event(s, CHR_EVENT_OPENED);
        }
    }
    object_unref(s);
}

void qemu_chr_fe_set_handlers(CharFrontend *c, IOCanReadHandler *fd_can_read,
                              IOReadHandler *fd_read, IOEventHandler *fd_event,
                              BackendChangeHandler *be_change, void *opaque,
                              GMainContext *context, bool set_open)
{
    qemu_chr_fe_set_handlers_full(c, fd_can_read, fd_read, fd_event, be_change, opaque,
                                  context, set_open, true);
}

void qemu_chr_fe_set_open(CharFrontend *c, bool is_open)
{
    Chardev *s = c->chr;

    if (!s || c->fe_is_open == is_open) {
        return;
    }
    c->fe_is_open = is_open;
    if (CHARDEV_GET_CLASS(s)->chr_set_fe_open) {
        CHARDEV_GET_CLASS(s)->chr_set_fe_open(s, is_open);
    }
}

void qemu_chr_fe_take_focus(CharFrontend *c)
{
    /* The only front end has it. */
}

void qemu_chr_fe_accept_input(CharFrontend *c)
{
    Chardev *s = c->chr;

    if (!s) {
        return;
    }
    if (CHARDEV_GET_CLASS(s)->chr_accept_input) {
        CHARDEV_GET_CLASS(s)->chr_accept_input(s);
    }
    /* The loop asks the front end anew whenever it goes round. */
    g_main_context_wakeup(s->gcontext);
}

void qemu_chr_fe_disconnect(CharFrontend *c)
{
    Chardev *s = c->chr;

    if (s && CHARDEV_GET_CLASS(s)->chr_disconnect) {
        CHARDEV_GET_CLASS(s)->chr_disconnect(s);
    }
}

int qemu_chr_fe_wait_connected(CharFrontend *c, Error **errp)
{
    if (!c->chr) {
        error_setg(errp, "this front end has no chardev whose peer it could wait for");
        return -1;
    }
    return qemu_chr_wait_connected(c->chr, errp);
}

void qemu_chr_fe_set_echo(CharFrontend *c, bool echo)
{
    Chardev *s = c->chr;

    if (s && CHARDEV_GET_CLASS(s)->chr_set_echo) {
        CHARDEV_GET_CLASS(s)->chr_set_echo(s, echo);
    }
}

/* --- output ------------------------------------------------------------------------- */

int qemu_chr_fe_write(CharFrontend *c, const uint8_t *buf, int len)
{
    return c->chr ? qemu_chr_write(c->chr, buf, len, false) : 0;
}

int qemu_chr_fe_write_all(CharFrontend *c, const uint8_t *buf, int len)
{
    return c->chr ? qemu_chr_write(c->chr, buf, len, true) : 0;
}

void qemu_chr_fe_printf(CharFrontend *c, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    g_autofree char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    qemu_chr_fe_write_all(c, (const uint8_t *)text, strlen(text));
}

guint qemu_chr_fe_add_watch(CharFrontend *c, GIOCondition cond, FEWatchFunc func,
                            void *user_data)
{
    Chardev *s = c->chr;

    if (!s || !CHARDEV_GET_CLASS(s)->chr_add_watch) {
        return 0;
    }
    g_autoptr(GSource) source = CHARDEV_GET_CLASS(s)->chr_add_watch(s, cond);
    if (!source) {
        return 0;
    }
    g_source_set_callback(source, G_SOURCE_FUNC(func), user_data, NULL);
    return g_source_attach(source, s->gcontext);
}

/* --- input without handlers, and the rest ------------------------------------------- */

int qemu_chr_fe_read_all(CharFrontend *c, uint8_t *buf, int len)
{
    int done = 0;

    if (!c->chr || !CHARDEV_GET_CLASS(c->chr)->chr_sync_read) {
        return 0;
    }
    /* Reading to the end tells the front end, which may part from its Chardev. */
    Chardev *s = c->chr;
    object_ref(s);
    while (done < len && c->chr == s) {
        int result = CHARDEV_GET_CLASS(s)->chr_sync_read(s, buf + done, len - done);
        if (result < 0 && errno == EAGAIN) {
            g_usleep(RETRY_US);
            continue;
        }
        if (result <= 0) {
            done = done == 0 ? result : done;
            break;
        }
        done += result;
    }
    int read_errno = errno;
    object_unref(s);
    errno = read_errno;
    return done;
}

int qemu_chr_fe_ioctl(CharFrontend *c, int cmd, void *arg)
{
    Chardev *s = c->chr;

    if (!s || !CHARDEV_GET_CLASS(s)->chr_ioctl) {
        return -ENOTSUP;
    }
    return CHARDEV_GET_CLASS(s)->chr_ioctl(s, cmd, arg);
}

int qemu_chr_fe_get_msgfd(CharFrontend *c)
{
    int fd;

    return qemu_chr_fe_get_msgfds(c, &fd, 1) == 1 ? fd : -1;
}

int qemu_chr_fe_get_msgfds(CharFrontend *c, int *fds, int num)
{
    Chardev *s = c->chr;

    if (!s || !CHARDEV_GET_CLASS(s)->get_msgfds) {
        return -1;
    }
    return CHARDEV_GET_CLASS(s)->get_msgfds(s, fds, num);
}

int qemu_chr_fe_set_msgfds(CharFrontend *c, int *fds, int num)
{
    Chardev *s = c->chr;

    if (!s || !CHARDEV_GET_CLASS(s)->set_msgfds) {
        return -1;
    }
    return CHARDEV_GET_CLASS(s)->set_msgfds(s, fds, num);
}
