/* SPDX-License-Identifier: MIT */
/* The manifest says which parameter is the opaque pointer, and that there is none. */
typedef int (*tick_func)(void *first, int n, void *user_data);
typedef void (*apply_func)(void *matrix, int n);
void add_tick(tick_func function, void *arg);
