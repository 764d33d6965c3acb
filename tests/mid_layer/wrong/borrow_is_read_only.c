/* SPDX-License-Identifier: MIT */
/* gcc: assignment of member ‘control’ in read-only object */
/* clang: cannot assign to variable 'regs' with const-qualified type */
#include "bindery/bql/bql_cell.h"

typedef struct Registers {
    int control;
} Registers;

typedef struct Device {
    BqlRefCell(Registers) regs;
} Device;

void start(Device *s);

void start(Device *s)
{
    BQL_BORROW(regs, &s->regs);
    regs->control = 1; /* wrong */
}
