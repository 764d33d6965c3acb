/* SPDX-License-Identifier: MIT */
/* What the generator reads: its name is not that of the bindings. */
#include "marked.h"
