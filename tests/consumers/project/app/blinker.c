/* SPDX-License-Identifier: MIT */
#include "blinker.h"

void blinker_turn(Blinker *blinker, base_time now)
{
    blinker->turns++;
    blinker->last = now;
}
