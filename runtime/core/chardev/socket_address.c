/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "socket_address.h"

#include <sys/un.h>

#include <gio/gunixsocketaddress.h>

#include "qapi/error.h"
#include "runtime/chardev.h"

GSocketConnectable *socket_address_connectable(const ChardevBackend *backend,
                                               Error **errp)
{
    size_t limit = sizeof(((struct sockaddr_un *)0)->sun_path) - 1;

    if (!backend->path) {
        return g_network_address_new(backend->host, backend->port);
    }
    if (strlen(backend->path) > limit) {
        error_setg(errp, "the path of a Unix socket has at most %zu bytes, not %zu",
                   limit, strlen(backend->path));
        return NULL;
    }
    return G_SOCKET_CONNECTABLE(g_unix_socket_address_new(backend->path));
}

/* --- names of Unix sockets that listen ---------------------------------------------- */

/* Whole at any moment: a signal handler reads it. */
typedef struct Name {
    struct Name *next;
    char *path;
} Name;

static Name *names;

static void note_name(const char *path)
{
    Name *name = g_new(Name, 1);

    *name = (Name){.next = names, .path = g_strdup(path)};
    g_atomic_pointer_set(&names, name);
}

static void remove_name(const char *path)
{
    Name **at = &names;

    while (strcmp((*at)->path, path) != 0) {
        at = &(*at)->next;
    }
    Name *name = *at;
    unlink(path);
    g_atomic_pointer_set(at, name->next);
    g_free(name->path);
    g_free(name);
}

void chardev_remove_sockets(void)
{
    for (const Name *name = g_atomic_pointer_get(&names); name; name = name->next) {
        unlink(name->path);
    }
}

/* --- listening ---------------------------------------------------------------------- */

/* A server that is gone leaves its socket behind. Any other file is somebody's. */
static void remove_old_socket(const char *path)
{
    struct stat status;

    if (lstat(path, &status) == 0 && S_ISSOCK(status.st_mode)) {
        unlink(path);
    }
}

static GSocket *listen_at(GSocketAddress *address, GError **error)
{
    g_autoptr(GSocket) socket =
        g_socket_new(g_socket_address_get_family(address), G_SOCKET_TYPE_STREAM,
                     G_SOCKET_PROTOCOL_DEFAULT, error);

    if (!socket) {
        return NULL;
    }
    g_socket_set_listen_backlog(socket, 1);
    if (!g_socket_bind(socket, address, TRUE, error) || !g_socket_listen(socket, error)) {
        return NULL;
    }
    return g_steal_pointer(&socket);
}

/* A name may have several addresses: the first that this host can listen at. */
static GSocket *listen_at_first(GSocketConnectable *connectable, GError **error)
{
    g_autoptr(GSocketAddressEnumerator) addresses =
        g_socket_connectable_enumerate(connectable);
    GSocket *socket = NULL;

    for (;;) {
        g_autoptr(GError) enumerate_error = NULL;
        g_autoptr(GSocketAddress) address =
            g_socket_address_enumerator_next(addresses, NULL, &enumerate_error);
        if (!address) {
            if (!*error) {
                *error = g_steal_pointer(&enumerate_error);
            }
            return NULL;
        }
        g_clear_error(error);
        socket = listen_at(address, error);
        if (socket) {
            return socket;
        }
    }
}

static GSocket *listen_everywhere(uint16_t port, GError **error)
{
    /* The first one takes what comes by either protocol, where the host has both. */
    static const GSocketFamily families[] = {G_SOCKET_FAMILY_IPV6, G_SOCKET_FAMILY_IPV4};
    GSocket *socket = NULL;

    for (size_t i = 0; i < ARRAY_SIZE(families) && !socket; i++) {
        g_autoptr(GInetAddress) any = g_inet_address_new_any(families[i]);
        g_autoptr(GSocketAddress) address = g_inet_socket_address_new(any, port);
        g_clear_error(error);
        socket = listen_at(address, error);
    }
    return socket;
}

GSocket *socket_address_listen(const ChardevBackend *backend, Error **errp)
{
    g_autoptr(GError) error = NULL;
    GSocket *socket;

    if (!backend->path && !*backend->host) {
        socket = listen_everywhere(backend->port, &error);
    } else {
        g_autoptr(GSocketConnectable) connectable =
            socket_address_connectable(backend, errp);
        if (!connectable) {
            return NULL;
        }
        if (backend->path) {
            remove_old_socket(backend->path);
        }
        socket = listen_at_first(connectable, &error);
    }
    if (socket && backend->path) {
        note_name(backend->path);
    }
    if (!socket) {
        error_setg(errp, "cannot listen there: %s",
                   error ? error->message : "the host has no address");
    }
    return socket;
}

void socket_address_stop_listening(GSocket *listener)
{
    if (!listener) {
        return;
    }
    g_autoptr(GSocketAddress) address = g_socket_get_local_address(listener, NULL);
    if (address && G_IS_UNIX_SOCKET_ADDRESS(address)) {
        remove_name(g_unix_socket_address_get_path(G_UNIX_SOCKET_ADDRESS(address)));
    }
    g_object_unref(listener);
}

/* --- the rest ----------------------------------------------------------------------- */

GSocketClient *socket_address_client(void)
{
    GSocketClient *client = g_socket_client_new();
    g_socket_client_set_enable_proxy(client, FALSE);
    return client;
}

char *socket_address_text(GSocketAddress *address)
{
    if (address && G_IS_UNIX_SOCKET_ADDRESS(address)) {
        return g_strconcat(
            "unix:", g_unix_socket_address_get_path(G_UNIX_SOCKET_ADDRESS(address)),
            NULL);
    }
    if (address && G_IS_INET_SOCKET_ADDRESS(address)) {
        GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS(address);
        GInetAddress *host = g_inet_socket_address_get_address(inet);
        bool brackets = g_inet_address_get_family(host) == G_SOCKET_FAMILY_IPV6;
        g_autofree char *name = g_inet_address_to_string(host);
        return g_strdup_printf("tcp:%s%s%s:%u", brackets ? "[" : "", name,
                               brackets ? "]" : "", g_inet_socket_address_get_port(inet));
    }
    return g_strdup("?");
}
