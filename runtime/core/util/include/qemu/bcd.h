/* SPDX-License-Identifier: MIT */
/* Two decimal digits in a byte, as real-time clocks have them. */
#ifndef QEMU_BCD_H
#define QEMU_BCD_H

#include <stdint.h>

/* val is 0 to 99. */
static inline uint8_t to_bcd(uint8_t val)
{
    return (uint8_t)((val / 10) << 4 | val % 10);
}

static inline uint8_t from_bcd(uint8_t val)
{
    return (uint8_t)((val >> 4) * 10 + (val & 0x0f));
}

#endif
