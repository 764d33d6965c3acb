/* SPDX-License-Identifier: MIT */
typedef void (*tick_func)(void *user_data, int n);
struct hooks {
    tick_func tick;
    void *owner;
    int count;
};
void add_timer(int ms, tick_func function, void *data);
int unrelated;
