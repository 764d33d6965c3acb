/* SPDX-License-Identifier: MIT */
/* What the generator reads of the board: its one object, and what it saves itself. */
#include "clock_state.h"
#include "irq_lines.h"
