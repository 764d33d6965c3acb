/* SPDX-License-Identifier: MIT */
/* An unnamed bit-field is padding; one of width zero ends the unit. */
struct zero_width {
    unsigned char a : 3;
    unsigned char : 0;
    unsigned char b : 4;
    unsigned int : 0;
    unsigned char c : 1;
    unsigned long long : 0;
    char d;
};

struct gaps {
    unsigned int a : 3;
    unsigned int : 5;
    unsigned int b : 2;
    int : 13;
};

struct ends_with_zero {
    char c;
    int : 0;
};

struct only_padding_then_bits {
    unsigned int : 7;
    unsigned int a : 1;
};
