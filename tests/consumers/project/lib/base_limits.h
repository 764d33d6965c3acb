/* SPDX-License-Identifier: MIT */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/** The longest time between two turns, in milliseconds. */
#define BASE_MAX_MS 1000

#endif
