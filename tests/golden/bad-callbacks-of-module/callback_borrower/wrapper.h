/* SPDX-License-Identifier: MIT */
#include "../callback_owner/wrapper.h"
void other_tick(tick_func function, void *arg);
