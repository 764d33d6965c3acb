/* SPDX-License-Identifier: MIT */
/* A macro defined after a declaration must not change it in the output. */
int uses(int width, int bits);
struct size {
    int height;
    unsigned depth : 3;
};
enum { COUNT_BEFORE };
#define width 3
#define bits 4
#define height 5
#define depth 6
#define COUNT_BEFORE 7
#define uses uses_renamed
#define size size_renamed
