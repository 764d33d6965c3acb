/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include <termios.h>

#include "char_fds.h"
#include "chardev/char-io.h"
#include "qapi/error.h"
#include "qemu/error-report.h"
#include "qemu/module.h"

/* The system does not tell when someone opens the other side: how often to look. */
#define LOOK_MS 100

OBJECT_DECLARE_SIMPLE_TYPE(PtyChardev, CHARDEV_PTY)

struct PtyChardev {
    Chardev parent;

    CharFds *fds;
    bool connected;
    GSource *look; /* while it is not connected */
};

/* --- whether someone has opened the other side -------------------------------------- */

static void stop_looking(PtyChardev *self)
{
    GSource *source = g_steal_pointer(&self->look);

    if (source) {
        g_source_destroy(source);
        g_source_unref(source);
    }
}

/* Input of one who has gone already is input. */
static bool has_peer(PtyChardev *self)
{
    GIOCondition ready = char_fds_poll(self->fds->in, G_IO_IN);

    return !(ready & G_IO_HUP) || (ready & G_IO_IN);
}

static void input_end(Chardev *chr);

static void start_reading(Chardev *chr)
{
    if (!chr->gsource) {
        chr->gsource = char_fds_read_source(CHARDEV_PTY(chr)->fds, chr, input_end);
    }
}

static void connected(Chardev *chr)
{
    PtyChardev *self = CHARDEV_PTY(chr);

    stop_looking(self);
    start_reading(chr);
    if (!self->connected) {
        self->connected = true;
        qemu_chr_be_event(chr, CHR_EVENT_OPENED);
    }
}

static gboolean look_again(gpointer opaque)
{
    Chardev *chr = opaque;

    if (has_peer(CHARDEV_PTY(chr))) {
        connected(chr);
    }
    return G_SOURCE_CONTINUE; /* unless connected() has removed it */
}

static void disconnected(Chardev *chr)
{
    PtyChardev *self = CHARDEV_PTY(chr);

    remove_fd_in_watch(chr);
    stop_looking(self);
    self->connected = false;
    self->look = qemu_chr_timeout_add_ms(chr, LOOK_MS, look_again, chr);
}

/* No CLOSED event: as in QEMU a pseudo terminal stays open, whoever comes and goes. */
static void input_end(Chardev *chr)
{
    disconnected(chr);
}

static void pty_update_read_handler(Chardev *chr)
{
    /* The context may be another one: sources are made anew. */
    remove_fd_in_watch(chr);
    if (has_peer(CHARDEV_PTY(chr))) {
        connected(chr);
    } else {
        disconnected(chr);
    }
}

/* --- output ------------------------------------------------------------------------- */

/* Without a peer it is dropped, rather than kept for one who comes tomorrow. */
static int pty_write(Chardev *chr, const uint8_t *buf, int len)
{
    PtyChardev *self = CHARDEV_PTY(chr);

    if (char_fds_poll(self->fds->out, G_IO_OUT) & G_IO_HUP) {
        return len;
    }
    return char_fds_write(self->fds, buf, len);
}

static GSource *pty_add_watch(Chardev *chr, GIOCondition cond)
{
    CharFds *fds = CHARDEV_PTY(chr)->fds;

    if (char_fds_poll(fds->out, G_IO_OUT) & G_IO_HUP) {
        return NULL;
    }
    return char_fds_watch(fds, fds->out, cond);
}

/* --- the type ----------------------------------------------------------------------- */

/*
 * The other side is opened and closed once: that makes it raw, and "someone has it open"
 * something that can be asked.
 */
static bool prepare_other_side(int fd, char *name, size_t size)
{
    struct termios modes;

    if (grantpt(fd) != 0 || unlockpt(fd) != 0 || ptsname_r(fd, name, size) != 0) {
        return false;
    }
    int other = qemu_open_old(name, O_RDWR | O_NOCTTY);
    if (other < 0) {
        return false;
    }
    bool done = tcgetattr(other, &modes) == 0;
    if (done) {
        cfmakeraw(&modes);
        done = tcsetattr(other, TCSAFLUSH, &modes) == 0;
    }
    close(other);
    return done;
}

static void pty_open(Chardev *chr, ChardevBackend *backend, bool *be_opened, Error **errp)
{
    char name[PATH_MAX];
    int fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

    if (fd < 0 || !prepare_other_side(fd, name, sizeof(name))) {
        int open_errno = errno;
        if (fd >= 0) {
            close(fd);
        }
        error_setg_errno(errp, open_errno, "no pseudo terminal can be made");
        return;
    }
    CHARDEV_PTY(chr)->fds = char_fds_new(fd, fd, false);
    chr->filename = g_strconcat("pty:", name, NULL);
    info_report("chardev '%s' is %s", chr->label, name);
    *be_opened = false;
}

static void pty_finalize(Object *obj)
{
    PtyChardev *self = CHARDEV_PTY(obj);

    remove_fd_in_watch(CHARDEV(obj));
    stop_looking(self);
    char_fds_unref(self->fds);
}

static void pty_class_init(ObjectClass *klass, const void *data)
{
    ChardevClass *chardev_class = CHARDEV_CLASS(klass);

    chardev_class->open = pty_open;
    chardev_class->chr_write = pty_write;
    chardev_class->chr_add_watch = pty_add_watch;
    chardev_class->chr_update_read_handler = pty_update_read_handler;
}

static const TypeInfo pty_types[] = {
    {
        .name = TYPE_CHARDEV_PTY,
        .parent = TYPE_CHARDEV,
        .instance_size = sizeof(PtyChardev),
        .instance_finalize = pty_finalize,
        .class_init = pty_class_init,
    },
};

DEFINE_TYPES(pty_types)
