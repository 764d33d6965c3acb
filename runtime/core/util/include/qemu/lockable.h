/* SPDX-License-Identifier: MIT */
/* Locks that are freed at the end of a scope, whatever kind of lock it is. */
#ifndef QEMU_LOCKABLE_H
#define QEMU_LOCKABLE_H

#include "qemu/thread.h"

typedef void QemuLockUnlockFunc(void *object);

struct QemuLockable {
    void *object;
    QemuLockUnlockFunc *lock;
    QemuLockUnlockFunc *unlock;
};

/* The functions of the lock at x: a QemuMutex, QemuRecMutex or QemuSpin. */
#define QEMU_MAKE_LOCKABLE(x)                                                            \
    (&(QemuLockable){.object = (x),                                                      \
                     .lock = QEMU_LOCK_FUNC_(x, lock),                                   \
                     .unlock = QEMU_LOCK_FUNC_(x, unlock)})
#define QEMU_MAKE_LOCKABLE_NONNULL(x) QEMU_MAKE_LOCKABLE(x)
#define QEMU_LOCK_FUNC_(x, what)                                                         \
    _Generic((x), QemuMutex *                                                            \
             : lockable_mutex_##what, QemuRecMutex *                                     \
             : lockable_rec_mutex_##what, QemuSpin *                                     \
             : lockable_spin_##what)

#define LOCKABLE_FUNCS_(kind, type)                                                      \
    static inline void lockable_##kind##_lock(void *object)                              \
    {                                                                                    \
        qemu_##kind##_lock((type *)object);                                              \
    }                                                                                    \
    static inline void lockable_##kind##_unlock(void *object)                            \
    {                                                                                    \
        qemu_##kind##_unlock((type *)object);                                            \
    }
LOCKABLE_FUNCS_(mutex, QemuMutex)
LOCKABLE_FUNCS_(rec_mutex, QemuRecMutex)
LOCKABLE_FUNCS_(spin, QemuSpin)
#undef LOCKABLE_FUNCS_

static inline void qemu_lockable_lock(QemuLockable *x)
{
    x->lock(x->object);
}

static inline void qemu_lockable_unlock(QemuLockable *x)
{
    x->unlock(x->object);
}

/* x is borrowed; the result is what the matching unlock takes. */
static inline QemuLockable *qemu_lockable_auto_lock(QemuLockable *x)
{
    qemu_lockable_lock(x);
    return x;
}

static inline void qemu_lockable_auto_unlock(QemuLockable *x)
{
    if (x) {
        qemu_lockable_unlock(x);
    }
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(QemuLockable, qemu_lockable_auto_unlock)

/* Holds the lock from here to the end of the scope. */
#define QEMU_LOCK_GUARD(x)                                                               \
    g_autoptr(QemuLockable) G_GNUC_UNUSED MAKE_IDENTIFIER(qemu_lockable_auto_) =         \
        qemu_lockable_auto_lock(QEMU_MAKE_LOCKABLE((x)))

/* Holds the lock in the statement that follows; break leaves it early. */
#define WITH_QEMU_LOCK_GUARD_(x, var)                                                    \
    for (g_autoptr(QemuLockable) var = qemu_lockable_auto_lock(QEMU_MAKE_LOCKABLE((x))); \
         var; qemu_lockable_auto_unlock(var), var = NULL)
#define WITH_QEMU_LOCK_GUARD(x)                                                          \
    WITH_QEMU_LOCK_GUARD_(x, MAKE_IDENTIFIER(qemu_lockable_auto_))

#endif
