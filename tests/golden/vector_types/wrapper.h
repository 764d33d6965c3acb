/* SPDX-License-Identifier: MIT */
typedef int v4si __attribute__((vector_size(16)));
typedef float v8sf __attribute__((vector_size(32)));
typedef unsigned char v16qi __attribute__((vector_size(16)));
typedef int v4si_unaligned __attribute__((vector_size(16), aligned(4)));
typedef int v4si_alias __attribute__((vector_size(16), may_alias));
struct vectors {
    char c;
    v4si v;
    v4si_unaligned u;
    v16qi bytes[2];
    double direct __attribute__((vector_size(16)));
};
struct packed_vectors {
    char c;
    v4si v;
} __attribute__((packed));
v4si add(v4si a, v4si b);
extern v8sf *wide_vectors;
