/* SPDX-License-Identifier: MIT */
#include "nowhere.h"
int fine(void);
