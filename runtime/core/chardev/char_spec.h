/* SPDX-License-Identifier: MIT */
/* What a user writes to say which Chardev is wanted, and what has been read from it. */
#ifndef CHAR_SPEC_H
#define CHAR_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "chardev/char.h"

struct ChardevBackend {
    /* A name of a type; lives for good. */
    const char *type;
    /* Each string new, or NULL. */
    char *path;
    char *host; /* "" for a server: all of its addresses */
    uint16_t port;
    bool server;
    bool wait;
    bool nodelay;
    uint32_t reconnect_ms; /* 0: do not */
    uint32_t size;         /* bytes */
};

/* Fill in backend from text as qemu_chr_new() takes it; false with errp set. */
bool chardev_backend_parse(ChardevBackend *backend, const char *text, Error **errp);
/* Free the strings. */
void chardev_backend_clear(ChardevBackend *backend);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ChardevBackend, chardev_backend_clear)

#endif
