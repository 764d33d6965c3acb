/* SPDX-License-Identifier: MIT */
/* program: operations */
/* gcc: incompatible pointer type */
/* clang: incompatible pointer types */
#include "timer_trampolines.h"

void take_table(const BusDevice *table);

void give(void);

void give(void)
{
    take_table(&timer_ops); /* wrong */
}
