/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"
#include "pool_trampolines.h"

voidpf pool_allocate(Pool *pool, uInt items, uInt size)
{
    pool->allocated++;
    return calloc(items, size);
}

void pool_free(Pool *pool, voidpf memory)
{
    pool->freed++;
    free(memory);
}

static unsigned char text[4096], packed[4096], unpacked[4096];

static int pack(Pool *pool, unsigned *size)
{
    z_stream stream = {.next_in = text,
                       .avail_in = sizeof(text),
                       .next_out = packed,
                       .avail_out = sizeof(packed)};
    int status;

    pool_z_stream_set(&stream, pool);
    status = deflateInit_(&stream, Z_BEST_COMPRESSION, ZLIB_VERSION, sizeof(stream));
    if (status == Z_OK) {
        status = deflate(&stream, Z_FINISH);
        *size = (unsigned)stream.total_out;
        deflateEnd(&stream);
    }
    return status == Z_STREAM_END;
}

static int unpack(Pool *pool, unsigned size)
{
    z_stream stream = {.next_in = packed,
                       .avail_in = size,
                       .next_out = unpacked,
                       .avail_out = sizeof(unpacked)};
    int status;

    pool_z_stream_set(&stream, pool);
    status = inflateInit_(&stream, ZLIB_VERSION, sizeof(stream));
    if (status == Z_OK) {
        status = inflate(&stream, Z_FINISH);
        inflateEnd(&stream);
    }
    return status == Z_STREAM_END;
}

int main(void)
{
    Pool pool = {0};
    unsigned size = 0;

    memset(text, 'a', sizeof(text));
    if (!pack(&pool, &size) || !unpack(&pool, size)) {
        return 1;
    }
    printf("%s, %s\n", size < 64 ? "small" : "large",
           memcmp(text, unpacked, sizeof(text)) == 0 ? "the same again" : "damaged");
    printf("%s, %s\n", pool.allocated > 2 ? "the pool's memory" : "not the pool's memory",
           pool.allocated == pool.freed ? "all of it freed" : "not freed");
    return 0;
}
