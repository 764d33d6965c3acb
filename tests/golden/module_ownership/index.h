#include "store.h"

/* Blocked: the manifest's raw lines have it. */
typedef double weight;

struct index {
    store base;
    version since;
    struct state saved;
    weight heavy;
};

struct index *index_create(store *of, struct lock *lock, store_each each, void *data);
enum mode index_mode(const struct index *index);
intptr_t index_value(const struct index *index, size_t at);

#define INDEX_MODE MODE_WRITE
