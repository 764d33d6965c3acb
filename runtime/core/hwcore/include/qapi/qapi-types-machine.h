/* SPDX-License-Identifier: MIT */
#ifndef QAPI_TYPES_MACHINE_H
#define QAPI_TYPES_MACHINE_H

#include "qapi/util.h"

/* What a timer does about interrupts that the guest was too slow to take. */
typedef enum LostTickPolicy {
    LOST_TICK_POLICY_DISCARD,
    LOST_TICK_POLICY_DELAY,
    LOST_TICK_POLICY_SLEW,
    LOST_TICK_POLICY__MAX,
} LostTickPolicy;

extern const QEnumLookup LostTickPolicy_lookup;

#define LostTickPolicy_str(policy) qapi_enum_lookup(&LostTickPolicy_lookup, (policy))

#endif
