/* SPDX-License-Identifier: MIT */
/* The same header under its earlier path. */
#include "qobject/json-writer.h"
