/* SPDX-License-Identifier: MIT */
/* GNU C: a record without members has size 0; C++ gives it 1. */
struct empty {
};
union empty_union {
};
struct holds_empty {
    struct empty e;
    int i;
    struct {
    } unnamed;
};
