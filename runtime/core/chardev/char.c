/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "chardev/char-fe.h"
#include "chardev/char-io.h"
#include "qapi/error.h"
#include "qemu/module.h"

/* How often a blocking call asks again, in microseconds. */
#define RETRY_US 100

/* --- events ------------------------------------------------------------------------- */

static void tell_front_end(Chardev *s, QEMUChrEvent event)
{
    CharFrontend *fe = s->fe;

    if (fe && fe->chr_event) {
        fe->chr_event(fe->opaque, event);
    }
}

void qemu_chr_be_event(Chardev *s, QEMUChrEvent event)
{
    if (event == CHR_EVENT_OPENED) {
        s->be_open = 1;
    } else if (event == CHR_EVENT_CLOSED) {
        s->be_open = 0;
    }
    CHARDEV_GET_CLASS(s)->chr_be_event(s, event);
}

/* --- input -------------------------------------------------------------------------- */

int qemu_chr_be_can_write(Chardev *s)
{
    CharFrontend *fe = s->fe;

    if (!fe || !fe->chr_can_read || !fe->chr_read) {
        return 0;
    }
    return MAX(fe->chr_can_read(fe->opaque), 0);
}

void qemu_chr_be_write_impl(Chardev *s, const uint8_t *buf, int len)
{
    CharFrontend *fe = s->fe;

    if (fe && fe->chr_read) {
        fe->chr_read(fe->opaque, buf, len);
    }
}

void qemu_chr_be_write(Chardev *s, const uint8_t *buf, int len)
{
    qemu_chr_be_write_impl(s, buf, len);
}

void qemu_chr_be_update_read_handlers(Chardev *s, GMainContext *context)
{
    ChardevClass *klass = CHARDEV_GET_CLASS(s);

    g_assert(!context || qemu_chr_has_feature(s, QEMU_CHAR_FEATURE_GCONTEXT));
    s->gcontext = context;
    if (klass->chr_update_read_handler) {
        klass->chr_update_read_handler(s);
    }
}

void remove_fd_in_watch(Chardev *chr)
{
    GSource *source = g_steal_pointer(&chr->gsource);

    if (source) {
        g_source_destroy(source);
        g_source_unref(source);
    }
}

/* --- output ------------------------------------------------------------------------- */

int qemu_chr_write(Chardev *s, const uint8_t *buf, int len, bool write_all)
{
    ChardevClass *klass = CHARDEV_GET_CLASS(s);
    int done = 0;

    /* A write that finds the peer gone tells the front end, which may end this Chardev.
     */
    object_ref(s);
    while (done < len) {
        int result = klass->chr_write(s, buf + done, len - done);
        if (result < 0 && errno == EAGAIN && write_all) {
            g_usleep(RETRY_US);
            continue;
        }
        if (result < 0) {
            done = result;
            break;
        }
        done += result;
        if (!write_all || result == 0) {
            break;
        }
    }
    int write_errno = errno;
    object_unref(s);
    errno = write_errno;
    return done;
}

static int drop(Chardev *s, const uint8_t *buf, int len)
{
    return len;
}

/* --- peers -------------------------------------------------------------------------- */

int qemu_chr_add_client(Chardev *s, int fd)
{
    ChardevClass *klass = CHARDEV_GET_CLASS(s);

    return klass->chr_add_client ? klass->chr_add_client(s, fd) : -1;
}

int qemu_chr_wait_connected(Chardev *chr, Error **errp)
{
    ChardevClass *klass = CHARDEV_GET_CLASS(chr);

    if (!klass->chr_wait_connected) {
        return 0;
    }
    object_ref(chr);
    int result = klass->chr_wait_connected(chr, errp);
    object_unref(chr);
    return result;
}

bool qemu_chr_has_feature(Chardev *chr, ChardevFeature feature)
{
    return chr->features & (1u << feature);
}

void qemu_chr_set_feature(Chardev *chr, ChardevFeature feature)
{
    chr->features |= 1u << feature;
}

GSource *qemu_chr_timeout_add_ms(Chardev *chr, guint ms, GSourceFunc func, void *private)
{
    GSource *source = g_timeout_source_new(ms);
    g_source_set_callback(source, func, private, NULL);
    g_source_attach(source, chr->gcontext);
    return source;
}

/* --- the type ----------------------------------------------------------------------- */

/*
 * The front end is told while the object is still whole. It is parted first: whatever it
 * does on the event finds no Chardev.
 */
static void chardev_unparent(Object *obj)
{
    Chardev *chr = CHARDEV(obj);
    CharFrontend *fe = g_steal_pointer(&chr->fe);
    bool was_open = chr->be_open;

    remove_fd_in_watch(chr);
    chr->be_open = 0;
    if (fe) {
        fe->chr = NULL;
        if (was_open && fe->chr_event) {
            fe->chr_event(fe->opaque, CHR_EVENT_CLOSED);
        }
    }
}

static void chardev_init(Object *obj)
{
    Chardev *chr = CHARDEV(obj);

    if (CHARDEV_GET_CLASS(chr)->chr_update_read_handler) {
        qemu_chr_set_feature(chr, QEMU_CHAR_FEATURE_GCONTEXT);
    }
}

static void chardev_finalize(Object *obj)
{
    Chardev *chr = CHARDEV(obj);

    remove_fd_in_watch(chr);
    if (chr->fe) {
        chr->fe->chr = NULL;
    }
    g_free(chr->label);
    g_free(chr->filename);
}

static void chardev_class_init(ObjectClass *klass, const void *data)
{
    ChardevClass *chardev_class = CHARDEV_CLASS(klass);

    klass->unparent = chardev_unparent;
    chardev_class->chr_write = drop;
    chardev_class->chr_be_event = tell_front_end;
}

static const TypeInfo chardev_types[] = {
    {
        .name = TYPE_CHARDEV,
        .parent = TYPE_OBJECT,
        .instance_size = sizeof(Chardev),
        .instance_init = chardev_init,
        .instance_finalize = chardev_finalize,
        .abstract = true,
        .class_size = sizeof(ChardevClass),
        .class_init = chardev_class_init,
    },
};

DEFINE_TYPES(chardev_types)
