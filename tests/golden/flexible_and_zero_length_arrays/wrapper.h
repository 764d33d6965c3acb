/* SPDX-License-Identifier: MIT */
struct flexible {
    unsigned int length;
    char data[];
};

struct flexible_of_records {
    short n;
    struct entry {
        long key;
        char value;
    } entries[];
};

struct zero_length {
    int n;
    long tail[0];
};

struct zero_length_first {
    char none[0];
    int n;
    struct {
        int x;
    } empty[0];
};

union zero_length_union {
    int a;
    char start[0];
};

struct only_zero {
    int nothing[0];
};

struct __attribute__((packed)) packed_flexible {
    char c;
    long values[];
};

struct array_of_nothing {
    int a[3][0];
    char b;
};
