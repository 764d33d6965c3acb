/* SPDX-License-Identifier: MIT */
/* What fuzz targets of devices share: the processor's accesses, and saved states. */
#ifndef TESTS_FUZZ_DEVICE_H
#define TESTS_FUZZ_DEVICE_H

#include "bindery/hwcore.h"

/* The first device's place, clear of the system's other memory. */
#define BASE 0x1000

/* Types, main loop, big lock, and a virtual clock that is stepped. Once. */
void start_runtime(void);

/* An access of size bytes, little-endian, at that distance from BASE. */
uint64_t read_sized(hwaddr offset, unsigned size);
void write_sized(hwaddr offset, unsigned size, uint64_t value);

/* The state of all, new. */
GByteArray *save(void);
void assert_same(const GByteArray *one, const GByteArray *other);
/*
 * Change so many bytes of a state as the input says; with more than 6, cut it off, too:
 * how many bytes are left of it.
 */
size_t damage_state(GByteArray *state, unsigned damage);

#endif
