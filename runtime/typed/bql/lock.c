/* SPDX-License-Identifier: MIT */
#include "bindery/bql/lock.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void bql_fail_unlocked(const char *file, int line, const char *function)
{
    fprintf(stderr,
            "%s:%d: error: %s() is called without the big lock: bql_lock() comes first\n",
            file, line, function);
    abort();
}
