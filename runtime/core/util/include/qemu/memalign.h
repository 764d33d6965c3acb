/* SPDX-License-Identifier: MIT */
/* Aligned memory: qemu_memalign(), qemu_try_memalign() and qemu_vfree(). */
#ifndef QEMU_MEMALIGN_H
#define QEMU_MEMALIGN_H

#include <stddef.h>

/*
 * size bytes aligned to alignment, a power of two; new, for qemu_vfree(). qemu_memalign()
 * aborts when there are none; qemu_try_memalign() returns NULL.
 */
void *qemu_memalign(size_t alignment, size_t size);
void *qemu_try_memalign(size_t alignment, size_t size);
/* ptr is stolen; NULL is fine. */
void qemu_vfree(void *ptr);

#endif
