/* SPDX-License-Identifier: MIT */
/* An alignment on a member, on a typedef, and by _Alignas. */
typedef int aligned_int __attribute__((aligned(16)));
typedef long long less_aligned __attribute__((aligned(2)));
typedef struct point {
    int x, y;
} aligned_point __attribute__((aligned(32)));
typedef char cache_line[64] __attribute__((aligned(64)));

struct members {
    char a;
    aligned_int b;
    char c;
    less_aligned d;
    char e;
    aligned_point f;
    char g;
};

struct standard {
    char a;
    _Alignas(16) char b;
    _Alignas(double) char c;
    _Alignas(32) _Alignas(8) int d;
};

struct typedefs_packed {
    char a;
    aligned_int b;
    less_aligned c;
} __attribute__((packed));

struct line {
    cache_line data;
    char state;
};

struct several_declarators {
    char a __attribute__((aligned(4))), b, c __attribute__((aligned(8)));
};

extern int aligned_variable __attribute__((aligned(128)));
extern aligned_int variable_of_aligned_type;
