/* SPDX-License-Identifier: MIT */
/* A library, whose bindings its consumer's handlers are scanned against. */
typedef struct Object {
    int references;
} Object;
typedef struct ObjectClass {
    void (*finalize)(Object *object);
} ObjectClass;
typedef int (*tick_fn)(void *opaque);
void add(tick_fn tick, void *opaque);
