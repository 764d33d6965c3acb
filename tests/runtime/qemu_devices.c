/* SPDX-License-Identifier: MIT */
/*
 * One device through its life: made, realized, mapped, reset, read and written all over,
 * its timers fired, saved and loaded. It takes a type and properties as NAME=VALUE; a
 * clock input runs at 1 MHz. What it finds wrong is on standard error, with status 1.
 */
#include "qemu/osdep.h"

#include "hw/clock.h"
#include "hw/irq.h"
#include "hw/qdev-clock.h"
#include "hw/sysbus.h"
#include "qapi/error.h"
#include "qemu/main-loop.h"
#include "qemu/module.h"
#include "runtime/clock.h"
#include "runtime/snapshot.h"
#include "system/address-spaces.h"
#include "system/reset.h"

#define FIRST_ADDRESS 0x10000000
#define PLACE         0x1000000 /* for each region */
#define EXAMINED      0x1000    /* bytes of a region that are accessed */

static int64_t changes; /* of interrupt lines */

static void count_change(void *opaque, int n, int level)
{
    changes++;
}

static void connect_clocks(DeviceState *dev)
{
    Clock *source = clock_new(qdev_get_machine(), "test-clock");
    NamedClockList *entry;

    clock_set_hz(source, 1000000);
    QLIST_FOREACH(entry, &dev->clocks, node)
    {
        if (!entry->output && !entry->alias) {
            qdev_connect_clock_in(dev, entry->name, source);
        }
    }
}

static SysBusDevice *make_device(int argc, char **argv)
{
    DeviceState *dev = qdev_new(argv[1]);

    for (int i = 2; i < argc; i++) {
        g_auto(GStrv) setting = g_strsplit(argv[i], "=", 2);

        object_property_parse(OBJECT(dev), setting[0], setting[1], &error_fatal);
    }
    connect_clocks(dev);
    sysbus_realize(SYS_BUS_DEVICE(dev), &error_fatal);
    for (int i = 0; sysbus_has_irq(SYS_BUS_DEVICE(dev), i); i++) {
        sysbus_connect_irq(SYS_BUS_DEVICE(dev), i,
                           qemu_allocate_irq(count_change, NULL, i));
    }
    return SYS_BUS_DEVICE(dev);
}

static hwaddr address_of(int n)
{
    return FIRST_ADDRESS + (hwaddr)n * PLACE;
}

/* Words, as every register can be accessed so. */
static void access_all(const SysBusDevice *dev, uint32_t value)
{
    for (int i = 0; i < dev->num_mmio; i++) {
        const uint64_t size = memory_region_size(dev->mmio[i].memory);

        for (hwaddr offset = 0; offset + 4 <= MIN(size, EXAMINED); offset += 4) {
            const hwaddr addr = address_of(i) + offset;

            address_space_ldl_le(&address_space_memory, addr, MEMTXATTRS_UNSPECIFIED,
                                 NULL);
            address_space_stl_le(&address_space_memory, addr, value,
                                 MEMTXATTRS_UNSPECIFIED, NULL);
        }
    }
}

static void use_device(const SysBusDevice *dev)
{
    access_all(dev, 0);
    access_all(dev, 1);
    for (int i = 0; i < 20 && virtual_clock_step_to_deadline(); i++) {
        main_loop_wait(true);
    }
}

int main(int argc, char **argv)
{
    GByteArray *before, *after;
    SysBusDevice *dev;

    if (argc < 2) {
        fputs("usage: qemu_devices TYPE [PROPERTY=VALUE...]\n", stderr);
        return 2;
    }
    module_call_init(MODULE_INIT_TRACE);
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_fatal);
    if (!bql_locked()) {
        bql_lock();
    }
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    dev = make_device(argc, argv);
    for (int i = 0; i < dev->num_mmio; i++) {
        sysbus_mmio_map(dev, i, address_of(i));
    }
    qemu_devices_reset(RESET_TYPE_COLD);
    before = snapshot_save(&error_fatal);
    use_device(dev);
    if (snapshot_load(before->data, before->len, &error_fatal) != SNAPSHOT_LOADED) {
        return 1;
    }
    after = snapshot_save(&error_fatal);
    if (before->len != after->len || memcmp(before->data, after->data, after->len) != 0) {
        fputs("what is saved after a load is not what was loaded\n", stderr);
        return 1;
    }
    qemu_devices_reset(RESET_TYPE_COLD);
    printf("%d regions, %u bytes saved, %" PRId64 " changes of lines\n", dev->num_mmio,
           after->len, changes);
    return 0;
}
