#include "renamed.h"

/* From the bindings: they have the new names only. */
struct consumer {
    Thing first;
    Point at;
    struct FileStatus status;
    union Either *other;
};
int consumer_visit(struct consumer *consumer, Visit visit, enum Hue hue);
