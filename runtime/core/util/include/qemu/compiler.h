/* SPDX-License-Identifier: MIT */
/*
 * What the compiler offers under the names that device code uses: attributes, branch
 * hints, checks at compile time, and arithmetic on members of records.
 */
#ifndef QEMU_COMPILER_H
#define QEMU_COMPILER_H

#include <stddef.h>
#include <stdint.h>

/* 1 on a big-endian host, 0 on a little-endian one; always defined. */
#define HOST_BIG_ENDIAN (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)

#ifdef __cplusplus
#define QEMU_EXTERN_C extern "C"
#else
#define QEMU_EXTERN_C extern
#endif

/* Token pasting and quoting; the x forms and stringify expand their arguments first. */
#define xglue(x, y)  x##y
#define glue(x, y)   xglue(x, y)
#define tostring(s)  #s
#define stringify(s) tostring(s)

/* A name made of prefix and a number that no other expansion in the unit has. */
#define MAKE_IDENTFIER(prefix)  glue(prefix, __COUNTER__)
#define MAKE_IDENTIFIER(prefix) glue(prefix, __COUNTER__)

/* Which way a branch nearly always goes. */
#ifndef likely
#define likely(x)   __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#endif

/* The compiler moves no memory access across it; the processor still may. */
#define barrier() __asm__ __volatile__("" ::: "memory")

/* --- attributes --------------------------------------------------------------------- */

#define QEMU_PACKED             __attribute__((packed))
#define QEMU_ALIGNED(X)         __attribute__((aligned(X)))
#define QEMU_WARN_UNUSED_RESULT __attribute__((warn_unused_result))
#define QEMU_SENTINEL           __attribute__((sentinel))
#define QEMU_ALWAYS_INLINE      __attribute__((always_inline))
#define QEMU_USED               __attribute__((used))
#define QEMU_FALLTHROUGH        __attribute__((fallthrough))
#define QEMU_STATIC_ANALYSIS_ASSERT(expression)
#define QEMU_DISABLE_CFI
#define QEMU_NOINLINE __attribute__((noinline))
#define coroutine_fn
#define no_coroutine_fn
#define coroutine_mixed_fn

#if defined(__has_attribute)
#define QEMU_HAS_ATTRIBUTE(x) __has_attribute(x)
#else
#define QEMU_HAS_ATTRIBUTE(x) 0
#endif

/* A char array that need not end in a NUL. */
#if QEMU_HAS_ATTRIBUTE(nonstring)
#define QEMU_NONSTRING __attribute__((nonstring))
#else
#define QEMU_NONSTRING
#endif

/* A call that is left in the program is an error that says msg. */
#if QEMU_HAS_ATTRIBUTE(error)
#define QEMU_ERROR(msg) __attribute__((error(msg)))
#else
#define QEMU_ERROR(msg)
#endif

#if defined(__clang__)
#define QEMU_ANNOTATE(x) __attribute__((annotate(x)))
#else
#define QEMU_ANNOTATE(x)
#endif

/* --- members ------------------------------------------------------------------------ */

/* The record of the given type whose member is at ptr. The member's type is checked. */
#ifndef container_of
#define container_of(ptr, type, member)                                                  \
    (__extension__({                                                                     \
        const __typeof__(((type *)0)->member) *container_of_member = (ptr);              \
        (type *)((char *)(uintptr_t)container_of_member - offsetof(type, member));       \
    }))
#endif

#define typeof_field(type, field) __typeof__(((type *)0)->field)
#define sizeof_field(type, field) sizeof(((type *)0)->field)
/* Offset of the first byte behind a member. */
#define endof(container, field)                                                          \
    (offsetof(container, field) + sizeof_field(container, field))

/* From a pointer to a first member to the record; an error where it is not the first. */
#define DO_UPCAST(type, field, dev)                                                      \
    (__extension__({                                                                     \
        char __attribute__((unused)) offset_must_be_zero[-offsetof(type, field)];        \
        container_of(dev, type, field);                                                  \
    }))

/* --- checks at compile time --------------------------------------------------------- */

#define QEMU_BUILD_BUG_MSG(x, msg) _Static_assert(!(x), msg)
#define QEMU_BUILD_BUG_ON(x)       QEMU_BUILD_BUG_MSG(x, "not expecting: " #x)
/* The same inside an expression: zero, of type size_t. */
#define QEMU_BUILD_BUG_ON_ZERO(x)                                                        \
    (sizeof(struct { int : (x) ? -1 : 1; }) - sizeof(struct { int : 1; }))

/*
 * Code that the optimiser must find dead: left in, it does not link. Without an
 * optimiser it aborts when it is reached.
 */
#if defined(__OPTIMIZE__) && !defined(__NO_INLINE__)
QEMU_EXTERN_C __attribute__((noreturn)) void
    QEMU_ERROR("code that was to be unreachable was not removed")
        qemu_build_not_reached_always(void);
#define qemu_build_not_reached() qemu_build_not_reached_always()
#else
#define qemu_build_not_reached() __builtin_trap()
#endif

/* Whether x is an array rather than a pointer. */
#define QEMU_IS_ARRAY(x)                                                                 \
    (!__builtin_types_compatible_p(__typeof__(x), __typeof__(&(x)[0])))

/* --- clang's thread safety annotations, which nothing checks here ------------------- */

#define TSA_NO_TSA
#define TSA_GUARDED_BY(x)
#define TSA_REQUIRES(...)

#endif
