/* SPDX-License-Identifier: MIT */
/*
 * Writing all of something: write() may take less, and a signal may cut it short.
 */
#ifndef BINDERY_GEN_WRITE_ALL_H
#define BINDERY_GEN_WRITE_ALL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Writes length bytes. False with errno set when not all of them can be written: EINTR
 * when a signal is to end the program (interrupt.h), which may find a write to a pipe
 * half done.
 */
bool write_all(int fd, const char *data, size_t length);

#endif
