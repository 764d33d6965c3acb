/* SPDX-License-Identifier: MIT */
struct internals {
    int a;
    char name[13];
    struct internals *next;
};
typedef struct {
    double x, y;
} unnamed_internals;
union storage {
    long l;
    char c[9];
};
struct __attribute__((aligned(64))) aligned_internals {
    char c;
};
struct user {
    struct internals i;
    unnamed_internals u;
    union storage s;
    struct aligned_internals a;
};
