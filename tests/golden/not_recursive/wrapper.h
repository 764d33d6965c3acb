/* SPDX-License-Identifier: MIT */
/* What an allowed declaration needs is not taken. */
struct wanted {
    int a;
};
struct needed {
    int b;
};
typedef int needed_number;
int wanted_function(struct wanted *w);
