/* SPDX-License-Identifier: MIT */
/* The big lock from the mid-layer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/bql/lock.h"
#include "death.h"

static int irq_level;

enum {
    ASSERT_LINE = __LINE__ + 5
};

static void set_level(int level)
{
    bql_assert_locked();
    irq_level = level;
}

/* Called from any thread. */
static void on_packet(void)
{
    BQL_LOCK_GUARD();
    set_level(1);
}

static void guard_holds_the_lock_to_the_end_of_the_scope(void **state)
{
    assert_false(bql_locked());
    on_packet();
    assert_false(bql_locked());
    assert_int_equal(irq_level, 1);
    {
        BQL_LOCK_GUARD();
        on_packet(); /* it is held already, and stays so */
        assert_true(bql_locked());
        {
            BQL_LOCK_GUARD();
            set_level(0);
        }
        assert_true(bql_locked());
    }
    assert_false(bql_locked());
    assert_int_equal(irq_level, 0);
}

enum {
    LOCK_LINE = __LINE__ + 5
};

static void lock_twice(void *unused)
{
    bql_lock();
    bql_lock();
}

static void unlock_too_much(void *unused)
{
    bql_unlock();
}

static void set_without_lock(void *unused)
{
    set_level(1);
}

static void faults_name_their_places(void **state)
{
    g_autofree char *second = g_strdup_printf("test_typed_lock.c:%d", LOCK_LINE + 1);
    g_autofree char *first = g_strdup_printf("test_typed_lock.c:%d", LOCK_LINE);
    g_autofree char *asserted =
        g_strdup_printf("test_typed_lock.c:%d: error: set_level() is called without the "
                        "big lock: bql_lock() comes first\n",
                        ASSERT_LINE);

    assert_aborts(lock_twice, NULL, second);
    assert_aborts(lock_twice, NULL, first);
    assert_aborts(unlock_too_much, NULL, "test_typed_lock.c:");
    assert_aborts(set_without_lock, NULL, asserted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guard_holds_the_lock_to_the_end_of_the_scope),
        cmocka_unit_test(faults_name_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
