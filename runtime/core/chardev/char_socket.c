/* SPDX-License-Identifier: MIT */
/*
 * A socket with one peer at a time. A server listens again when its client has gone; a
 * client with reconnect-ms tries again. Whatever the peer has sent before it left is
 * received before the front end is told that it left.
 */
#include "qemu/osdep.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "char_fds.h"
#include "char_spec.h"
#include "chardev/char-fe.h"
#include "chardev/char-io.h"
#include "qapi/error.h"
#include "qemu/error-report.h"
#include "qemu/module.h"
#include "socket_address.h"

/* How a filename begins while there is no peer. */
#define DISCONNECTED "disconnected:"

OBJECT_DECLARE_SIMPLE_TYPE(SocketChardev, CHARDEV_SOCKET)

/* A try to connect goes on after its Chardev's end, until GIO has noticed. */
typedef struct Attempt {
    SocketChardev *owner; /* NULL when nobody waits for it any more */
    GCancellable *cancellable;
} Attempt;

struct SocketChardev {
    Chardev parent;

    ChardevBackend spec;
    CharFds *fds;      /* the peer, or NULL */
    GSource *hang_up;  /* while there is a peer */
    GSocket *listener; /* of a server */
    GSource *accept;   /* while a server has no peer */
    GSource *retry;    /* while a client waits to connect again */
    Attempt *attempt;  /* while it connects */
    bool failure_told; /* since there was a peer */
};

static void destroy_source(GSource **source)
{
    if (*source) {
        g_source_destroy(*source);
        g_clear_pointer(source, g_source_unref);
    }
}

static void set_filename(Chardev *chr, GSocket *peer)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);
    g_autoptr(GSocketAddress) local =
        g_socket_get_local_address(peer ? peer : self->listener, NULL);
    g_autofree char *here = socket_address_text(local);
    const char *kind = self->spec.server ? ",server=on" : "";

    g_free(chr->filename);
    if (!peer) {
        chr->filename = g_strconcat(DISCONNECTED, here, kind, NULL);
    } else if (self->spec.path) {
        chr->filename = g_strconcat("unix:", self->spec.path, kind, NULL);
    } else {
        g_autoptr(GSocketAddress) remote = g_socket_get_remote_address(peer, NULL);
        g_autofree char *there = socket_address_text(remote);
        chr->filename = g_strconcat(here, kind, " <-> ", there, NULL);
    }
}

/* --- with a peer -------------------------------------------------------------------- */

static void disconnect(Chardev *chr);

/*
 * The peer is gone in both directions, and the front end may be too busy to read that. If
 * there is input left, reading it comes to the end by itself, when the front end is
 * ready.
 */
static gboolean peer_hung_up(void *unused, GIOCondition condition, gpointer opaque)
{
    Chardev *chr = opaque;
    SocketChardev *self = CHARDEV_SOCKET(chr);

    if (char_fds_have_input(self->fds)) {
        destroy_source(&self->hang_up);
    } else {
        disconnect(chr);
    }
    return G_SOURCE_REMOVE;
}

static void watch_peer(Chardev *chr)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);
    FEWatchFunc func = peer_hung_up;

    remove_fd_in_watch(chr);
    destroy_source(&self->hang_up);
    if (!self->fds) {
        return;
    }
    chr->gsource = char_fds_read_source(self->fds, chr, disconnect);
    self->hang_up = char_fds_watch(self->fds, self->fds->in, G_IO_HUP);
    g_source_set_callback(self->hang_up, G_SOURCE_FUNC(func), chr, NULL);
    g_source_attach(self->hang_up, chr->gcontext);
}

/* owner, stolen, keeps socket. */
static void set_peer(Chardev *chr, GSocket *socket, GObject *owner)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);

    destroy_source(&self->accept);
    destroy_source(&self->retry);
    self->failure_told = false;
    if (self->spec.nodelay) {
        g_socket_set_option(socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
    }
    self->fds = char_fds_new_socket(g_socket_get_fd(socket), owner);
    set_filename(chr, socket);
    watch_peer(chr);
    qemu_chr_be_event(chr, CHR_EVENT_OPENED);
}

/* --- servers ------------------------------------------------------------------------ */

static bool accept_peer(Chardev *chr, GError **error)
{
    GSocket *socket = g_socket_accept(CHARDEV_SOCKET(chr)->listener, NULL, error);

    if (!socket) {
        return false;
    }
    set_peer(chr, socket, G_OBJECT(socket));
    return true;
}

static gboolean someone_comes(GSocket *listener, GIOCondition condition, gpointer opaque)
{
    /* One who is gone again is nobody. */
    accept_peer(opaque, NULL);
    return G_SOURCE_CONTINUE;
}

static void start_accepting(Chardev *chr)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);

    self->accept = g_socket_create_source(self->listener, G_IO_IN, NULL);
    g_source_set_callback(self->accept, G_SOURCE_FUNC(someone_comes), chr, NULL);
    g_source_attach(self->accept, NULL);
}

static bool open_server(Chardev *chr, Error **errp)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);

    self->listener = socket_address_listen(&self->spec, errp);
    if (!self->listener) {
        return false;
    }
    /* Nobody else gets there first, but one who came may be gone: never wait in accept.
     */
    g_socket_set_blocking(self->listener, FALSE);
    set_filename(chr, NULL);
    start_accepting(chr);
    if (self->spec.wait) {
        info_report("chardev '%s' waits for a client: %s", chr->label,
                    chr->filename + strlen(DISCONNECTED));
        return qemu_chr_wait_connected(chr, errp) == 0;
    }
    return true;
}

/* --- clients ------------------------------------------------------------------------ */

static bool connect_now(Chardev *chr, Error **errp)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);
    g_autoptr(GSocketClient) client = socket_address_client();
    g_autoptr(GSocketConnectable) to = socket_address_connectable(&self->spec, errp);
    g_autoptr(GError) error = NULL;

    if (!to) {
        return false;
    }
    GSocketConnection *connection = g_socket_client_connect(client, to, NULL, &error);
    if (!connection) {
        error_setg(errp, "cannot connect: %s", error->message);
        return false;
    }
    set_peer(chr, g_socket_connection_get_socket(connection), G_OBJECT(connection));
    return true;
}

static void start_attempt(SocketChardev *self);

static gboolean time_to_retry(gpointer opaque)
{
    SocketChardev *self = opaque;

    destroy_source(&self->retry);
    start_attempt(self);
    return G_SOURCE_REMOVE;
}

static void retry_later(SocketChardev *self)
{
    destroy_source(&self->retry);
    self->retry = g_timeout_source_new(self->spec.reconnect_ms);
    g_source_set_callback(self->retry, time_to_retry, self, NULL);
    g_source_attach(self->retry, NULL);
}

static void attempt_done(GObject *client, GAsyncResult *result, gpointer opaque)
{
    Attempt *attempt = opaque;
    SocketChardev *self = attempt->owner;
    g_autoptr(GError) error = NULL;
    GSocketConnection *connection =
        g_socket_client_connect_finish(G_SOCKET_CLIENT(client), result, &error);

    g_object_unref(attempt->cancellable);
    g_free(attempt);
    if (!self) {
        g_clear_object(&connection);
        return;
    }
    self->attempt = NULL;
    if (connection) {
        set_peer(CHARDEV(self), g_socket_connection_get_socket(connection),
                 G_OBJECT(connection));
        return;
    }
    if (!self->failure_told) {
        self->failure_told = true;
        warn_report("chardev '%s' cannot connect, and will try again: %s",
                    CHARDEV(self)->label, error->message);
    }
    retry_later(self);
}

static void start_attempt(SocketChardev *self)
{
    g_autoptr(GSocketClient) client = socket_address_client();
    g_autoptr(GSocketConnectable) to =
        socket_address_connectable(&self->spec, &error_abort);

    self->attempt = g_new0(Attempt, 1);
    self->attempt->owner = self;
    self->attempt->cancellable = g_cancellable_new();
    g_socket_client_connect_async(client, to, self->attempt->cancellable, attempt_done,
                                  self->attempt);
}

static void abandon_attempt(SocketChardev *self)
{
    Attempt *attempt = g_steal_pointer(&self->attempt);

    if (attempt) {
        attempt->owner = NULL;
        g_cancellable_cancel(attempt->cancellable);
    }
}

/* --- the end of a peer -------------------------------------------------------------- */

static void free_peer(SocketChardev *self)
{
    CharFds *fds = g_steal_pointer(&self->fds);

    remove_fd_in_watch(CHARDEV(self));
    destroy_source(&self->hang_up);
    if (fds) {
        /* A watch that the front end still has keeps fds, and is to see the end. */
        char_fds_shut_down(fds);
        char_fds_unref(fds);
    }
}

/* The front end comes last, as it may end chr. */
static void disconnect(Chardev *chr)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);

    if (!self->fds) {
        return;
    }
    free_peer(self);
    if (self->listener) {
        set_filename(chr, NULL);
        start_accepting(chr);
    } else {
        g_free(chr->filename);
        chr->filename = g_strdup(DISCONNECTED "socket");
        if (self->spec.reconnect_ms) {
            retry_later(self);
        }
    }
    qemu_chr_be_event(chr, CHR_EVENT_CLOSED);
}

/* --- methods ------------------------------------------------------------------------ */

static int socket_write(Chardev *chr, const uint8_t *buf, int len)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);

    if (!self->fds) {
        errno = EIO;
        return -1;
    }
    int result = char_fds_write(self->fds, buf, len);
    int write_errno = errno;
    if (result < 0 && write_errno != EAGAIN && !char_fds_have_input(self->fds)) {
        disconnect(chr);
    }
    errno = write_errno;
    return result;
}

static int socket_sync_read(Chardev *chr, const uint8_t *buf, int len)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);

    if (!self->fds) {
        return 0;
    }
    int count = char_fds_read(self->fds, (uint8_t *)buf, len);
    int read_errno = errno;
    if (count == 0 || (count < 0 && read_errno != EAGAIN)) {
        disconnect(chr);
    }
    errno = read_errno;
    return count;
}

static GSource *socket_add_watch(Chardev *chr, GIOCondition cond)
{
    CharFds *fds = CHARDEV_SOCKET(chr)->fds;

    return fds ? char_fds_watch(fds, fds->out, cond) : NULL;
}

static int socket_add_client(Chardev *chr, int fd)
{
    if (CHARDEV_SOCKET(chr)->fds) {
        return -1;
    }
    GSocket *socket = g_socket_new_from_fd(fd, NULL);
    if (!socket) {
        return -1;
    }
    abandon_attempt(CHARDEV_SOCKET(chr));
    set_peer(chr, socket, G_OBJECT(socket));
    return 0;
}

static int socket_wait_connected(Chardev *chr, Error **errp)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);

    while (!self->fds && self->listener) {
        g_autoptr(GError) error = NULL;
        if (!g_socket_condition_wait(self->listener, G_IO_IN, NULL, &error)) {
            error_setg(errp, "cannot wait for a client: %s", error->message);
            return -1;
        }
        accept_peer(chr, NULL);
    }
    if (!self->fds) {
        abandon_attempt(self);
        destroy_source(&self->retry);
    }
    while (!self->fds && self->spec.reconnect_ms) {
        if (!connect_now(chr, NULL)) {
            g_usleep(self->spec.reconnect_ms * 1000);
        }
    }
    return self->fds || connect_now(chr, errp) ? 0 : -1;
}

static void socket_open(Chardev *chr, ChardevBackend *backend, bool *be_opened,
                        Error **errp)
{
    SocketChardev *self = CHARDEV_SOCKET(chr);
    g_autoptr(GSocketConnectable) to = NULL;

    self->spec = *backend;
    self->spec.path = g_strdup(backend->path);
    self->spec.host = g_strdup(backend->host);
    qemu_chr_set_feature(chr, QEMU_CHAR_FEATURE_RECONNECTABLE);
    *be_opened = false;
    if (backend->server) {
        open_server(chr, errp);
    } else if (!backend->reconnect_ms) {
        connect_now(chr, errp);
    } else {
        to = socket_address_connectable(backend, errp);
        if (to) {
            chr->filename = g_strdup(DISCONNECTED "socket");
            start_attempt(self);
        }
    }
}

static void socket_finalize(Object *obj)
{
    SocketChardev *self = CHARDEV_SOCKET(obj);

    abandon_attempt(self);
    destroy_source(&self->retry);
    destroy_source(&self->accept);
    free_peer(self);
    socket_address_stop_listening(self->listener);
    chardev_backend_clear(&self->spec);
}

static void socket_class_init(ObjectClass *klass, const void *data)
{
    ChardevClass *chardev_class = CHARDEV_CLASS(klass);

    chardev_class->open = socket_open;
    chardev_class->chr_write = socket_write;
    chardev_class->chr_sync_read = socket_sync_read;
    chardev_class->chr_add_watch = socket_add_watch;
    chardev_class->chr_add_client = socket_add_client;
    chardev_class->chr_wait_connected = socket_wait_connected;
    chardev_class->chr_disconnect = disconnect;
    chardev_class->chr_update_read_handler = watch_peer;
}

static const TypeInfo socket_types[] = {
    {
        .name = TYPE_CHARDEV_SOCKET,
        .parent = TYPE_CHARDEV,
        .instance_size = sizeof(SocketChardev),
        .instance_finalize = socket_finalize,
        .class_init = socket_class_init,
    },
};

DEFINE_TYPES(socket_types)
