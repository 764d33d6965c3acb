/* SPDX-License-Identifier: MIT */
/* #pragma pack in its forms, with members that ask for more. */
#pragma pack(push, 1)
struct pack_one {
    char a;
    long b;
};

struct pack_one_aligned_member {
    char a;
    int b __attribute__((aligned(16)));
    char c;
};

struct pack_one_holding {
    char a;
    struct {
        char x;
        int y;
    } inner;
};

#pragma pack(push, 4)
struct pack_four {
    char a;
    long long b;
    long double c;
};
#pragma pack(pop)

union pack_one_union {
    char a;
    long b;
};

typedef struct {
    char a;
    short b;
} pack_one_typedef;
#pragma pack(pop)

struct natural {
    char a;
    struct pack_one b;
    struct pack_four c;
    pack_one_typedef d;
};

#pragma pack(2)
struct pack_two {
    char a;
    int b;
    struct natural c;
} __attribute__((aligned(8)));
#pragma pack()

#pragma pack(16)
struct pack_without_effect {
    char a;
    long b;
};
#pragma pack()
