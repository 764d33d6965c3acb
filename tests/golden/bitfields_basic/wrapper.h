/* SPDX-License-Identifier: MIT */
/* Bit-fields of each standard type, signed ones too, and the members around them. */
struct flags {
    unsigned int ready : 1;
    unsigned int mode : 3;
    signed int delta : 5;
    int plain : 7;
    unsigned char small : 2;
    unsigned short medium : 9;
    unsigned long long wide : 40;
    char after;
};

struct whole_unit {
    unsigned int all : 32;
    unsigned long long all64 : 64;
    unsigned char byte : 8;
};

struct const_bits {
    const unsigned int fixed : 4;
    volatile int changing : 4;
};
