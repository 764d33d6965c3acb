/* SPDX-License-Identifier: MIT */
#include "ticker.h"
