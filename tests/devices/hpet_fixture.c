/* SPDX-License-Identifier: MIT */
#include "hpet_fixture.h"

#include "bindery/bql/lock.h"
#include "bindery/system/memtx.h"

#define RAM_SIZE  4096
#define NUM_LINES 32

static void line_set(void *opaque, int n, int level)
{
    Machine *m = opaque;

    if (n == NUM_LINES) {
        m->pit_enabled = level;
        return;
    }
    if (level && !m->lines[n].level) {
        m->lines[n].rises++;
    }
    m->lines[n].level = level;
}

static void start_once(void)
{
    static bool started;

    if (!started) {
        started = true;
        module_call_init(MODULE_INIT_QOM);
        qemu_init_main_loop(&error_abort);
        if (!bql_locked()) {
            bql_lock();
        }
        virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    }
    virtual_clock_set_ns(0);
}

DeviceState *new_hpet(uint8_t timers)
{
    DeviceState *dev = qdev_new("hpet");

    qdev_prop_set_uint8(dev, "timers", timers);
    qdev_prop_set_uint32(dev, "hpet-intcap", 0xff0104);
    return dev;
}

void machine_plug(Machine *m, DeviceState *dev)
{
    memset(m->lines, 0, sizeof(m->lines));
    m->pit_enabled = -1;
    m->dev = dev;
    sysbus_realize_and_unref(SYS_BUS_DEVICE(dev), &error_abort);
    for (int i = 0; i < NUM_LINES; i++) {
        sysbus_connect_irq(SYS_BUS_DEVICE(dev), i, m->sinks[i]);
    }
    qdev_connect_gpio_out(dev, 0, m->sinks[NUM_LINES]);
    sysbus_mmio_map(SYS_BUS_DEVICE(dev), 0, HPET_BASE);
    device_cold_reset(dev);
}

void machine_unplug(Machine *m)
{
    object_unparent(OBJECT(m->dev));
    m->dev = NULL;
}

int machine_setup(void **state)
{
    Machine *m = g_new0(Machine, 1);

    start_once();
    m->sinks = qemu_allocate_irqs(line_set, m, NUM_LINES + 1);
    memory_region_init_ram(&m->ram_region, NULL, "test-ram", RAM_SIZE, &error_abort);
    memory_region_add_subregion(get_system_memory(), RAM_BASE, &m->ram_region);
    m->ram = memory_region_get_ram_ptr(&m->ram_region);
    machine_plug(m, new_hpet(3));
    *state = m;
    return 0;
}

int machine_teardown(void **state)
{
    Machine *m = *state;

    if (m->dev) {
        machine_unplug(m);
    }
    memory_region_del_subregion(get_system_memory(), &m->ram_region);
    object_unparent(OBJECT(&m->ram_region));
    qemu_free_irqs(m->sinks, NUM_LINES + 1);
    g_free(m);
    return 0;
}

uint32_t read32(hwaddr offset)
{
    return address_space_ldl_le(&address_space_memory, HPET_BASE + offset,
                                MEMTXATTRS_UNSPECIFIED, NULL);
}

uint64_t read64(hwaddr offset)
{
    return address_space_ldq_le(&address_space_memory, HPET_BASE + offset,
                                MEMTXATTRS_UNSPECIFIED, NULL);
}

void write32(hwaddr offset, uint32_t value)
{
    address_space_stl_le(&address_space_memory, HPET_BASE + offset, value,
                         MEMTXATTRS_UNSPECIFIED, NULL);
}

void write64(hwaddr offset, uint64_t value)
{
    address_space_stq_le(&address_space_memory, HPET_BASE + offset, value,
                         MEMTXATTRS_UNSPECIFIED, NULL);
}

void run_ticks(uint64_t ticks)
{
    virtual_clock_step((int64_t)(ticks * 10));
}

int rises(Machine *m, unsigned line)
{
    int count = m->lines[line].rises;

    m->lines[line].rises = 0;
    return count;
}

void set_input(Machine *m, int n, int level)
{
    qemu_set_irq(qdev_get_gpio_in(m->dev, n), level);
}
