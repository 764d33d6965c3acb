/* SPDX-License-Identifier: MIT */
/* What the generator reads of the HPET: its objects and handlers. */
#include "hpet_timer.h"
