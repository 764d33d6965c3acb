/* SPDX-License-Identifier: MIT */
/*
 * The big lock, with the place of whoever takes or frees it: a fault (it is taken twice,
 * or freed without being held) aborts and names both places.
 */
#ifndef BINDERY_BQL_LOCK_H
#define BINDERY_BQL_LOCK_H

#include "bindery/bql.h"

#define bql_lock()   bql_lock_impl(__FILE__, __LINE__)
#define bql_unlock() bql_unlock_impl(__FILE__, __LINE__)

/* Hold the lock from here to the end of the scope; where it is held, it stays so. */
#define BQL_LOCK_GUARD()                                                                 \
    g_autoptr(BQLLockAuto) G_GNUC_UNUSED G_PASTE(bql_lock_guard_, __COUNTER__) =         \
        bql_auto_lock(__FILE__, __LINE__)

/* At the head of a function that is for the lock's holder alone: else it aborts. */
#define bql_assert_locked()                                                              \
    do {                                                                                 \
        if (G_UNLIKELY(!bql_is_held)) {                                                  \
            bql_fail_unlocked(__FILE__, __LINE__, __func__);                             \
        }                                                                                \
    } while (0)
_Noreturn void bql_fail_unlocked(const char *file, int line, const char *function);

#endif
