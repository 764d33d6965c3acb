/* SPDX-License-Identifier: MIT */
#include <base.h>
