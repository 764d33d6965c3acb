/* SPDX-License-Identifier: MIT */
/* The version that devices show to guests, which does not change with the program's. */
#ifndef QEMU_HW_VERSION_H
#define QEMU_HW_VERSION_H

#define QEMU_HW_VERSION "2.5+"

/* version is borrowed for good. */
void qemu_set_hw_version(const char *version);
const char *qemu_hw_version(void);

#endif
