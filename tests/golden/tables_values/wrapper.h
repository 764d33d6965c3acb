/* SPDX-License-Identifier: MIT */
/* Initializers, however they are written. */
#include <bindery/marks.h>

struct limits { unsigned min, max; };
struct operations {
    int (*read)(void *opaque);
    const char *name;
    struct limits impl, valid;
    struct limits each[2];
    int sizes[2][3];
};
struct class {
    void (*reset)(void *opaque);
    int priorities[2];
};
int read_nothing(void *opaque);

struct device { int n; } BINDERY_TYPE("device")
    BINDERY_TABLE(struct operations, device_ops, .read = read_nothing, . impl . min = 1,
                  .impl.max=2, .name = "a, .b = {c", .valid = {.min = 1, .max = 4},
                  .each[0] = {1, 2}, .each[1] . min = 3, .sizes = {[0] = {1, 2, 3}, {4, 5}})
    BINDERY_CLASS(struct class, .priorities[0] = 1, .priorities[ 1 ] = 2);
