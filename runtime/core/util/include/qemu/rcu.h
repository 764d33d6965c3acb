/* SPDX-License-Identifier: MIT */
/*
 * The readers' side of read-copy-update, by name: everything that a reader could see here
 * changes under the big lock, which the readers hold, so that there is nothing to do.
 */
#ifndef QEMU_RCU_H
#define QEMU_RCU_H

#include "qemu/atomic.h"
#include "qemu/compiler.h"

static inline void rcu_read_lock(void)
{
}

static inline void rcu_read_unlock(void)
{
}

#define RCU_READ_LOCK_GUARD() ((void)0)
#define WITH_RCU_READ_LOCK_GUARD()                                                       \
    for (int rcu_read_once_ = 1; rcu_read_once_; rcu_read_once_ = 0)

#endif
