/* SPDX-License-Identifier: MIT */
/* Addresses on a bus, in bytes, and how they are printed. */
#ifndef HWADDR_H
#define HWADDR_H

#include <inttypes.h>
#include <stdint.h>

typedef uint64_t hwaddr;

#define HWADDR_BITS 64
#define HWADDR_MAX  UINT64_MAX

#define HWADDR_PRId PRId64
#define HWADDR_PRIi PRIi64
#define HWADDR_PRIo PRIo64
#define HWADDR_PRIu PRIu64
#define HWADDR_PRIx PRIx64
#define HWADDR_PRIX PRIX64
/* All 16 digits. */
#define HWADDR_FMT_plx "%016" PRIx64

/* One line of a board's memory map. */
typedef struct MemMapEntry {
    hwaddr base;
    hwaddr size;
} MemMapEntry;

#endif
