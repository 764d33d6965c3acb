/* SPDX-License-Identifier: MIT */
/* Misuse whose message must name several things: object, type, property. */
#ifndef TESTS_RUNTIME_QOM_ABORT_H
#define TESTS_RUNTIME_QOM_ABORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "death.h"

/* words end with NULL. */
static inline void assert_aborts_naming(void (*function)(void *), void *argument,
                                        const char *const *words)
{
    Death death = die_in_child(function, argument);

    for (; *words; words++) {
        if (!WIFSIGNALED(death.status) || WTERMSIG(death.status) != SIGABRT ||
            !strstr(death.text, *words)) {
            fail_msg("expected an abort with \"%s\", status %#x, said: %s", *words,
                     (unsigned int)death.status, death.text);
        }
    }
}

#define ASSERT_ABORTS(function, argument, ...)                                           \
    assert_aborts_naming(function, (void *)(argument),                                   \
                         (const char *const[]){__VA_ARGS__, NULL})

#endif
