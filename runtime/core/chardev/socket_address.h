/* SPDX-License-Identifier: MIT */
/* From the address in a specification to sockets. */
#ifndef SOCKET_ADDRESS_H
#define SOCKET_ADDRESS_H

#include <gio/gio.h>

#include "char_spec.h"

/* The address as GIO takes it, new; NULL with errp set for one that cannot be. */
GSocketConnectable *socket_address_connectable(const ChardevBackend *backend,
                                               Error **errp);
/* A new socket that listens there, for one client at a time; NULL with errp set. */
GSocket *socket_address_listen(const ChardevBackend *backend, Error **errp);
/* Stop, and take the name of a Unix socket away. listener is stolen; NULL is fine. */
void socket_address_stop_listening(GSocket *listener);
/* A new client that connects without detours. */
GSocketClient *socket_address_client(void);
/* "tcp:127.0.0.1:80" or "unix:/path", new. address may be NULL: "?". */
char *socket_address_text(GSocketAddress *address);

#endif
