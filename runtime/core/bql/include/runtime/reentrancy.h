/* SPDX-License-Identifier: MIT */
/*
 * Whether a device is at work. A bottom half with a guard marks its device while it runs,
 * and the memory dispatcher refuses accesses to a device that is marked. Under the big
 * lock.
 */
#ifndef RUNTIME_REENTRANCY_H
#define RUNTIME_REENTRANCY_H

#include <stdbool.h>

#include "qemu/typedefs.h"

struct MemReentrancyGuard {
    bool engaged_in_io;
};

#endif
