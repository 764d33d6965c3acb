/* SPDX-License-Identifier: MIT */
/* Without patterns: this header, those it includes, and what stands below their folders. */
#include "direct.h"
int own(struct direct *d);
