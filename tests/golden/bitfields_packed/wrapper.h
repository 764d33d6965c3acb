/* SPDX-License-Identifier: MIT */
/* Packed bit-fields share bytes across the boundaries of their types. */
struct packed_bits {
    unsigned int a : 5;
    unsigned int b : 30;
    unsigned short c : 13;
    char d;
    unsigned long long e : 41;
} __attribute__((packed));

struct packed_zero_width {
    unsigned int a : 5;
    unsigned int : 0;
    unsigned int b : 3;
} __attribute__((packed));

struct one_packed_bit_field {
    unsigned char a : 4;
    unsigned int b : 28 __attribute__((packed));
    unsigned int c : 9;
};

#pragma pack(push, 1)
struct pragma_packed_bits {
    unsigned char a : 4;
    unsigned int b : 28;
    unsigned short c : 10;
    unsigned long long d : 60;
};
#pragma pack(pop)

#pragma pack(2)
struct pragma_pack_two_bits {
    unsigned char a : 4;
    unsigned int b : 29;
    unsigned long long c : 50;
    char d;
};
#pragma pack()
