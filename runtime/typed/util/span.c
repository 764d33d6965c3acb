/* SPDX-License-Identifier: MIT */
#include "bindery/util/span.h"

#include <stdio.h>
#include <stdlib.h>

/* An index below 0 has become a size_t on its way here: it is shown as it was. */
void span_fail_index(size_t index, size_t length, const char *file, int line)
{
    fprintf(stderr, "%s:%d: error: the index %zd is outside of %zu items\n", file, line,
            (ssize_t)index, length);
    abort();
}

void span_fail_count(long long count, const char *file, int line)
{
    fprintf(stderr, "%s:%d: error: a span cannot have %lld items\n", file, line, count);
    abort();
}

void span_fail_part(size_t first, size_t count, size_t length, const char *file, int line)
{
    fprintf(stderr, "%s:%d: error: %zd items from %zd on are not all among %zu items\n",
            file, line, (ssize_t)count, (ssize_t)first, length);
    abort();
}
