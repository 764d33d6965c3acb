/* SPDX-License-Identifier: MIT */
/* program: zlib_memory */
/* gcc: incompatible pointer type */
/* clang: incompatible pointer types passing 'gz_header *' */
#include "pool_trampolines.h"

void fill(gz_header *header, Pool *pool);

void fill(gz_header *header, Pool *pool)
{
    pool_z_stream_set(header, pool); /* wrong */
}
