/* SPDX-License-Identifier: MIT */
/* A table is of a record that has callbacks, and its initializers are of its members. */
#include <bindery/marks.h>

struct plain { int n; };
struct hidden;
struct operations {
    int (*read)(void *opaque);
    int endianness;
};

struct a { int n; } BINDERY_TABLE(struct plain, a_ops);
struct b { int n; } BINDERY_TABLE(struct hidden, b_ops);
struct c { int n; } BINDERY_TABLE(struct operation, c_ops);
struct d { int n; } BINDERY_TABLE(struct operations, d_ops, .endiannes = 1);
struct e { int n; } BINDERY_TABLE(struct operations, e_ops, 1);
struct f { int n; } BINDERY_TABLE(struct operations, f_ops);
struct g { int n; } BINDERY_TABLE(struct operations, f_ops);
struct h { int n; } BINDERY_TABLE(struct operations, h_ops, .endianness = 1, .endianness = 2);
