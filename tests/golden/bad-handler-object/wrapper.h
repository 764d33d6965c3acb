/* SPDX-License-Identifier: MIT */
/* A method is for objects that begin with what it is called on. */
#include <bindery/marks.h>

struct object { int references; };
struct object_class {
    void (*finalize)(struct object *object);
};
struct device { int number; struct object object; };
struct other { int n; };

void device_finalize(struct device *device) BINDERY_IMPLEMENTS(struct object_class, finalize);
void other_finalize(struct other *other) BINDERY_IMPLEMENTS(struct object_class, finalize);
