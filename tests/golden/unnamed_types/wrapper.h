/* SPDX-License-Identifier: MIT */
/* Types without a tag: named after where they stand. */
typedef struct {
    int a;
} plain, *plain_pointer, plain_array[3];

typedef struct {
    int b;
} *only_pointer;

typedef enum { RED, GREEN } color;

typedef union {
    int i;
} choice;

struct {
    int x;
    int y;
} variable_of_unnamed;

extern struct {
    int z;
} one_of_two, *other_of_two;

enum { LONELY = 3, TOGETHER };

struct holder {
    struct {
        int a;
    } first;
    struct {
        int a;
    } second;
    union {
        int i;
        float f;
    };
    struct {
        enum { IN_FIRST, IN_SECOND } where;
    } third[2];
};
