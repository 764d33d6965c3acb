/* SPDX-License-Identifier: MIT */
/* Initializers of members of members, however they are written. */
#include <bindery/marks.h>

struct limits { unsigned min_access_size, max_access_size; };
struct operations {
    int (*read)(void *opaque);
    struct limits impl;
    struct limits each[2];
    int sizes[2][3];
};

struct a { int n; } BINDERY_TABLE(struct operations, a_ops, .impl.min_acess_size = 1);
struct b { int n; } BINDERY_TABLE(struct operations, b_ops, .impl = {.min_acess_size = 1});
struct c { int n; } BINDERY_TABLE(struct operations, c_ops, .each[1].max_access_siz = 1);
struct d { int n; } BINDERY_TABLE(struct operations, d_ops, .each = {{1, 2}, {.mix = 1}});
struct e { int n; } BINDERY_TABLE(struct operations, e_ops, .each = {[1] = {.mix = 1}});
struct f { int n; } BINDERY_TABLE(struct operations, f_ops, .impl[0] = {1, 2});
struct g { int n; } BINDERY_TABLE(struct operations, g_ops, .sizes[0].n = 1);
struct h { int n; }
    BINDERY_TABLE(struct operations, h_ops, .impl.min_access_size = 1, .impl = {.max_access_size = 2});
struct i { int n; }
    BINDERY_TABLE(struct operations, i_ops, .impl = {1}, .impl.min_access_size = 1);

/* Nothing is wrong here. */
struct j { int n; }
    BINDERY_TABLE(struct operations, j_ops, .impl = {.min_access_size = 1, .max_access_size = 4,},
                  .each[0] = {1, 2}, .each[1].min_access_size = 3,
                  .sizes = {[0 ... 1] = {1, 2, 3}}, .read = 0);

/* Values that cannot be one. */
struct class { void (*reset)(void *opaque); int priorities[2]; };
struct k { int n; } BINDERY_TABLE(struct operations, k_ops, .impl.min_access_size =, .read = 0);
struct l { int n; } BINDERY_TABLE(struct operations, l_ops, .each[2] = {1, 2});
struct m { int n; } BINDERY_CLASS(struct class, .priorities[0x7] = 1);
struct n { int n; } BINDERY_CLASS(struct class, .priorities = {1, 2});
