/* SPDX-License-Identifier: MIT */
/* What the generator reads of the PL011: its objects and handlers. */
#include "pl011.h"
