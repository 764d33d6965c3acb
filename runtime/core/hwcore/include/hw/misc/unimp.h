/* SPDX-License-Identifier: MIT */
/*
 * A device that nobody has written yet: reads are 0, writes are ignored, and both are
 * logged (LOG_UNIMP).
 */
#ifndef HW_MISC_UNIMP_H
#define HW_MISC_UNIMP_H

#include "hw/qdev-properties.h"
#include "hw/sysbus.h"
#include "qapi/error.h"

#define TYPE_UNIMPLEMENTED_DEVICE "unimplemented-device"

OBJECT_DECLARE_SIMPLE_TYPE(UnimplementedDeviceState, UNIMPLEMENTED_DEVICE)

/* Properties "name" and "size" (bytes, not 0). */
struct UnimplementedDeviceState {
    SysBusDevice parent_obj;

    MemoryRegion iomem;
    unsigned offset_fmt_width;
    char *name;
    uint64_t size;
};

/* One of size bytes at base of the system's memory; any other region there wins. */
static inline void create_unimplemented_device(const char *name, hwaddr base, hwaddr size)
{
    DeviceState *dev = qdev_new(TYPE_UNIMPLEMENTED_DEVICE);

    qdev_prop_set_string(dev, "name", name);
    qdev_prop_set_uint64(dev, "size", size);
    sysbus_realize_and_unref(SYS_BUS_DEVICE(dev), &error_fatal);
    sysbus_mmio_map_overlap(SYS_BUS_DEVICE(dev), 0, base, -1000);
}

#endif
