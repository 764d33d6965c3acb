/* SPDX-License-Identifier: MIT */
/* What a stream is made of. */
#ifndef RUNTIME_QEMU_FILE_IMPL_H
#define RUNTIME_QEMU_FILE_IMPL_H

#include "migration/qemu-file-types.h"
#include "runtime/qemu_file.h"

struct QEMUFile {
    GByteArray *output; /* NULL in a stream that is read */
    const uint8_t *input;
    size_t size;
    size_t offset;
    int error;
    Error *error_obj;
    /* How much memory behind pointers holds; see vmstate_limits.h. Borrowed, or NULL. */
    GHashTable *limits;
};

#endif
