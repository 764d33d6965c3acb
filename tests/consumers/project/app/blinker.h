/* SPDX-License-Identifier: MIT */
#ifndef BLINKER_H
#define BLINKER_H

#include <bindery/marks.h>
#include <timer.h>

/** A light that goes on and off. */
typedef struct Blinker {
    unsigned turns;
    base_time last;
} Blinker;

/** Turns the light on or off. */
void blinker_turn(Blinker *blinker, base_time now) BINDERY_IMPLEMENTS(timer_func);

#endif
