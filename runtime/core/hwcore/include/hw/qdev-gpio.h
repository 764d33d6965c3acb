/* SPDX-License-Identifier: MIT */
/*
 * A device's lines: inputs that others drive and outputs that the device drives, in
 * arrays that have a name, or none (name NULL: "unnamed-gpio-in", "unnamed-gpio-out"). A
 * part of hw/qdev-core.h, which is what sources include.
 *
 * An input is the device's child "NAME[i]", an output its link "NAME[i]" to the line that
 * it drives. A name or number that the device does not have aborts.
 */
#ifndef HW_QDEV_GPIO_H
#define HW_QDEV_GPIO_H

#include "hw/irq.h"
#include "qemu/typedefs.h"

/* Which level is the active one. */
typedef enum {
    GPIO_POLARITY_ACTIVE_LOW,
    GPIO_POLARITY_ACTIVE_HIGH
} GpioPolarity;

/* --- for the device ------------------------------------------------------------------
 */

/* n more inputs, which call handler(opaque, number in the array, level). */
void qdev_init_gpio_in_named_with_opaque(DeviceState *dev, qemu_irq_handler handler,
                                         void *opaque, const char *name, int n);
/* The same with dev as opaque. */
static inline void qdev_init_gpio_in_named(DeviceState *dev, qemu_irq_handler handler,
                                           const char *name, int n)
{
    qdev_init_gpio_in_named_with_opaque(dev, handler, dev, name, n);
}
void qdev_init_gpio_in(DeviceState *dev, qemu_irq_handler handler, int n);

/* n more outputs: pins[i] is NULL until it is connected. pins is in dev's memory. */
void qdev_init_gpio_out_named(DeviceState *dev, qemu_irq *pins, const char *name, int n);
void qdev_init_gpio_out(DeviceState *dev, qemu_irq *pins, int n);

/* The lines called name are container's as well, from now on by it alone. */
void qdev_pass_gpios(DeviceState *dev, DeviceState *container, const char *name);

/* --- for the board -------------------------------------------------------------------
 */

/* The input, borrowed. */
qemu_irq qdev_get_gpio_in(DeviceState *dev, int n);
qemu_irq qdev_get_gpio_in_named(DeviceState *dev, const char *name, int n);

/* The output drives pin, which it references; NULL: nothing. */
void qdev_connect_gpio_out(DeviceState *dev, int n, qemu_irq pin);
void qdev_connect_gpio_out_named(DeviceState *dev, const char *name, int n, qemu_irq pin);

/* What the output drives, borrowed; NULL: nothing, or there is no such output. */
qemu_irq qdev_get_gpio_out_connector(const DeviceState *dev, const char *name, int n);
/* The output drives icpt instead of the result, which is borrowed; NULL: nothing. */
qemu_irq qdev_intercept_gpio_out(DeviceState *dev, qemu_irq icpt, const char *name,
                                 int n);

#endif
