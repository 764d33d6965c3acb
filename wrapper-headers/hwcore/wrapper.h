/* SPDX-License-Identifier: MIT */
/*
 * What the module "hwcore" shows: devices, buses, lines, clocks, properties, reset, the
 * machine. DeviceState, SysBusDevice and the others that devices begin with are not
 * opaque, as the chain of first members says what a device can be cast to. Clock and
 * IRQState are: there are pointers to them, and CLOCK() and IRQ() check casts.
 */
#include "qemu/osdep.h"

#include "hw/clock.h"
#include "hw/core/cpu.h"
#include "hw/core/split-irq.h"
#include "hw/hw.h"
#include "hw/irq.h"
#include "hw/isa/isa.h"
#include "hw/misc/unimp.h"
#include "hw/nvram/fw_cfg.h"
#include "hw/or-irq.h"
#include "hw/pci/msi.h"
#include "hw/ptimer.h"
#include "hw/qdev-clock.h"
#include "hw/qdev-core.h"
#include "hw/qdev-dma.h"
#include "hw/qdev-properties-system.h"
#include "hw/qdev-properties.h"
#include "hw/register.h"
#include "hw/resettable.h"
#include "hw/sysbus.h"
#include "qapi/qapi-events-misc.h"
#include "qapi/qapi-events-run-state.h"
#include "qapi/qapi-types-machine.h"
#include "qapi/qapi-types-run-state.h"
#include "runtime/machine.h"
#include "system/kvm.h"
#include "system/qtest.h"
#include "system/reset.h"
#include "system/rtc.h"
#include "system/runstate.h"
#include "system/watchdog.h"
