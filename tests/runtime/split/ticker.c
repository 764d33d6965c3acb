/* SPDX-License-Identifier: MIT */
#include "ticker.h"

#include <inttypes.h>
#include <stdio.h>

#include "bindery/bql/lock.h"
#include "ticker_trampolines.h"

#define PERIOD_NS 1000000

uint64_t ticker_read(Ticker *ticker, hwaddr offset, unsigned size)
{
    return ticker->ticks + offset + size;
}

void ticker_tick(Ticker *ticker)
{
    ticker->ticks++;
    qemu_irq_raise(ticker->irq);
    timer_mod(&ticker->timer, qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + PERIOD_NS);
}

static void ticker_init(Object *obj)
{
    Ticker *ticker = (Ticker *)obj;

    memory_region_init_io(&ticker->iomem, obj, &ticker_ops, ticker, "ticker", 0x100);
    sysbus_init_mmio(&ticker->parent_obj, &ticker->iomem);
    sysbus_init_irq(&ticker->parent_obj, &ticker->irq);
    ticker_tick_timer_init_ns(&ticker->timer, QEMU_CLOCK_VIRTUAL, ticker);
}

static void take_level(void *opaque, int n, int level)
{
    *(int *)opaque = n + level;
}

int main(void)
{
    const TypeInfo info = {.name = "ticker",
                           .parent = TYPE_SYS_BUS_DEVICE,
                           .instance_size = sizeof(Ticker),
                           .instance_init = ticker_init};
    const MemTxAttrs attrs = {0};
    int level = 0;
    DeviceState *dev;
    Ticker *ticker;

    bql_lock();
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    virtual_clock_set_ns(0);
    module_call_init(MODULE_INIT_QOM);
    type_register_static(&info);
    dev = qdev_new("ticker");
    sysbus_realize_and_unref(SYS_BUS_DEVICE(dev), &error_fatal);
    sysbus_mmio_map(SYS_BUS_DEVICE(dev), 0, 0x9000);
    sysbus_connect_irq(SYS_BUS_DEVICE(dev), 0, qemu_allocate_irq(take_level, &level, 0));
    printf("read 0x%x\n",
           address_space_ldl_le(&address_space_memory, 0x9024, attrs, NULL));

    ticker = (Ticker *)object_dynamic_cast(OBJECT(dev), "ticker");
    timer_mod(&ticker->timer, PERIOD_NS);
    virtual_clock_step(3 * PERIOD_NS);
    printf("ticks %u at %" PRId64 " ns, line %d\n", ticker->ticks,
           qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL), level);
    return ticker->ticks == 3 ? 0 : 1;
}
