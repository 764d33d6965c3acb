#ifndef STORE_H
#define STORE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* What a later module defines, and what nobody does. */
struct index;
struct lock;

/* Shown as storage. */
struct state {
    uint64_t cells[3];
    char dirty;
};

typedef struct {
    unsigned major, minor;
} version;

enum mode { MODE_READ, MODE_WRITE = 4 };

typedef struct store {
    struct state state;
    struct {
        size_t used, free;
    } space;
    enum mode mode;
} store;

typedef int (*store_each)(const void *value, size_t size, void *data);

store *store_open(const char *path, enum mode mode, struct lock *lock);
void store_attach(store *to, struct index *index);
int store_log(store *to, const char *format, va_list arguments);
int store_each_value(store *of, store_each each, void *data);
static inline size_t store_size(const store *of)
{
    return of->space.used + of->space.free;
}

#define STORE_LIMIT ((size_t)1 << 20)

#endif
