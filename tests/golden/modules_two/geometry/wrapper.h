/** A place on the page, in points. */
typedef struct point {
    int x, y;
} point;

#define POINT_MAX 32767

/** How far the point is from the corner of the page. */
int point_distance(const point *from);

static inline point point_moved(point from, int x, int y)
{
    from.x += x;
    from.y += y;
    return from;
}
