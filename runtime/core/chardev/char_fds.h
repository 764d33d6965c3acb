/* SPDX-License-Identifier: MIT */
/*
 * The file descriptors of a stream, counted: a watch that a device still has keeps them
 * open, so that no other file gets their numbers before it is gone. Under the big lock.
 */
#ifndef CHAR_FDS_H
#define CHAR_FDS_H

#include <glib-object.h>

#include "chardev/char.h"

typedef struct CharFds {
    int in;  /* -1: no input */
    int out; /* may be the same */
    /* Has the socket that both are, or NULL. */
    GObject *socket;
    /* Both belong to somebody else, who closes them. */
    bool borrowed;
    gint refs;
} CharFds;

/* Made non-blocking and stolen, unless borrowed. A write to a broken pipe is an error. */
CharFds *char_fds_new(int in, int out, bool borrowed);
/* Of the socket that owner, stolen, keeps open. */
CharFds *char_fds_new_socket(int fd, GObject *owner);
CharFds *char_fds_ref(CharFds *fds);
/* NULL is fine. */
void char_fds_unref(CharFds *fds);

/* Some of len bytes; 0 at the end (or for no input); -1 with errno. */
int char_fds_read(CharFds *fds, void *buf, size_t len);
int char_fds_write(CharFds *fds, const void *buf, size_t len);
/* Whether there is input that has not been read. */
bool char_fds_have_input(const CharFds *fds);
/* What holds of the conditions now, G_IO_HUP and G_IO_ERR always asked for. */
GIOCondition char_fds_poll(int fd, GIOCondition cond);
/* No more in either direction, for the peer and for watches. Sockets only. */
void char_fds_shut_down(CharFds *fds);

/* There is nothing more to read; the source is not yet removed. */
typedef void CharInputEnd(Chardev *chr);
/*
 * A new source, attached to chr's context, that reads whatever the front end can take.
 * It is the one for chr->gsource, and chr is borrowed.
 */
GSource *char_fds_read_source(CharFds *fds, Chardev *chr, CharInputEnd *at_end);
/* A new source that calls a FEWatchFunc while cond holds for an end. */
GSource *char_fds_watch(CharFds *fds, int fd, GIOCondition cond);

#endif
