/* SPDX-License-Identifier: MIT */
/*
 * A device's interrupt that goes up and down, through a line that the board connected to
 * another device's input, against the same handler called through a pointer.
 */
#include "qemu/osdep.h"

#include "compare.h"
#include "hw/irq.h"
#include "hw/sysbus.h"
#include "qapi/error.h"
#include "qemu/main-loop.h"

#define COUNT 4000000

#define TYPE_BENCH_DEVICE "bench-device"
OBJECT_DECLARE_SIMPLE_TYPE(BenchDevice, BENCH_DEVICE)

/* Has an interrupt, and an input that adds up levels. */
struct BenchDevice {
    SysBusDevice parent_obj;
    qemu_irq irq;
    unsigned high;
};

static void input(void *opaque, int n, int level)
{
    ((BenchDevice *)opaque)->high += (unsigned)level;
}

static void bench_device_init(Object *obj)
{
    BenchDevice *s = BENCH_DEVICE(obj);

    sysbus_init_irq(SYS_BUS_DEVICE(obj), &s->irq);
    qdev_init_gpio_in(DEVICE(obj), input, 1);
}

static const TypeInfo bench_types[] = {
    {
        .name = TYPE_BENCH_DEVICE,
        .parent = TYPE_SYS_BUS_DEVICE,
        .instance_size = sizeof(BenchDevice),
        .instance_init = bench_device_init,
    },
};
DEFINE_TYPES(bench_types)

static BenchDevice *source;
static BenchDevice *sink;
static void (*handler)(void *opaque, int n, int level) = input;

static void through_the_line(unsigned n)
{
    BenchDevice *s = source;

    for (unsigned i = 0; i < n; i++) {
        OPAQUE_POINTER(s);
        qemu_irq_raise(s->irq);
        qemu_irq_lower(s->irq);
    }
}

static void through_a_pointer(unsigned n)
{
    BenchDevice *s = sink;

    for (unsigned i = 0; i < n; i++) {
        OPAQUE_POINTER(s);
        handler(s, 0, 1);
        handler(s, 0, 0);
    }
}

static BenchDevice *new_device(void)
{
    DeviceState *dev = qdev_new(TYPE_BENCH_DEVICE);

    sysbus_realize_and_unref(SYS_BUS_DEVICE(dev), &error_abort);
    return BENCH_DEVICE(dev);
}

int main(void)
{
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    bql_lock();
    source = new_device();
    sink = new_device();
    sysbus_connect_irq(SYS_BUS_DEVICE(source), 0, qdev_get_gpio_in(DEVICE(sink), 0));
    through_the_line(1000);
    if (sink->high != 1000) {
        fprintf(stderr, "error: the line does not reach its input\n");
        return 2;
    }
    bench_head("line, ns", "pointer, ns");
    return !bench_compare("raise and lower an interrupt", through_the_line,
                          through_a_pointer, COUNT, 2);
}
