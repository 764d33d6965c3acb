/* SPDX-License-Identifier: MIT */
/* Some 200,000 lines of the compiler's own; only what is used of them comes through. */
#include <immintrin.h>

struct lanes {
    __m128i integers;
    __m128d doubles;
};
__m128i shuffle(__m128i a, __m128i b);
static inline __m128i add_lanes(__m128i a, __m128i b)
{
    return _mm_add_epi32(a, b);
}
