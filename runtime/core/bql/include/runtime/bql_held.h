/* SPDX-License-Identifier: MIT */
/*
 * bql_locked() without a call, for modules that ask it on each access of a guest: two
 * instructions, in a shared library, too.
 */
#ifndef RUNTIME_BQL_HELD_H
#define RUNTIME_BQL_HELD_H

#include <stdbool.h>

/* Whether the calling thread has the big lock. Written by bql.c alone. */
extern __thread bool bql_is_held __attribute__((tls_model("initial-exec")));

#endif
