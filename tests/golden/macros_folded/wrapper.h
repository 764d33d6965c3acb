/* SPDX-License-Identifier: MIT */
/* No integer constant expressions to the letter, though compilers fold some of them. */
#define OVERFLOW (2147483647 + 1)
#define SHIFT_TOO_FAR (1 << 40)
#define DIVISION_BY_ZERO (1 / 0)
#define MULTI_CHARACTER 'ab'
#define ELEMENT ("abc"[1])
int present(void);
