/* SPDX-License-Identifier: MIT */
/* Types registered, the big lock held, a clock that is stepped; and a line that counts.
 */
#ifndef TESTS_RUNTIME_HWCORE_FIXTURE_H
#define TESTS_RUNTIME_HWCORE_FIXTURE_H

#include <cmocka.h>

#include "hw/irq.h"
#include "hw/qdev-core.h"
#include "qapi/error.h"
#include "qemu/main-loop.h"
#include "qemu/module.h"
#include "runtime/clock.h"

static inline void start_hwcore_tests(void)
{
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    if (!bql_locked()) {
        bql_lock();
    }
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
}

/* What a line was set to. */
typedef struct Probe {
    int calls;
    int n;
    int level;
} Probe;

static inline void probe_set(void *opaque, int n, int level)
{
    Probe *probe = opaque;

    probe->calls++;
    probe->n = n;
    probe->level = level;
}

/* It failed with an error that has text; *errp is NULL again. */
static inline void assert_fails(bool done, Error **errp, const char *text)
{
    assert_false(done);
    assert_non_null(*errp);
    if (!strstr(error_get_pretty(*errp), text)) {
        fail_msg("expected \"%s\" in \"%s\"", text, error_get_pretty(*errp));
    }
    error_free(*errp);
    *errp = NULL;
}

#endif
