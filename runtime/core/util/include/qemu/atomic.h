/* SPDX-License-Identifier: MIT */
/*
 * Atomic access to integers and pointers of up to 64 bits. Reads and writes alone are
 * relaxed; read-modify-write operations are sequentially consistent.
 */
#ifndef QEMU_ATOMIC_H
#define QEMU_ATOMIC_H

#include "qemu/compiler.h"

#define qatomic_read(ptr)            __atomic_load_n(ptr, __ATOMIC_RELAXED)
#define qatomic_set(ptr, i)          __atomic_store_n(ptr, i, __ATOMIC_RELAXED)
#define qatomic_read__nocheck(ptr)   qatomic_read(ptr)
#define qatomic_set__nocheck(ptr, i) qatomic_set(ptr, i)

#define qatomic_load_acquire(ptr)     __atomic_load_n(ptr, __ATOMIC_ACQUIRE)
#define qatomic_store_release(ptr, i) __atomic_store_n(ptr, i, __ATOMIC_RELEASE)
/* A pointer that another thread published by qatomic_rcu_set(). */
#define qatomic_rcu_read(ptr)   __atomic_load_n(ptr, __ATOMIC_ACQUIRE)
#define qatomic_rcu_set(ptr, i) __atomic_store_n(ptr, i, __ATOMIC_RELEASE)
/* Sequentially consistent read, and write followed by a full barrier. */
#define qatomic_mb_read(ptr)   __atomic_load_n(ptr, __ATOMIC_SEQ_CST)
#define qatomic_set_mb(ptr, i) ((void)__atomic_exchange_n(ptr, i, __ATOMIC_SEQ_CST))

/* The old value. */
#define qatomic_xchg(ptr, i)      __atomic_exchange_n(ptr, i, __ATOMIC_SEQ_CST)
#define qatomic_fetch_add(ptr, n) __atomic_fetch_add(ptr, n, __ATOMIC_SEQ_CST)
#define qatomic_fetch_sub(ptr, n) __atomic_fetch_sub(ptr, n, __ATOMIC_SEQ_CST)
#define qatomic_fetch_and(ptr, n) __atomic_fetch_and(ptr, n, __ATOMIC_SEQ_CST)
#define qatomic_fetch_or(ptr, n)  __atomic_fetch_or(ptr, n, __ATOMIC_SEQ_CST)
#define qatomic_fetch_xor(ptr, n) __atomic_fetch_xor(ptr, n, __ATOMIC_SEQ_CST)
#define qatomic_fetch_inc(ptr)    qatomic_fetch_add(ptr, 1)
#define qatomic_fetch_dec(ptr)    qatomic_fetch_sub(ptr, 1)
/* new is stored if *ptr is old. */
#define qatomic_cmpxchg(ptr, old, new)                                                   \
    (__extension__({                                                                     \
        __typeof__(*(ptr)) cmpxchg_old_ = (old);                                         \
        (void)__atomic_compare_exchange_n(ptr, &cmpxchg_old_, new, 0, __ATOMIC_SEQ_CST,  \
                                          __ATOMIC_SEQ_CST);                             \
        cmpxchg_old_;                                                                    \
    }))

/* The new value. */
#define qatomic_add_fetch(ptr, n) __atomic_add_fetch(ptr, n, __ATOMIC_SEQ_CST)
#define qatomic_sub_fetch(ptr, n) __atomic_sub_fetch(ptr, n, __ATOMIC_SEQ_CST)
#define qatomic_and_fetch(ptr, n) __atomic_and_fetch(ptr, n, __ATOMIC_SEQ_CST)
#define qatomic_or_fetch(ptr, n)  __atomic_or_fetch(ptr, n, __ATOMIC_SEQ_CST)
#define qatomic_xor_fetch(ptr, n) __atomic_xor_fetch(ptr, n, __ATOMIC_SEQ_CST)
#define qatomic_inc_fetch(ptr)    qatomic_add_fetch(ptr, 1)
#define qatomic_dec_fetch(ptr)    qatomic_sub_fetch(ptr, 1)

#define qatomic_add(ptr, n) ((void)qatomic_fetch_add(ptr, n))
#define qatomic_sub(ptr, n) ((void)qatomic_fetch_sub(ptr, n))
#define qatomic_and(ptr, n) ((void)qatomic_fetch_and(ptr, n))
#define qatomic_or(ptr, n)  ((void)qatomic_fetch_or(ptr, n))
#define qatomic_xor(ptr, n) ((void)qatomic_fetch_xor(ptr, n))
#define qatomic_inc(ptr)    ((void)qatomic_fetch_add(ptr, 1))
#define qatomic_dec(ptr)    ((void)qatomic_fetch_sub(ptr, 1))

/* Barriers: full, for loads, for stores; and for the side of a lock that takes or frees.
 */
#define smp_mb()                   __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define smp_rmb()                  __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define smp_wmb()                  __atomic_thread_fence(__ATOMIC_RELEASE)
#define smp_mb_acquire()           __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define smp_mb_release()           __atomic_thread_fence(__ATOMIC_RELEASE)
#define smp_mb__before_rmw()       smp_mb()
#define smp_mb__after_rmw()        smp_mb()
#define smp_read_barrier_depends() barrier()

#endif
