/* SPDX-License-Identifier: MIT */
/* gcc: invalid operands to binary + */
/* clang: invalid operands to binary expression */
#include "bindery/bql/bql_cell.h"

typedef struct Device {
    BqlCell(int) level;
} Device;

int above(Device *s);

int above(Device *s)
{
    return s->level + 1; /* wrong */
}
