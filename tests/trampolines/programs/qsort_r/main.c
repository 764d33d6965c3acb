/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "race.h"
#include "race_trampolines.h"

static int seconds(const Runner *runner, const Race *race)
{
    return runner->seconds + (runner->name[0] == 'A' ? race->handicap : 0);
}

int compare_runners(const Runner *a, const Runner *b, Race *race)
{
    return seconds(a, race) - seconds(b, race);
}

int main(void)
{
    Runner runners[] = {{"Cy", 61}, {"Ann", 59}, {"Bea", 60}};
    Race race = {.handicap = 5};

    compare_runners_qsort_r(runners, 3, sizeof(Runner), &race);
    for (int i = 0; i < 3; i++) {
        printf("%s\n", runners[i].name);
    }
    return 0;
}
