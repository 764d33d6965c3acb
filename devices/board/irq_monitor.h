/* SPDX-License-Identifier: MIT */
/*
 * Lines of a device that are intercepted: whoever asked for it is told when one of them
 * changes, and what the line did before is still done. As in QEMU, one device in a
 * program is monitored, for good, and all lines begin low. Under the big lock.
 */
#ifndef BOARD_IRQ_MONITOR_H
#define BOARD_IRQ_MONITOR_H

#include <stdbool.h>

#include <glib.h>

#include "bindery/hwcore.h"

/* Line n went up, or down. */
typedef void IrqMonitorFunc(void *opaque, int n, bool level);

/* Who is told from now on; opaque is borrowed. NULL: nobody. All lines count as low. */
void irq_monitor_set_listener(IrqMonitorFunc *func, void *opaque);

/*
 * Monitor the outputs called name (NULL: the unnamed ones) of the device at path, or all
 * of its inputs. False with error set where there is no such device or line, or where
 * another device is monitored already. A second call for the same lines does nothing.
 */
bool irq_monitor_outputs(const char *path, const char *name, GError **error);
bool irq_monitor_inputs(const char *path, GError **error);

/* Set the input number n called name (NULL: unnamed) of the device at path. */
bool irq_set_input(const char *path, const char *name, int n, int level, GError **error);

#endif
