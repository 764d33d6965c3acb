/* SPDX-License-Identifier: MIT */
/* Cells whose checks are compiled out: no larger than their values, and never refused. */
#define BQL_CELL_UNCHECKED
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/bql/bql_cell.h"

typedef struct Registers {
    uint32_t control;
    uint32_t status;
} Registers;

typedef struct Device {
    BqlCell(uint32_t) level;
    BqlRefCell(Registers) regs;
} Device;

static void cells_are_as_large_as_their_values(void **state)
{
    assert_int_equal(sizeof(Device), sizeof(uint32_t) + sizeof(Registers));
}

static void nothing_is_checked(void **state)
{
    Device device = {{0}, {.bql_value = {0, 0}}};
    bql_cell_set(&device.level, 3);
    assert_int_equal(bql_cell_replace(&device.level, 4), 3);
    BQL_BORROW_MUT(first, &device.regs);
    BQL_BORROW(second, &device.regs);
    first->status = 7;
    assert_int_equal(second->status, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_as_large_as_their_values),
        cmocka_unit_test(nothing_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
