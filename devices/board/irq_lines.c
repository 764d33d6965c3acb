/* SPDX-License-Identifier: MIT */
#include "irq_lines.h"

typedef struct BoardIrqLines {
    DeviceState parent_obj;
    bool level[IRQ_LINES];
} BoardIrqLines;

static BoardIrqLines *board_irq_lines(void *object)
{
    return (BoardIrqLines *)object_dynamic_cast(object, TYPE_BOARD_IRQ_LINES);
}

static void set_level(void *opaque, int n, int level)
{
    board_irq_lines(opaque)->level[n] = level != 0;
}

static void irq_lines_init(Object *object)
{
    qdev_init_gpio_in(DEVICE(object), set_level, IRQ_LINES);
}

void irq_lines_register_type(void)
{
    static const TypeInfo info = {
        .name = TYPE_BOARD_IRQ_LINES,
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(BoardIrqLines),
        .instance_init = irq_lines_init,
    };

    type_register_static(&info);
}

DeviceState *irq_lines_create(void)
{
    DeviceState *lines = qdev_new(TYPE_BOARD_IRQ_LINES);

    object_property_add_child(qdev_get_machine(), "irq-lines", OBJECT(lines));
    qdev_realize_and_unref(lines, NULL, &error_fatal);
    return lines;
}

bool irq_lines_level(DeviceState *lines, int n)
{
    return board_irq_lines(lines)->level[n];
}
