/* SPDX-License-Identifier: MIT */
/* For a device that finds itself in a state that it cannot go on from. */
#ifndef QEMU_HW_H
#define QEMU_HW_H

#include <glib.h>

/* "qemu: hardware error: ..." on standard error; abort. */
G_NORETURN void hw_error(const char *fmt, ...) G_GNUC_PRINTF(1, 2);

#endif
