/* SPDX-License-Identifier: MIT */
#include "included.h"
