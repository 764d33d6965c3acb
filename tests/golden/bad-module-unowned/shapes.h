#include <stddef.h>

struct canvas;
struct color {
    unsigned char r, g, b;
};
typedef struct {
    int x, y;
} point;
enum fill { FILL_NONE, FILL_ALL };
