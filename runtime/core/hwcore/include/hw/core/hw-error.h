/* SPDX-License-Identifier: MIT */
/* The name that later versions have for it. */
#include "hw/hw.h"
