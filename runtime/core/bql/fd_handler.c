/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/main-loop.h"

/* One file descriptor's handlers, as a source of the default context. */
typedef struct FdSource {
    GSource source;
    gpointer tag;
    IOHandler *fd_read;
    IOHandler *fd_write;
    void *opaque;
} FdSource;

/* File descriptor -> FdSource, a reference of its own. Under the big lock. */
static GHashTable *sources;

static gboolean fd_source_check(GSource *source)
{
    return g_source_query_unix_fd(source, ((FdSource *)source)->tag) != 0;
}

/* Either handler may change or remove both. */
static gboolean fd_source_dispatch(GSource *source, GSourceFunc callback, gpointer data)
{
    FdSource *self = (FdSource *)source;
    GIOCondition ready = g_source_query_unix_fd(source, self->tag);

    if (self->fd_read && (ready & (G_IO_IN | G_IO_HUP | G_IO_ERR))) {
        self->fd_read(self->opaque);
    }
    if (!g_source_is_destroyed(source) && self->fd_write &&
        (ready & (G_IO_OUT | G_IO_ERR))) {
        self->fd_write(self->opaque);
    }
    return G_SOURCE_CONTINUE;
}

static GSourceFuncs fd_source_funcs = {
    .check = fd_source_check,
    .dispatch = fd_source_dispatch,
};

static void destroy_source(gpointer source)
{
    g_source_destroy(source);
    g_source_unref(source);
}

static GIOCondition wanted(IOHandler *fd_read, IOHandler *fd_write)
{
    return (fd_read ? G_IO_IN | G_IO_HUP | G_IO_ERR : 0) |
           (fd_write ? G_IO_OUT | G_IO_ERR : 0);
}

static FdSource *add_source(int fd, GIOCondition condition)
{
    FdSource *self = (FdSource *)g_source_new(&fd_source_funcs, sizeof(FdSource));
    g_autofree char *name = g_strdup_printf("fd %d", fd);
    g_source_set_name(&self->source, name);
    self->tag = g_source_add_unix_fd(&self->source, fd, condition);
    g_hash_table_insert(sources, GINT_TO_POINTER(fd), self);
    return self;
}

void qemu_set_fd_handler(int fd, IOHandler *fd_read, IOHandler *fd_write, void *opaque)
{
    g_assert(fd >= 0 && bql_locked());
    if (!sources) {
        sources = g_hash_table_new_full(NULL, NULL, NULL, destroy_source);
    }
    if (!fd_read && !fd_write) {
        g_hash_table_remove(sources, GINT_TO_POINTER(fd));
        return;
    }
    FdSource *self = g_hash_table_lookup(sources, GINT_TO_POINTER(fd));
    bool is_new = !self;
    if (is_new) {
        self = add_source(fd, wanted(fd_read, fd_write));
    } else {
        g_source_modify_unix_fd(&self->source, self->tag, wanted(fd_read, fd_write));
    }
    self->fd_read = fd_read;
    self->fd_write = fd_write;
    self->opaque = opaque;
    if (is_new) {
        g_source_attach(&self->source, NULL);
    }
}

static void notifier_ready(void *opaque)
{
    EventNotifier *e = opaque;
    e->handler(e);
}

void event_notifier_set_handler(EventNotifier *e, EventNotifierHandler *handler)
{
    e->handler = handler;
    qemu_set_fd_handler(event_notifier_get_fd(e), handler ? notifier_ready : NULL, NULL,
                        e);
}
