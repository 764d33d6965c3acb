/* SPDX-License-Identifier: MIT */
/* What the record of the other module says of its callback types holds here too. */
#include "../callback_base/wrapper.h"

struct watch {
    tick_func tick;
    void *owner;
};
void other_tick(tick_func function, void *arg);
void apply(apply_func function, void *user_data);
