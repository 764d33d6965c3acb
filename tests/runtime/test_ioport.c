/* SPDX-License-Identifier: MIT */
/* Ports: lists of them, and the ISA bus that puts them there. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "hw/isa/isa.h"
#include "hwcore_fixture.h"
#include "system/address-spaces.h"
#include "system/ioport.h"

static uint32_t last_port, last_value;

static uint32_t read_byte(void *opaque, uint32_t address)
{
    return address & 0xff;
}

static uint32_t read_word(void *opaque, uint32_t address)
{
    return 0xbeef;
}

static void write_byte(void *opaque, uint32_t address, uint32_t data)
{
    *(int *)opaque += 1;
    last_port = address;
    last_value = data;
}

static const MemoryRegionPortio ports[] = {
    {0, 2, 1, read_byte, write_byte},
    {1, 1, 2, read_word, NULL},
    {8, 1, 1, NULL, write_byte},
    PORTIO_END_OF_LIST(),
};

static void ports_are_found_by_number_and_width(void **state)
{
    PortioList list;
    int writes = 0;

    portio_list_init(&list, NULL, ports, &writes, "test-ports");
    portio_list_add(&list, get_system_io(), 0x3f0);
    assert_int_equal(cpu_inb(0x3f1), 0xf1);
    assert_int_equal(cpu_inw(0x3f1), 0xbeef);
    assert_int_equal(cpu_inw(0x3f0), 0xf1f0); /* two bytes */
    assert_int_equal(cpu_inl(0x3f0), 0xffffffff);
    assert_int_equal(cpu_inb(0x3f8), 0xff); /* cannot be read */
    cpu_outb(0x3f8, 0x55);
    assert_int_equal(last_port, 0x3f8);
    assert_int_equal(last_value, 0x55);
    cpu_outw(0x3f0, 0x1234);
    assert_int_equal(writes, 3);
    assert_int_equal(last_port, 0x3f1);
    assert_int_equal(last_value, 0x12);
    portio_list_set_address(&list, 0x500);
    assert_int_equal(cpu_inb(0x501), 0x01);
    portio_list_set_enabled(&list, false);
    cpu_outb(0x508, 1);
    assert_int_equal(writes, 3);
    portio_list_set_enabled(&list, true);
    cpu_outb(0x508, 1);
    assert_int_equal(writes, 4);
    portio_list_del(&list);
    cpu_outb(0x508, 1);
    assert_int_equal(writes, 4);
    portio_list_destroy(&list);
}

/* --- a device on the bus ------------------------------------------------------------ */

#define TYPE_CARD "test-card"
OBJECT_DECLARE_SIMPLE_TYPE(CardState, CARD)

struct CardState {
    ISADevice parent_obj;
    MemoryRegion io;
    PortioList list;
    qemu_irq irq;
    int writes;
};

static void card_realize(DeviceState *dev, Error **errp)
{
    CardState *s = CARD(dev);

    memory_region_init_io(&s->io, OBJECT(dev), &unassigned_io_ops, NULL, "card", 4);
    isa_register_ioport(ISA_DEVICE(dev), &s->io, 0x300);
    assert_int_equal(isa_register_portio_list(ISA_DEVICE(dev), &s->list, 0x220, ports,
                                              &s->writes, "card-ports"),
                     0);
    qdev_init_gpio_out(dev, &s->irq, 1);
    isa_connect_gpio_out(ISA_DEVICE(dev), 0, 5);
}

static void card_unrealize(DeviceState *dev)
{
    CardState *s = CARD(dev);

    memory_region_del_subregion(isa_address_space_io(ISA_DEVICE(dev)), &s->io);
    portio_list_del(&s->list);
    portio_list_destroy(&s->list);
}

static void card_class_init(ObjectClass *klass, const void *data)
{
    DEVICE_CLASS(klass)->realize = card_realize;
    DEVICE_CLASS(klass)->unrealize = card_unrealize;
}

static const TypeInfo card_types[] = {
    {
        .name = TYPE_CARD,
        .parent = TYPE_ISA_DEVICE,
        .instance_size = sizeof(CardState),
        .class_init = card_class_init,
    },
};

DEFINE_TYPES(card_types)

static void isa_device_has_ports_and_a_line(void **state)
{
    Probe probe = {0};
    qemu_irq *lines = qemu_allocate_irqs(probe_set, &probe, ISA_NUM_IRQS);
    ISABus *bus = isa_bus_new(NULL, get_system_memory(), get_system_io(), &error_abort);
    ISADevice *dev;
    Error *err = NULL;
    g_autofree char *path = NULL;

    assert_fails(isa_bus_new(NULL, get_system_memory(), get_system_io(), &err), &err,
                 "isa.0");
    isa_bus_register_input_irqs(bus, lines);
    assert_null(isa_try_new("test-no-card"));
    dev = isa_create_simple(bus, TYPE_CARD);
    assert_ptr_equal(isa_bus_from_device(dev), bus);
    assert_ptr_equal(isa_address_space(NULL), get_system_memory());
    assert_int_equal(dev->ioport_id, 0x220);
    path = BUS_GET_CLASS(bus)->get_fw_dev_path(DEVICE(dev));
    assert_string_equal(path, "test-card@0220");
    assert_int_equal(cpu_inb(0x300), 0xff);
    assert_int_equal(cpu_inb(0x221), 0x21);
    qemu_irq_raise(CARD(dev)->irq);
    assert_int_equal(probe.n, 5);
    assert_int_equal(probe.level, 1);
    assert_null(isa_bus_get_dma(bus, 7));
    object_unparent(OBJECT(dev));
    object_unparent(OBJECT(BUS(bus)->parent));
    /* The bus is gone: there may be a new one. */
    bus = isa_bus_new(NULL, get_system_memory(), get_system_io(), &error_abort);
    object_unparent(OBJECT(BUS(bus)->parent));
    qemu_free_irqs(lines, ISA_NUM_IRQS);
}

static void map_without_a_bus(void *io)
{
    isa_register_ioport(NULL, io, 0x300);
}

static void without_an_isa_bus_there_are_no_ports(void **state)
{
    MemoryRegion io;
    PortioList list;

    assert_int_equal(isa_register_portio_list(NULL, &list, 0x220, ports, NULL, "ports"),
                     -ENODEV);
    assert_aborts(map_without_a_bus, &io, "there is no ISA bus");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ports_are_found_by_number_and_width),
        cmocka_unit_test(isa_device_has_ports_and_a_line),
        cmocka_unit_test(without_an_isa_bus_there_are_no_ports),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
