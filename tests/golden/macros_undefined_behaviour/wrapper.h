/* SPDX-License-Identifier: MIT */
/* No constant expressions, though a compiler may fold them. */
#define OVERFLOW (2147483647 + 1)
#define SHIFT_TOO_FAR (1 << 40)
#define DIVISION_BY_ZERO (1 / 0)
#define MULTI_CHARACTER 'ab'
int present(void);
