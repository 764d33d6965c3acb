/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "char_spec.h"
#include "chardev/char-io.h"
#include "qemu/module.h"
#include "runtime/chardev.h"

OBJECT_DECLARE_SIMPLE_TYPE(MemoryChardev, CHARDEV_RINGBUF)

struct MemoryChardev {
    Chardev parent;

    /* What the front end has written: a ring of size bytes, a power of two. */
    uint8_t *ring;
    uint32_t size;
    uint64_t written;
    uint64_t read;
    /* What it has still to take, from input_start on. */
    GByteArray *input;
    size_t input_start;
};

/* --- output ------------------------------------------------------------------------- */

static int memory_write(Chardev *chr, const uint8_t *buf, int len)
{
    MemoryChardev *self = CHARDEV_RINGBUF(chr);

    for (int i = 0; i < len; i++) {
        self->ring[self->written++ & (self->size - 1)] = buf[i];
    }
    /* The oldest bytes make room for the newest. */
    self->read = MAX(self->read, self->written - MIN(self->written, self->size));
    return len;
}

size_t chardev_memory_written(Chardev *chr)
{
    MemoryChardev *self = CHARDEV_RINGBUF(chr);

    return self->written - self->read;
}

size_t chardev_memory_read(Chardev *chr, uint8_t *buf, size_t size)
{
    MemoryChardev *self = CHARDEV_RINGBUF(chr);
    size_t count = MIN(size, chardev_memory_written(chr));

    for (size_t i = 0; i < count; i++) {
        buf[i] = self->ring[self->read++ & (self->size - 1)];
    }
    return count;
}

/* --- input -------------------------------------------------------------------------- */

size_t chardev_memory_unread(Chardev *chr)
{
    MemoryChardev *self = CHARDEV_RINGBUF(chr);

    return self->input->len - self->input_start;
}

/* Copy count bytes to buf and forget them; moving the rest is put off until it is small.
 */
static void take_input(MemoryChardev *self, uint8_t *buf, size_t count)
{
    memcpy(buf, self->input->data + self->input_start, count);
    self->input_start += count;
    if (self->input_start > self->input->len / 2) {
        g_byte_array_remove_range(self->input, 0, self->input_start);
        self->input_start = 0;
    }
}

/* A handler may write more input, or end chr. */
static void deliver(Chardev *chr)
{
    MemoryChardev *self = CHARDEV_RINGBUF(object_ref(chr));
    uint8_t buf[CHR_READ_BUF_LEN];

    while (chardev_memory_unread(chr) > 0) {
        size_t space = MIN((size_t)qemu_chr_be_can_write(chr), sizeof(buf));
        size_t count = MIN(space, chardev_memory_unread(chr));
        if (count == 0) {
            break;
        }
        take_input(self, buf, count);
        qemu_chr_be_write(chr, buf, count);
    }
    object_unref(chr);
}

void chardev_memory_write(Chardev *chr, const uint8_t *buf, size_t size)
{
    MemoryChardev *self = CHARDEV_RINGBUF(chr);

    g_byte_array_append(self->input, buf, size);
    deliver(chr);
}

/* Ready when there is input, and room for it. */
typedef struct InputSource {
    GSource source;
    Chardev *chr;
} InputSource;

static gboolean input_check(GSource *source)
{
    Chardev *chr = ((InputSource *)source)->chr;

    return chardev_memory_unread(chr) > 0 && qemu_chr_be_can_write(chr) > 0;
}

static gboolean input_prepare(GSource *source, int *timeout)
{
    *timeout = -1;
    return input_check(source);
}

static gboolean input_dispatch(GSource *source, GSourceFunc callback, gpointer data)
{
    deliver(((InputSource *)source)->chr);
    return G_SOURCE_CONTINUE;
}

static GSourceFuncs input_funcs = {
    .prepare = input_prepare,
    .check = input_check,
    .dispatch = input_dispatch,
};

static void memory_update_read_handler(Chardev *chr)
{
    remove_fd_in_watch(chr);
    chr->gsource = g_source_new(&input_funcs, sizeof(InputSource));
    ((InputSource *)chr->gsource)->chr = chr;
    g_source_attach(chr->gsource, chr->gcontext);
}

/* --- the types ---------------------------------------------------------------------- */

static void memory_open(Chardev *chr, ChardevBackend *backend, bool *be_opened,
                        Error **errp)
{
    MemoryChardev *self = CHARDEV_RINGBUF(chr);

    self->size = backend->size;
    self->ring = g_malloc(self->size);
}

static void memory_init(Object *obj)
{
    CHARDEV_RINGBUF(obj)->input = g_byte_array_new();
}

static void memory_finalize(Object *obj)
{
    MemoryChardev *self = CHARDEV_RINGBUF(obj);

    remove_fd_in_watch(CHARDEV(obj));
    g_free(self->ring);
    g_byte_array_unref(self->input);
}

static void memory_class_init(ObjectClass *klass, const void *data)
{
    ChardevClass *chardev_class = CHARDEV_CLASS(klass);

    chardev_class->open = memory_open;
    chardev_class->chr_write = memory_write;
    chardev_class->chr_update_read_handler = memory_update_read_handler;
}

static const TypeInfo memory_types[] = {
    {
        .name = TYPE_CHARDEV_RINGBUF,
        .parent = TYPE_CHARDEV,
        .instance_size = sizeof(MemoryChardev),
        .instance_init = memory_init,
        .instance_finalize = memory_finalize,
        .class_init = memory_class_init,
    },
    {
        .name = TYPE_CHARDEV_MEMORY,
        .parent = TYPE_CHARDEV_RINGBUF,
    },
};

DEFINE_TYPES(memory_types)
