/* SPDX-License-Identifier: MIT */
/* A method is for objects that begin with what it is called on; what a table or a setter is
 * for has a name. */
#include <bindery/marks.h>

struct object { int references; };
struct object_class {
    void (*finalize)(struct object *object);
};
struct device { int number; struct object object; };
struct other { int n; };

void device_finalize(struct device *device) BINDERY_IMPLEMENTS(struct object_class, finalize);
void other_finalize(struct other *other) BINDERY_IMPLEMENTS(struct object_class, finalize);

struct stream { void (*flush)(void *opaque); void *opaque; };
typedef struct { int n; } *Handle;
void handle_flush(Handle handle) BINDERY_IMPLEMENTS(struct stream, flush);
