/* SPDX-License-Identifier: MIT */
enum tiny { TINY_A, TINY_B = 200 } __attribute__((packed));
enum tiny_signed { TINY_MINUS = -100, TINY_PLUS = 100 } __attribute__((packed));
enum __attribute__((packed)) two_bytes { TWO = 0x1234 };
typedef enum { PACKED_TYPEDEF } __attribute__((packed)) packed_typedef;
typedef enum roomy { ROOMY } aligned_enum __attribute__((aligned(16)));
struct uses {
    enum tiny a;
    enum tiny_signed b;
    enum two_bytes c;
    packed_typedef d;
    aligned_enum e;
    enum tiny bits : 3;
};
enum tiny get_tiny(enum two_bytes t);
