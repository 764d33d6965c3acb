#include <stddef.h>

#include "../geometry/wrapper.h"

/** A closed line. */
typedef struct polygon {
    size_t n_corners;
    point *corners;
    point centre;
} polygon;

typedef int (*corner_visitor)(point corner, void *data);

/** Draws it; gives how many corners were out of the page. */
size_t polygon_draw(const polygon *shape);
void polygon_visit(const polygon *shape, corner_visitor visitor, void *data);
