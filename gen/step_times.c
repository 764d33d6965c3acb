/* SPDX-License-Identifier: MIT */
#include "step_times.h"

#include <glib.h>

double step_now(void)
{
    return (double)g_get_monotonic_time() / 1000.0;
}

void step_times_start(StepTimes *times)
{
    *times = (StepTimes){.started = step_now()};
}

void step_times_add(StepTimes *times, const char *name, double ms)
{
    g_assert(times->n < STEP_TIMES_MAX);
    times->steps[times->n].name = name;
    times->steps[times->n].ms = ms;
    times->n++;
}

void step_times_print(const StepTimes *times, const char *subject, FILE *out)
{
    for (unsigned i = 0; i < times->n; i++) {
        fprintf(out, "%-8s %9.1f ms%s%s\n", times->steps[i].name, times->steps[i].ms,
                subject != NULL ? "  " : "", subject != NULL ? subject : "");
    }
}

void step_times_print_total(const StepTimes *times, FILE *out)
{
    fprintf(out, "%-8s %9.1f ms\n", "total", step_now() - times->started);
}
