/* SPDX-License-Identifier: MIT */
/* Unnamed types that stand in one prototype, or are known by one member's name. */
struct pair {
    void (*compare)(struct { int left; } *item, struct { int right; } *item_too,
                    struct { int third; } *);
};
void several(struct { int a; } *, struct { int a; } *, struct { int a; } *);
