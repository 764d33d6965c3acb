/* SPDX-License-Identifier: MIT */
/* What a system header declares comes only where it is needed. */
#include <time.h>
struct stamp {
    struct timespec when;
    clockid_t clock;
};
int stamp_take(struct stamp *s, struct tm *calendar);
