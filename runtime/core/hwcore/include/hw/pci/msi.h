/* SPDX-License-Identifier: MIT */
/* Interrupts as writes to memory, as far as controllers of interrupts ask. */
#ifndef QEMU_MSI_H
#define QEMU_MSI_H

#include <stdbool.h>
#include <stdint.h>

#include "qemu/typedefs.h"

/* To be written: data, four bytes in little-endian order, to address. */
struct MSIMessage {
    uint64_t address;
    uint32_t data;
};

/* Set by a controller that can take such interrupts. */
extern bool msi_nonbroken;

#endif
