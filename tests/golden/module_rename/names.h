#ifndef NAMES_H
#define NAMES_H

typedef struct thing thing;
struct thing {
    int stat;
    struct {
        thing *next;
    } links;
};

typedef struct {
    int x, y;
} xy;

struct stat {
    long size;
};
int stat(const char *path, struct stat *into);

union either {
    int number;
    thing *pointer;
};

enum hue { HUE_RED, HUE_BLUE = 3 };

thing *thing_new(const xy *at, enum hue hue);
extern thing thing_default;
static const int thing_count = 7;
static inline thing *thing_same(thing *of) { return of; }
typedef void (*thing_visit)(thing *of, void *data);
void thing_each(thing *of, thing_visit visit, void *data);

#define THING_HUE HUE_BLUE
#define THING_LIMIT 12
#define THING_MAX(a, b) ((a) > (b) ? (a) : (b))

#endif
