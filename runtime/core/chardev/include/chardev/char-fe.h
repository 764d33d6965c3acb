/* SPDX-License-Identifier: MIT */
/*
 * A device's side of a character device. A device embeds a CharFrontend, zeroed at first;
 * a property or qemu_chr_fe_init() connects it to a Chardev. Without one every function
 * does nothing, and what it would have counted is 0.
 *
 * Locking: as in chardev/char.h, always with the big lock held.
 */
#ifndef QEMU_CHAR_FE_H
#define QEMU_CHAR_FE_H

#include "chardev/char.h"
#include "qemu/main-loop.h"

/* Something has happened to the stream. */
typedef void IOEventHandler(void *opaque, QEMUChrEvent event);
/* The front end has another back end now: 0, or -1 to go back to the old one. */
typedef int BackendChangeHandler(void *opaque);

/* Filled in by the functions below; devices only embed it. */
struct CharFrontend {
    Chardev *chr; /* borrowed */
    IOEventHandler *chr_event;
    IOCanReadHandler *chr_can_read;
    IOReadHandler *chr_read;
    BackendChangeHandler *chr_be_change;
    void *opaque;
    int tag;
    bool fe_is_open;
};

/* --- connecting ----------------------------------------------------------------------
 */

/* c becomes the front end of s, borrowed; false with errp set where s has one. */
bool qemu_chr_fe_init(CharFrontend *c, Chardev *s, Error **errp);
/* Part from the Chardev, without handlers being called; del ends that one, too. */
void qemu_chr_fe_deinit(CharFrontend *c, bool del);
/* The Chardev, borrowed, or NULL. */
Chardev *qemu_chr_fe_get_driver(CharFrontend *c);
/* Whether there is a Chardev, and whether that has a peer. */
bool qemu_chr_fe_backend_connected(CharFrontend *c);
bool qemu_chr_fe_backend_open(CharFrontend *c);

/*
 * What to call: fd_can_read asks how many bytes the device can take now, fd_read gives it
 * no more than that, fd_event tells it of events. Each may be NULL: no input is read
 * without the first two. opaque is borrowed. Handlers run in context; NULL: the default
 * one. set_open also opens the front end, or closes it when all are NULL. sync_state: an
 * fd_event is told OPENED here when the stream is open already. Handlers may call every
 * function of this header, and end the Chardev.
 */
void qemu_chr_fe_set_handlers_full(CharFrontend *c, IOCanReadHandler *fd_can_read,
                                   IOReadHandler *fd_read, IOEventHandler *fd_event,
                                   BackendChangeHandler *be_change, void *opaque,
                                   GMainContext *context, bool set_open, bool sync_state);
/* With sync_state. */
void qemu_chr_fe_set_handlers(CharFrontend *c, IOCanReadHandler *fd_can_read,
                              IOReadHandler *fd_read, IOEventHandler *fd_event,
                              BackendChangeHandler *be_change, void *opaque,
                              GMainContext *context, bool set_open);

/* Whether the device is ready to use the stream; back ends may pass it on to the peer. */
void qemu_chr_fe_set_open(CharFrontend *c, bool is_open);
/* For multiplexers, so nothing happens here. */
void qemu_chr_fe_take_focus(CharFrontend *c);
/* fd_can_read would say more than before: input that waited comes soon. */
void qemu_chr_fe_accept_input(CharFrontend *c);
/* Send the peer away, as if it had left. */
void qemu_chr_fe_disconnect(CharFrontend *c);
/* Block until there is a peer: 0; -1 with errp set, also without a Chardev. */
int qemu_chr_fe_wait_connected(CharFrontend *c, Error **errp);
/* Whether a terminal shows what is typed. */
void qemu_chr_fe_set_echo(CharFrontend *c, bool echo);

/* --- output --------------------------------------------------------------------------
 */

/*
 * Write some of len bytes, without waiting: how many. -1 with errno when none can be:
 * EAGAIN says later (qemu_chr_fe_add_watch() tells when), all else that they are lost.
 */
int qemu_chr_fe_write(CharFrontend *c, const uint8_t *buf, int len);
/* Write len bytes, waiting for the peer with the lock held; -1 with errno on an error. */
int qemu_chr_fe_write_all(CharFrontend *c, const uint8_t *buf, int len);
/* Format, and write all of it. */
void qemu_chr_fe_printf(CharFrontend *c, const char *fmt, ...) G_GNUC_PRINTF(2, 3);

/* The first argument means nothing. G_SOURCE_CONTINUE to be called again. */
typedef gboolean (*FEWatchFunc)(void *do_not_use, GIOCondition condition, void *data);
/*
 * Call func in the handlers' context when cond (G_IO_OUT, G_IO_HUP) holds, also when the
 * peer has gone. The source's number, for g_source_remove(), not 0; 0 when there is no
 * peer, or the back end never makes one wait.
 */
guint qemu_chr_fe_add_watch(CharFrontend *c, GIOCondition cond, FEWatchFunc func,
                            void *user_data);

/* --- input without handlers, and the rest --------------------------------------------
 */

/*
 * Read len bytes, waiting for them with the lock held: how many; fewer at the end of the
 * input, -1 with errno on an error before the first.
 */
int qemu_chr_fe_read_all(CharFrontend *c, uint8_t *buf, int len);

/* A command of chardev/char-serial.h: 0, or -errno; -ENOTSUP where there is no such. */
int qemu_chr_fe_ioctl(CharFrontend *c, int cmd, void *arg);

/* File descriptors that the peer has passed, or shall be passed: -1, no back end can. */
int qemu_chr_fe_get_msgfd(CharFrontend *c);
int qemu_chr_fe_get_msgfds(CharFrontend *c, int *fds, int num);
int qemu_chr_fe_set_msgfds(CharFrontend *c, int *fds, int num);

#endif
