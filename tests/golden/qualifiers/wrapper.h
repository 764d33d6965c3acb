/* SPDX-License-Identifier: MIT */
extern const int ci;
extern volatile int vi;
extern const volatile unsigned char register_byte;
extern const char *const names[2];
extern char *const *volatile deep;
char *copy(char *restrict to, const char *restrict from);
int *restrict_result(int *restrict *restrict p);
typedef const struct point {
    const int x;
    volatile int y;
} const_point;
typedef volatile unsigned int reg;
struct device {
    reg control;
    const reg status;
    const volatile char *const data;
    char *restrict buffer;
    const_point origin;
};
const int by_value(const int a, volatile char b);
const const_point *get(const const_point *p);
typedef const int const_array[3];
extern const_array fixed;
