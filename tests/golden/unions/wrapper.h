/* SPDX-License-Identifier: MIT */
union number {
    int i;
    float f;
    double d;
    unsigned char bytes[sizeof(double)];
};

typedef union {
    long l;
    void *p;
} word;

union of_records {
    struct {
        int kind;
        char name[8];
    } named;
    union number number;
    struct tagged {
        short s;
    } tagged;
};

union with_flexible_bits {
    unsigned int bits : 3;
    char c;
};
