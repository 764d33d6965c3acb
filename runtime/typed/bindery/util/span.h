/* SPDX-License-Identifier: MIT */
/*
 * Spans: a pointer and how many items are there, in one value. What a span shows is
 * borrowed, and an index that is outside of it aborts with file and line.
 *
 *   void receive(Device *s, const uint8_t *buf, int size)
 *   {
 *       SPAN_FOR_EACH(byte, byte_span(buf, size)) {
 *           put(s, *byte);
 *       }
 *   }
 *
 * The functions here are macros that work on spans of any items; SPAN_TYPE declares such.
 */
#ifndef BINDERY_UTIL_SPAN_H
#define BINDERY_UTIL_SPAN_H

#include "bindery/util.h"

/* Declares the type `name`: a span of items of the given type, const or not. */
#define SPAN_TYPE(name, type)                                                            \
    typedef struct name {                                                                \
        type *items;                                                                     \
        size_t length;                                                                   \
    } name

/* Bytes to read, and bytes to be filled in. */
SPAN_TYPE(ByteSpan, const uint8_t);
SPAN_TYPE(ByteBuffer, uint8_t);

/* A span of `count` items; one below 0 aborts, whatever its integer type. */
#define span_of(SpanType, pointer, count)                                                \
    ((SpanType){(pointer), SPAN_COUNT_((count), __FILE__, __LINE__)})
#define byte_span(pointer, count)   span_of(ByteSpan, pointer, count)
#define byte_buffer(pointer, count) span_of(ByteBuffer, pointer, count)

/* All of an array; a pointer does not compile. */
#define span_of_array(SpanType, array) ((SpanType){(array), ARRAY_LENGTH(array)})
/* How many items an array has, as a constant; a pointer does not compile. */
#define ARRAY_LENGTH(array)                                                              \
    (sizeof(array) / sizeof((array)[0]) +                                                \
     0 * sizeof(struct {                                                                 \
         _Static_assert(                                                                 \
             !__builtin_types_compatible_p(__typeof__(array), __typeof__(&(array)[0])),  \
             "this is a pointer, not an array");                                         \
         int unused;                                                                     \
     }))

/* The item at an index, to read or to set. */
#define span_at(span, index)                                                             \
    (*SPAN_AT_((span), (index), G_PASTE(span_copy_, __COUNTER__)))
/* The same of an array; a pointer does not compile. */
#define array_at(array, index)                                                           \
    ((array)[span_index((size_t)(index), ARRAY_LENGTH(array), __FILE__, __LINE__)])

/* The span of `count` items from `first` on, all of which must be there. */
#define span_part(span, first, count)                                                    \
    SPAN_PART_((span), (first), (count), G_PASTE(span_copy_, __COUNTER__),               \
               G_PASTE(span_start_, __COUNTER__), G_PASTE(span_size_, __COUNTER__))

/* Runs the statement behind it for each item; `item` points to it. */
#define SPAN_FOR_EACH(item, span)                                                        \
    SPAN_FOR_EACH_(item, (span), G_PASTE(span_copy_, __COUNTER__),                       \
                   G_PASTE(span_once_, __COUNTER__))

/* --- how they are made: not for use ------------------------------------------------- */

/* Each aborts with a message that begins "file:line: error:". */
_Noreturn void span_fail_index(size_t index, size_t length, const char *file, int line);
_Noreturn void span_fail_count(long long count, const char *file, int line);
_Noreturn void span_fail_part(size_t first, size_t count, size_t length, const char *file,
                              int line);

static inline size_t span_index(size_t index, size_t length, const char *file, int line)
{
    if (G_UNLIKELY(index >= length)) {
        span_fail_index(index, length, file, line);
    }
    return index;
}

static inline void span_check_part(size_t first, size_t count, size_t length,
                                   const char *file, int line)
{
    if (G_UNLIKELY(first > length || count > length - first)) {
        span_fail_part(first, count, length, file, line);
    }
}

static inline size_t span_count_signed(long long count, const char *file, int line)
{
    if (G_UNLIKELY(count < 0)) {
        span_fail_count(count, file, line);
    }
    return (size_t)count;
}

#define SPAN_COUNT_(count, file, line)                                                   \
    ((__typeof__(count))-1 > (__typeof__(count))0                                        \
         ? (size_t)(count)                                                               \
         : span_count_signed((long long)(count), file, line))

#define SPAN_AT_(span, index, copy)                                                      \
    (__extension__({                                                                     \
        const __typeof__(span) copy = (span);                                            \
        copy.items + span_index((size_t)(index), copy.length, __FILE__, __LINE__);       \
    }))

/* Nothing is added to items where there are none: they may be NULL then. */
#define SPAN_PART_(span, first, count, copy, start, size)                                \
    (__extension__({                                                                     \
        __typeof__(span) copy = (span);                                                  \
        const size_t start = (size_t)(first), size = (size_t)(count);                    \
        span_check_part(start, size, copy.length, __FILE__, __LINE__);                   \
        copy.items = start > 0 ? copy.items + start : copy.items;                        \
        copy.length = size;                                                              \
        copy;                                                                            \
    }))

#define SPAN_FOR_EACH_(item, span, copy, once)                                           \
    for (__typeof__(span) copy = (span), *once = &copy; once; once = NULL)               \
        for (__typeof__(copy.items) item = copy.items; copy.length > 0;                  \
             item++, copy.length--)

#endif
