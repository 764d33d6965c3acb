#include "shapes.h"

struct shape {
    point at;
    struct color color;
    struct canvas *on;
};
void shape_move(struct shape *shape, point to);
void shape_fill(struct shape *shape, enum fill fill, struct color color);
size_t shape_size(const struct shape *shape, const point *limit);
int shape_has(const struct shape *shape, point at);
