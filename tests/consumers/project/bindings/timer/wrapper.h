/* SPDX-License-Identifier: MIT */
#include <timer.h>
