/* SPDX-License-Identifier: MIT */
/* program: zlib_memory */
/* gcc: incompatible pointer type */
/* clang: incompatible pointer types passing 'z_stream *' */
#include "pool_trampolines.h"

void fill(z_stream *stream);

void fill(z_stream *stream)
{
    pool_z_stream_set(stream, stream); /* wrong */
}
