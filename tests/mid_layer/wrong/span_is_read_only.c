/* SPDX-License-Identifier: MIT */
/* gcc: assignment of read-only location */
/* clang: read-only variable is not assignable */
#include "bindery/util/span.h"

void clear(ByteSpan bytes);

void clear(ByteSpan bytes)
{
    span_at(bytes, 0) = 0; /* wrong */
}
