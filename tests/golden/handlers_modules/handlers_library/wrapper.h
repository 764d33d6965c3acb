/* SPDX-License-Identifier: MIT */
/* What the library's module says of its callbacks counts for whoever uses it. */
typedef int (*tick_fn)(void *opaque);
typedef int (*odd_fn)(void *first, void *second);
struct region {
    int size;
    void *start;
};
typedef struct Object {
    int references;
} Object;
typedef struct Device {
    Object parent;
    struct region region;
} Device;
typedef struct DeviceClass {
    int n;
    void (*reset)(Device *device);
} DeviceClass;

/** Adds a timer. */
void old_add(int interval, tick_fn tick, void *opaque);
void odd_add(odd_fn callback, void *mine, void *other);
