/* SPDX-License-Identifier: MIT */
/* A device with a cell of each kind. */
#ifndef TESTS_RUNTIME_BQL_CELL_DEVICE_H
#define TESTS_RUNTIME_BQL_CELL_DEVICE_H

#include "bindery/bql/bql_cell.h"

typedef struct Registers {
    uint32_t control;
    uint32_t status;
} Registers;

typedef struct Device {
    BqlCell(uint32_t) level;
    BqlRefCell(Registers) regs;
} Device;

#endif
