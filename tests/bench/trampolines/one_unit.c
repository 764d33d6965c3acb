/* SPDX-License-Identifier: MIT */
/* Handlers, trampolines and loop in one unit, where the compiler sees through bridges. */
#include "generated.c"
#include "handlers.c"
#include "meter_trampolines.c"
