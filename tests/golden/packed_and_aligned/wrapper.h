/* SPDX-License-Identifier: MIT */
/* packed and aligned, on records and on members, together and nested. */
struct packed_plain {
    char a;
    int b;
    long c;
} __attribute__((packed));

struct packed_aligned {
    int a;
    long b;
} __attribute__((packed, aligned(8)));

struct packed_aligned_two {
    char a;
    long b;
} __attribute__((packed, aligned(2)));

struct aligned_only {
    char a;
} __attribute__((aligned(32)));

struct aligned_to_most {
    char a;
} __attribute__((aligned));

struct packed_with_aligned_member {
    char a;
    int b __attribute__((aligned(64)));
    char c;
} __attribute__((packed));

struct one_packed_member {
    char a;
    long b __attribute__((packed));
    short c;
};

struct packed_member_aligned_two {
    char a;
    long b __attribute__((packed, aligned(2)));
    short c;
};

struct packed_holds_aligned {
    char a;
    struct aligned_only b;
    char c;
} __attribute__((packed));

struct aligned_holds_packed {
    char a;
    struct packed_plain b;
    struct packed_aligned c;
} __attribute__((aligned(16)));

struct packed_nested {
    char a;
    struct {
        int x;
        char y;
    } inner;
    struct {
        int x;
        char y;
    } __attribute__((packed)) tight;
    union {
        long l;
        char bytes[9];
    };
} __attribute__((packed));

union packed_union {
    char a;
    long b;
    char c[9];
} __attribute__((packed));

union aligned_union {
    char a;
} __attribute__((aligned(64)));

struct before_tag_attribute {
    char a;
    int b;
};
struct __attribute__((packed)) attribute_before_tag {
    char a;
    int b;
};

typedef struct {
    char a;
    double b;
} __attribute__((packed)) packed_typedef;
