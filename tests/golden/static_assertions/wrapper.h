/* SPDX-License-Identifier: MIT */
_Static_assert(sizeof(int) == 4, "int is 32 bits");
struct checked {
    int a;
    _Static_assert(sizeof(long) == 8, "long is 64 bits");
    long b;
};
_Static_assert(sizeof(struct checked) == 16, "layout");
