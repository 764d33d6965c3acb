/* SPDX-License-Identifier: MIT */
/* Cells: what may be borrowed when, and what is said when it may not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bindery/bql/bql_cell.h"
#include "bindery/bql/lock.h"
#include "death.h"

typedef struct Registers {
    uint32_t control;
    uint32_t status;
} Registers;

typedef struct Device {
    BqlCell(uint32_t) level;
    BqlRefCell(Registers) regs;
} Device;

static Device device;

static int take_lock(void **state)
{
    memset(&device, 0, sizeof(device));
    bql_lock();
    return 0;
}

static int free_lock(void **state)
{
    bql_unlock();
    return 0;
}

static void cell_holds_a_value(void **state)
{
    bql_cell_set(&device.level, 5);
    assert_int_equal(bql_cell_get(&device.level), 5);
    assert_int_equal(bql_cell_replace(&device.level, 6), 5);
    assert_int_equal(bql_cell_get(&device.level), 6);
    assert_int_equal(sizeof(device.level), sizeof(uint32_t));
}

static void borrow_ends_with_its_scope(void **state)
{
    {
        BQL_BORROW_MUT(regs, &device.regs);
        regs->control = 1;
    }
    {
        BQL_BORROW(first, &device.regs);
        BQL_BORROW(second, &device.regs);
        assert_int_equal(first->control + second->status, 1);
        assert_ptr_equal(first, &device.regs);
    }
    for (int i = 0; i < 3; i++) {
        BQL_BORROW_MUT(regs, &device.regs);
        regs->status++;
        if (i == 1) {
            continue;
        }
    }
    BQL_BORROW(regs, &device.regs);
    assert_int_equal(regs->status, 3);
}

enum {
    FIRST_BORROW_LINE = __LINE__ + 5
};

static void write_while_reading(void *unused)
{
    BQL_BORROW(first, &device.regs);
    BQL_BORROW_MUT(second, &device.regs);
    second->control = first->control;
}

enum {
    EXCLUSIVE_LINE = __LINE__ + 5
};

static void read_while_writing(void *unused)
{
    BQL_BORROW_MUT(first, &device.regs);
    BQL_BORROW(second, &device.regs);
    first->control = second->control;
}

static void write_twice(void *unused)
{
    BQL_BORROW_MUT(first, &device.regs);
    BQL_BORROW_MUT(second, &device.regs);
    first->control = second->control;
}

static void conflict_names_both_places(void **state)
{
    g_autofree char *reading =
        g_strdup_printf("test_typed_bql_cell.c:%d, up to the end", FIRST_BORROW_LINE);
    g_autofree char *place = g_strdup_printf(
        "test_typed_bql_cell.c:%d: error: cannot borrow the cell for writing: "
        "it is borrowed for reading at ",
        FIRST_BORROW_LINE + 1);
    g_autofree char *writing =
        g_strdup_printf("test_typed_bql_cell.c:%d, up to the end", EXCLUSIVE_LINE);
    assert_aborts(write_while_reading, NULL, place);
    assert_aborts(write_while_reading, NULL, reading);
    assert_aborts(read_while_writing, NULL, "for reading: it is borrowed for writing");
    assert_aborts(read_while_writing, NULL, writing);
    assert_aborts(write_twice, NULL, "for writing: it is borrowed for writing");
}

static void use_without_lock(void *unused)
{
    bql_cell_set(&device.level, 1);
}

static void borrow_without_lock(void *unused)
{
    BQL_BORROW(regs, &device.regs);
    assert_int_equal(regs->control, 0);
}

static void cells_need_the_lock(void **state)
{
    assert_aborts(use_without_lock, NULL, "the cell is used without the big lock");
    assert_aborts(borrow_without_lock, NULL, "test_typed_bql_cell.c:");
}

static void unlock_during_borrow(void *unused)
{
    BQL_BORROW(regs, &device.regs);
    bql_unlock();
    assert_int_equal(regs->control, 0);
}

static void wait_during_borrow(void *unused)
{
    qemu_init_main_loop(&error_abort);
    BQL_BORROW(regs, &device.regs);
    main_loop_wait(true);
    assert_int_equal(regs->control, 0);
}

static void lock_stays_during_a_borrow(void **state)
{
    assert_aborts(unlock_during_borrow, NULL, "the big lock is freed");
    assert_aborts(wait_during_borrow, NULL, "the big lock is freed");
}

#define CELL_TEST(name) cmocka_unit_test_setup_teardown(name, take_lock, free_lock)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CELL_TEST(cell_holds_a_value),         CELL_TEST(borrow_ends_with_its_scope),
        CELL_TEST(conflict_names_both_places), cmocka_unit_test(cells_need_the_lock),
        CELL_TEST(lock_stays_during_a_borrow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
