/* SPDX-License-Identifier: MIT */
/* The same thing declared several times: all that was said counts. */
int repeated(int);
int repeated(int value);
int repeated(int value) __attribute__((warn_unused_result));

extern int counter;
extern int counter;
int counter;

struct twice;
struct twice;
struct twice {
    int a;
};
struct twice;

typedef struct twice twice_t;
typedef struct twice twice_t;

void old_style();
void old_style(int now_known);

int composite(int (*)[], int (*)[3]);
int composite(int (*)[4], int (*)[]);
