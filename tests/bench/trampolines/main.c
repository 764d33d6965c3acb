/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "loop.h"

int main(void)
{
    static uint32_t values[VALUES];
    Meter meter = {.parent.kind = "meter"};
    Tally tally = {0};
    uint32_t random = 1;

    for (unsigned i = 0; i < VALUES; i++) {
        values[i] = random = random * 1664525 + 1013904223;
    }
    loop(&meter, values, &tally, 1000);
    printf("%u %u %u %u\n", meter.value, tally.pairs, tally.devices, values[0]);
    return 0;
}
