/* SPDX-License-Identifier: MIT */
/* Accesses of bus masters: their attributes, their buffers as spans, and their results.
 */
#ifndef BINDERY_SYSTEM_MEMTX_H
#define BINDERY_SYSTEM_MEMTX_H

#include "bindery/system.h"
#include "bindery/util/result.h"
#include "bindery/util/span.h"

/* The attributes of a bus master that does not care. */
#define MEMTXATTRS_UNSPECIFIED ((MemTxAttrs){.unspecified = true})

/* address_space_read() and _write() of all bytes of a span. */
static inline MemTxResult address_space_read_span(AddressSpace *as, hwaddr address,
                                                  MemTxAttrs attrs, ByteBuffer bytes)
{
    return address_space_read(as, address, attrs, bytes.items, bytes.length);
}

static inline MemTxResult address_space_write_span(AddressSpace *as, hwaddr address,
                                                   MemTxAttrs attrs, ByteSpan bytes)
{
    return address_space_write(as, address, attrs, bytes.items, bytes.length);
}

/*
 * Whether result is MEMTX_OK; else an error is set: the formatted text, ": " and what
 * went wrong, of several failures the first: nothing takes the access, it is refused, the
 * device failed.
 */
#define memtx_ok(result, errp, ...)                                                      \
    MEMTX_OK_((result), (errp), G_PASTE(memtx_code_, __COUNTER__), __VA_ARGS__)
#define MEMTX_OK_(result, errp, code, ...)                                               \
    (__extension__({                                                                     \
        const MemTxResult code = (result);                                               \
        G_LIKELY(code == MEMTX_OK) ||                                                    \
            (memtx_set_error(code, (errp), __FILE__, __LINE__, __func__, __VA_ARGS__),   \
             false);                                                                     \
    }))
void memtx_set_error(MemTxResult result, Error **errp, const char *file, int line,
                     const char *function, const char *format, ...) G_GNUC_PRINTF(6, 7);

#endif
