/* SPDX-License-Identifier: MIT */
/* _Float16: GCC 12 has it for C, G++ 12 does not. */
struct half {
    _Float16 h;
    _Float16 pair[2];
    char c;
};
_Float16 halve(_Float16 x);
struct without_half {
    int i;
};
int not_half(struct without_half *w);
