/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "char_fds.h"

#include <sys/ioctl.h>
#include <sys/socket.h>

#include "chardev/char-fe.h"
#include "qapi/error.h"

/* --- descriptors -------------------------------------------------------------------- */

/* Writing where nobody reads is an error to be handled, not the end of the program. */
static void ignore_sigpipe(void)
{
    struct sigaction action;

    sigaction(SIGPIPE, NULL, &action);
    if (!(action.sa_flags & SA_SIGINFO) && action.sa_handler == SIG_DFL) {
        action.sa_handler = SIG_IGN;
        sigaction(SIGPIPE, &action, NULL);
    }
}

CharFds *char_fds_new(int in, int out, bool borrowed)
{
    CharFds *fds = g_new(CharFds, 1);

    ignore_sigpipe();
    *fds = (CharFds){.in = in, .out = out, .borrowed = borrowed, .refs = 1};
    if (in >= 0) {
        qemu_set_blocking(in, false, &error_abort);
    }
    if (out >= 0 && out != in) {
        qemu_set_blocking(out, false, &error_abort);
    }
    return fds;
}

CharFds *char_fds_new_socket(int fd, GObject *owner)
{
    CharFds *fds = char_fds_new(fd, fd, true);
    fds->socket = owner;
    return fds;
}

CharFds *char_fds_ref(CharFds *fds)
{
    fds->refs++;
    return fds;
}

void char_fds_unref(CharFds *fds)
{
    if (!fds || --fds->refs > 0) {
        return;
    }
    if (fds->socket) {
        g_object_unref(fds->socket);
    } else if (!fds->borrowed) {
        if (fds->in >= 0) {
            close(fds->in);
        }
        if (fds->out >= 0 && fds->out != fds->in) {
            close(fds->out);
        }
    }
    g_free(fds);
}

int char_fds_read(CharFds *fds, void *buf, size_t len)
{
    return fds->in < 0 ? 0 : RETRY_ON_EINTR(read(fds->in, buf, len));
}

int char_fds_write(CharFds *fds, const void *buf, size_t len)
{
    if (fds->socket) {
        return RETRY_ON_EINTR(send(fds->out, buf, len, MSG_NOSIGNAL));
    }
    return RETRY_ON_EINTR(write(fds->out, buf, len));
}

bool char_fds_have_input(const CharFds *fds)
{
    int count = 0;

    return fds->in >= 0 && ioctl(fds->in, FIONREAD, &count) == 0 && count > 0;
}

GIOCondition char_fds_poll(int fd, GIOCondition cond)
{
    GPollFD poll = {.fd = fd, .events = cond};

    return RETRY_ON_EINTR(g_poll(&poll, 1, 0)) > 0 ? poll.revents : 0;
}

void char_fds_shut_down(CharFds *fds)
{
    shutdown(fds->in, SHUT_RDWR);
}

/* --- reading for the front end ------------------------------------------------------ */

typedef struct ReadSource {
    GSource source;
    Chardev *chr;
    CharFds *fds;
    CharInputEnd *at_end;
    gpointer tag; /* NULL while the front end can take nothing */
} ReadSource;

/*
 * While the front end is full the descriptor is not polled at all: with no condition
 * asked for, poll() still reports a peer that is gone, again and again.
 */
static gboolean read_prepare(GSource *source, int *timeout)
{
    ReadSource *self = (ReadSource *)source;
    bool wanted = qemu_chr_be_can_write(self->chr) > 0;

    *timeout = -1;
    if (g_source_is_destroyed(source)) {
        return FALSE;
    }
    if (wanted && !self->tag) {
        self->tag =
            g_source_add_unix_fd(source, self->fds->in, G_IO_IN | G_IO_HUP | G_IO_ERR);
    } else if (!wanted && self->tag) {
        g_source_remove_unix_fd(source, g_steal_pointer(&self->tag));
    }
    return FALSE;
}

static gboolean read_check(GSource *source)
{
    ReadSource *self = (ReadSource *)source;

    return self->tag && g_source_query_unix_fd(source, self->tag) != 0;
}

/* Handlers may change the handlers, which destroys the source, or end the Chardev. */
static gboolean read_dispatch(GSource *source, GSourceFunc callback, gpointer data)
{
    ReadSource *self = (ReadSource *)source;
    Chardev *chr = self->chr;
    uint8_t buf[CHR_READ_BUF_LEN];
    int total = 0;

    object_ref(chr);
    /* Many calls of a front end that takes one byte at a time, for one round of poll().
     */
    while (total < CHR_READ_BUF_LEN && !g_source_is_destroyed(source)) {
        int space = qemu_chr_be_can_write(chr);
        if (space == 0 || g_source_is_destroyed(source)) {
            break;
        }
        int count = char_fds_read(self->fds, buf, MIN((size_t)space, sizeof(buf)));
        if (count <= 0) {
            if (count == 0 || errno != EAGAIN) {
                self->at_end(chr);
            }
            break;
        }
        total += count;
        qemu_chr_be_write(chr, buf, count);
    }
    object_unref(chr);
    return G_SOURCE_CONTINUE;
}

static void read_finalize(GSource *source)
{
    char_fds_unref(((ReadSource *)source)->fds);
}

static GSourceFuncs read_funcs = {
    .prepare = read_prepare,
    .check = read_check,
    .dispatch = read_dispatch,
    .finalize = read_finalize,
};

GSource *char_fds_read_source(CharFds *fds, Chardev *chr, CharInputEnd *at_end)
{
    GSource *source = g_source_new(&read_funcs, sizeof(ReadSource));
    ReadSource *self = (ReadSource *)source;

    self->chr = chr;
    self->fds = char_fds_ref(fds);
    self->at_end = at_end;
    g_source_set_name(source, chr->label);
    g_source_attach(source, chr->gcontext);
    return source;
}

/* --- watches ------------------------------------------------------------------------ */

typedef struct WatchSource {
    GSource source;
    CharFds *fds;
    gpointer tag;
} WatchSource;

static gboolean watch_check(GSource *source)
{
    return g_source_query_unix_fd(source, ((WatchSource *)source)->tag) != 0;
}

static gboolean watch_dispatch(GSource *source, GSourceFunc callback, gpointer data)
{
    FEWatchFunc func = (FEWatchFunc)(void (*)(void))callback;
    GIOCondition ready = g_source_query_unix_fd(source, ((WatchSource *)source)->tag);

    return func ? func(NULL, ready, data) : G_SOURCE_REMOVE;
}

static void watch_finalize(GSource *source)
{
    char_fds_unref(((WatchSource *)source)->fds);
}

static GSourceFuncs watch_funcs = {
    .check = watch_check,
    .dispatch = watch_dispatch,
    .finalize = watch_finalize,
};

GSource *char_fds_watch(CharFds *fds, int fd, GIOCondition cond)
{
    GSource *source = g_source_new(&watch_funcs, sizeof(WatchSource));
    WatchSource *self = (WatchSource *)source;

    self->fds = char_fds_ref(fds);
    self->tag = g_source_add_unix_fd(source, fd, cond | G_IO_HUP | G_IO_ERR);
    return source;
}
