/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "blinker_trampolines.h"

const char *title(void);

int main(void)
{
    Blinker blinker = {0};
    timer *t = blinker_turn_timer_new(20, &blinker);

    timer_run(t, 100);
    timer_free(t);
    printf("%s: %u turns, the last after %u ms of at most %d\n", title(), blinker.turns,
           (unsigned)base_ms(blinker.last), BASE_MAX_MS);
    return 0;
}
