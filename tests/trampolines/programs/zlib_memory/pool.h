/* SPDX-License-Identifier: MIT */
/* Memory for zlib, counted. */
#ifndef POOL_H
#define POOL_H

#include "bindery/marks.h"
#include "zlib.h"

typedef struct Pool {
    unsigned allocated, freed;
} Pool BINDERY_TYPE("pool");

/** Memory for so many items of this size; NULL when there is none. */
voidpf pool_allocate(Pool *pool, uInt items, uInt size)
    BINDERY_IMPLEMENTS(z_stream, zalloc);
void pool_free(Pool *pool, voidpf memory) BINDERY_IMPLEMENTS(z_stream, zfree);

#endif
