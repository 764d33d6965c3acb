/* SPDX-License-Identifier: MIT */
/* Tags declared in odd places. */
struct a {
    struct b *first;
    struct b {
        struct a *back;
        union c {
            int i;
            struct a *a;
        } c;
    } inner;
    struct b second;
};
union c make_c(struct b *b);
typedef struct d {
    struct e {
        int x;
    } * e;
} d;
struct e *get_e(const d *value);
int size_here[sizeof(struct in_sizeof { int q; })];
struct in_sizeof *after_sizeof(void);
