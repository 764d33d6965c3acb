/* Sees no header of the stores, only what is generated from them. */
#include "store_index.h"

typedef struct user {
    struct index index;
    struct state snapshot;
    weight least;
    struct lock *lock;
} user;

size_t user_count(const user *of, version since);
int user_each(const void *value, size_t size, user *data);
