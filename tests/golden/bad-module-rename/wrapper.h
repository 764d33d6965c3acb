#include <stddef.h>

struct window {
    size_t width;
};
enum key { KEY_UP, KEY_DOWN };
struct window *window_open(void);
void window_close(struct window *window);
