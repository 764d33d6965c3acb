/* SPDX-License-Identifier: MIT */
typedef int (*tick_func)(void *user_data);
void add_tick(tick_func function, void *arg);
