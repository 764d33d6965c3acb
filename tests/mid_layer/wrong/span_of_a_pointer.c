/* SPDX-License-Identifier: MIT */
/* gcc: static assertion failed: "this is a pointer, not an array" */
/* clang: this is a pointer, not an array */
#include "bindery/util/span.h"

ByteSpan all_of(const uint8_t *bytes);

ByteSpan all_of(const uint8_t *bytes)
{
    return span_of_array(ByteSpan, bytes); /* wrong */
}
