/* SPDX-License-Identifier: MIT */
/* The name that earlier versions have for it. */
#include "system/ioport.h"
