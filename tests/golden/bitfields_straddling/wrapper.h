/* SPDX-License-Identifier: MIT */
/* A bit-field that does not fit what is left of its unit moves to the next. */
struct straddling {
    unsigned int a : 20;
    unsigned int b : 20;
    unsigned short c : 9;
    unsigned short d : 9;
    unsigned long long e : 33;
    unsigned long long f : 33;
};

struct mixed_units {
    char a;
    unsigned int b : 24;
    unsigned char c : 7;
    unsigned long long d : 57;
    short e;
    unsigned int f : 12;
};

struct aligned_bits {
    unsigned int a : 3;
    unsigned int b : 4 __attribute__((aligned(8)));
    unsigned int c : 2;
};
