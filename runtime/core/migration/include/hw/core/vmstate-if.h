/* SPDX-License-Identifier: MIT */
/* The same header under its later path. */
#include "hw/vmstate-if.h"
