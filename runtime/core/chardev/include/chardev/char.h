/* SPDX-License-Identifier: MIT */
/*
 * Character devices: streams of bytes between a device and the world. A Chardev is the
 * side of the world (a file, a terminal, a socket); it is an object at "/chardevs/LABEL",
 * and the tree owns it: object_unparent() ends it. The device's side is a CharFrontend,
 * see chardev/char-fe.h. A Chardev has one front end at a time.
 *
 * Nothing of what comes in is lost: a back end reads only as much as its front end says
 * that it can take, and leaves the rest where it is.
 *
 * Locking: every function here and in char-fe.h is called with the big lock held, from
 * any thread, and every handler is called with it, by the thread that runs the main loop.
 */
#ifndef QEMU_CHAR_H
#define QEMU_CHAR_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "qemu/typedefs.h"
#include "qom/object.h"

/* The name that the device's side had up to 10.1. */
typedef CharFrontend CharBackend;

/* What is to be opened: a specification that has been parsed. */
typedef struct ChardevBackend ChardevBackend;

typedef enum {
    /* The line was held low for longer than a character takes. */
    CHR_EVENT_BREAK,
    /* There is a peer now. Also told to a front end that finds the stream open. */
    CHR_EVENT_OPENED,
    /* The input goes to this front end, or away from it; multiplexers only. */
    CHR_EVENT_MUX_IN,
    CHR_EVENT_MUX_OUT,
    /* No more input: all of it has been received, and the peer is gone. */
    CHR_EVENT_CLOSED,
} QEMUChrEvent;

/* Bytes that a front end gets at once at most. */
#define CHR_READ_BUF_LEN 4096

typedef enum {
    /* The peer can go and another one come: there is something to wait for. */
    QEMU_CHAR_FEATURE_RECONNECTABLE,
    /* File descriptors can be passed; no back end here can. */
    QEMU_CHAR_FEATURE_FD_PASS,
    /* Input is recorded or replayed; never here. */
    QEMU_CHAR_FEATURE_REPLAY,
    /* Handlers can run in another context than the default one. */
    QEMU_CHAR_FEATURE_GCONTEXT,

    QEMU_CHAR_FEATURE_LAST,
} ChardevFeature;

#define TYPE_CHARDEV "chardev"
OBJECT_DECLARE_TYPE(Chardev, ChardevClass, CHARDEV)

#define TYPE_CHARDEV_NULL    "chardev-null"
#define TYPE_CHARDEV_RINGBUF "chardev-ringbuf"
#define TYPE_CHARDEV_MEMORY  "chardev-memory"
#define TYPE_CHARDEV_FD      "chardev-fd"
#define TYPE_CHARDEV_FILE    "chardev-file"
#define TYPE_CHARDEV_PIPE    "chardev-pipe"
#define TYPE_CHARDEV_STDIO   "chardev-stdio"
#define TYPE_CHARDEV_SERIAL  "chardev-serial"
#define TYPE_CHARDEV_PTY     "chardev-pty"
#define TYPE_CHARDEV_SOCKET  "chardev-socket"

#define CHARDEV_IS_RINGBUF(chr) object_dynamic_cast(OBJECT(chr), TYPE_CHARDEV_RINGBUF)
#define CHARDEV_IS_PTY(chr)     object_dynamic_cast(OBJECT(chr), TYPE_CHARDEV_PTY)

/* For back ends; others may read label and filename. */
struct Chardev {
    Object parent_obj;

    /* The front end, borrowed; NULL without one. */
    CharFrontend *fe;
    char *label; /* "" for one outside the tree */
    /* What it is and where its other end is, for people: "pty:/dev/pts/3". */
    char *filename;
    /* Whether the last event was that it has a peer. */
    int be_open;
    /* Reads for the front end; NULL: nothing is read. */
    GSource *gsource;
    /* Where handlers run, borrowed; NULL: in the default context. */
    GMainContext *gcontext;
    uint32_t features;
};

/* What a back end does; NULL: nothing, or it is not supported. */
struct ChardevClass {
    ObjectClass parent_class;

    /* Not to be made by users. */
    bool internal;

    /*
     * Open what backend (borrowed) says. *be_opened is true; false keeps OPENED back for
     * the time when there is a peer. A failure sets errp; the object is then finalized.
     */
    void (*open)(Chardev *chr, ChardevBackend *backend, bool *be_opened, Error **errp);

    /* Bytes written, perhaps fewer than len; -1 with errno, EAGAIN: none now. */
    int (*chr_write)(Chardev *s, const uint8_t *buf, int len);
    /* Bytes read into buf; 0 at the end; -1 with errno, EAGAIN: none yet. */
    int (*chr_sync_read)(Chardev *s, const uint8_t *buf, int len);
    /* A new source that calls a FEWatchFunc on a condition; NULL without a peer. */
    GSource *(*chr_add_watch)(Chardev *s, GIOCondition cond);
    /* The front end's handlers, or gcontext, have changed. */
    void (*chr_update_read_handler)(Chardev *s);
    /* The result of a command of char-serial.h. */
    int (*chr_ioctl)(Chardev *s, int cmd, void *arg);
    int (*get_msgfds)(Chardev *s, int *fds, int num);
    int (*set_msgfds)(Chardev *s, int *fds, int num);
    /* Take fd, stolen, as the peer: 0, or -1. */
    int (*chr_add_client)(Chardev *chr, int fd);
    /* Block until there is a peer: 0, or -1 with errp set. */
    int (*chr_wait_connected)(Chardev *chr, Error **errp);
    /* Send the peer away. */
    void (*chr_disconnect)(Chardev *chr);
    /* The front end can take input again. */
    void (*chr_accept_input)(Chardev *chr);
    void (*chr_set_echo)(Chardev *chr, bool echo);
    void (*chr_set_fe_open)(Chardev *chr, int fe_open);
    /* Pass an event on; the default gives it to the front end. */
    void (*chr_be_event)(Chardev *s, QEMUChrEvent event);
};

/* --- making and finding --------------------------------------------------------------
 */

/*
 * A new Chardev "/chardevs/LABEL", borrowed from the tree; NULL after a message on
 * standard error. context is borrowed; NULL is the default one. filename is one of
 *   null                           nothing comes, and what goes is dropped
 *   memory[,size=N], ringbuf[,...] in memory, see runtime/chardev.h
 *   stdio                          standard input and output
 *   file:PATH                      output to a file, which is emptied first
 *   pipe:PATH                      the FIFOs PATH.in and PATH.out, or PATH for both
 *   pty                            a new pseudo terminal
 *   /dev/PATH, serial:PATH         a terminal of the host
 *   tcp:HOST:PORT[,OPTIONS]        OPTIONS: server=on, wait=off, nodelay=on,
 *   unix:PATH[,OPTIONS]            reconnect-ms=N (nodelay for tcp only)
 * A socket is a client that connects at once, unless reconnect-ms says to try again and
 * again in the background; or a server with one client at a time, which waits here for
 * the first one unless wait=off. PATH in "unix:" has its commas doubled.
 */
Chardev *qemu_chr_new(const char *label, const char *filename, GMainContext *context);
/* The same: there are no multiplexers here, and no monitor to be multiplexed with. */
Chardev *qemu_chr_new_mux_mon(const char *label, const char *filename,
                              GMainContext *context);
Chardev *qemu_chr_new_noreplay(const char *label, const char *filename,
                               bool permit_mux_mon, GMainContext *context);
/*
 * A new Chardev of a type, opened as backend (borrowed) says. With an id borrowed from
 * the tree as above; with id NULL a new reference. NULL with errp set.
 */
Chardev *qemu_chardev_new(const char *id, const char *typename, ChardevBackend *backend,
                          GMainContext *context, Error **errp);
/* The Chardev of that label, borrowed, or NULL. */
Chardev *qemu_chr_find(const char *name);
/* End all of them; front ends stay, without back end. */
void qemu_chr_cleanup(void);

/* --- for back ends -------------------------------------------------------------------
 */

/* How many bytes the front end can take now; 0 without one. */
int qemu_chr_be_can_write(Chardev *s);
/* Give len bytes to the front end, at most as many as it can take. buf is borrowed. */
void qemu_chr_be_write(Chardev *s, const uint8_t *buf, int len);
void qemu_chr_be_write_impl(Chardev *s, const uint8_t *buf, int len);
/* Tell the front end, and keep be_open. */
void qemu_chr_be_event(Chardev *s, QEMUChrEvent event);
/* The front end's handlers have changed; they run in context, borrowed, from now on. */
void qemu_chr_be_update_read_handlers(Chardev *s, GMainContext *context);

/* As qemu_chr_fe_write(), or with write_all qemu_chr_fe_write_all(). */
int qemu_chr_write(Chardev *s, const uint8_t *buf, int len, bool write_all);
#define qemu_chr_write_all(s, buf, len) qemu_chr_write(s, buf, len, true)

/* fd becomes the peer, and is stolen: 0. -1 when the back end takes none. */
int qemu_chr_add_client(Chardev *s, int fd);
/* Block until there is a peer: 0, or -1 with errp set. */
int qemu_chr_wait_connected(Chardev *chr, Error **errp);

bool qemu_chr_has_feature(Chardev *chr, ChardevFeature feature);
void qemu_chr_set_feature(Chardev *chr, ChardevFeature feature);

/* func(private) every ms milliseconds in chr's context. A new source, attached. */
GSource *qemu_chr_timeout_add_ms(Chardev *chr, guint ms, GSourceFunc func, void *private);

#endif
