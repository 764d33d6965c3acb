/* SPDX-License-Identifier: MIT */
/* Commands of qemu_chr_fe_ioctl() for a serial line; a terminal of the host obeys them.
 */
#ifndef CHAR_SERIAL_H
#define CHAR_SERIAL_H

#include "chardev/char.h"

#define HAVE_CHARDEV_SERIAL 1

/* arg: QEMUSerialSetParams *. */
#define CHR_IOCTL_SERIAL_SET_PARAMS 1
/* arg: int *; 1: send a break, 0: stop it. */
#define CHR_IOCTL_SERIAL_SET_BREAK 2
/* arg: int *; lines CHR_TIOCM_* that are up. */
#define CHR_IOCTL_SERIAL_SET_TIOCM 13
#define CHR_IOCTL_SERIAL_GET_TIOCM 14

typedef struct {
    int speed;     /* bits per second */
    int parity;    /* 'N', 'E' or 'O' */
    int data_bits; /* 5 to 8 */
    int stop_bits; /* 1 or 2 */
} QEMUSerialSetParams;

#define CHR_TIOCM_DTR 0x002
#define CHR_TIOCM_RTS 0x004
#define CHR_TIOCM_CTS 0x020
#define CHR_TIOCM_CAR 0x040
#define CHR_TIOCM_RI  0x080
#define CHR_TIOCM_DSR 0x100

#endif
