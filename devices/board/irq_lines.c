/* SPDX-License-Identifier: MIT */
#include "irq_lines.h"

#include "generated/board_trampolines.h"

/* Who wants to know of a line's changes intercepts it. */
void irq_lines_set(BoardIrqLines *lines, int n, int level)
{
}

void irq_lines_init(BoardIrqLines *lines)
{
    irq_lines_set_qdev_init_gpio_in_named_with_opaque(DEVICE(lines), lines, NULL,
                                                      IRQ_LINES);
}

DeviceState *irq_lines_create(void)
{
    DeviceState *lines = qdev_new("board-irq-lines");

    object_property_add_child(qdev_get_machine(), "irq-lines", OBJECT(lines));
    qdev_realize_and_unref(lines, NULL, &error_fatal);
    return lines;
}
