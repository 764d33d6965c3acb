/* SPDX-License-Identifier: MIT */
/* program: operations */
/* gcc: read-only */
/* clang: cannot assign to variable 'timer_ops' with const-qualified type */
#include "timer_trampolines.h"

void change(void);

void change(void)
{
    timer_ops.order = BUS_LITTLE_ENDIAN; /* wrong */
}
