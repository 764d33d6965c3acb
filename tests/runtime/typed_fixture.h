/* SPDX-License-Identifier: MIT */
/* What tests of the typed layer need of a running program: cmocka's set-up of a group. */
#ifndef TESTS_RUNTIME_TYPED_FIXTURE_H
#define TESTS_RUNTIME_TYPED_FIXTURE_H

#include "bindery/bql.h"
#include "bindery/bql/lock.h"

static inline int start_program(void **state)
{
    bql_lock();
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    return 0;
}

static inline int end_program(void **state)
{
    bql_unlock();
    return 0;
}

#endif
