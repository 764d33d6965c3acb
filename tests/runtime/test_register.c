/* SPDX-License-Identifier: MIT */
/* Registers by a table: masks, hooks, blocks and their region. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "hw/register.h"
#include "hw/sysbus.h"
#include "hwcore_fixture.h"
#include "qemu/log.h"
#include "system/address-spaces.h"

REG32(CONTROL, 0x0)
FIELD(CONTROL, MODE, 4, 3)
REG32(STATUS, 0x8)
REG32(TABLE, 0xc)

#define TYPE_BLOCK "test-block"
OBJECT_DECLARE_SIMPLE_TYPE(BlockState, BLOCK)

struct BlockState {
    SysBusDevice parent_obj;
    RegisterInfo info[4];
    uint32_t regs[4];
    RegisterInfoArray *array;
    uint64_t posted;
};

static uint64_t keep_even(RegisterInfo *reg, uint64_t val)
{
    return val & ~UINT64_C(1);
}

static void note_post(RegisterInfo *reg, uint64_t val)
{
    BLOCK(reg->opaque)->posted = val;
}

static uint64_t add_mark(RegisterInfo *reg, uint64_t val)
{
    return val | 0x80000000;
}

static const RegisterAccessInfo registers_access[] = {
    {
        .name = "CONTROL",
        .addr = A_CONTROL,
        .reset = 0x10,
        .ro = 0xf000,
        .rsvd = 0xf0000,
        .unimp = 0xf00000,
        .pre_write = keep_even,
        .post_write = note_post,
    },
    {.name = "STATUS", .addr = A_STATUS, .reset = 0xff, .w1c = 0x0f, .cor = 0xf0},
    {.name = "TABLE", .addr = A_TABLE, .post_read = add_mark},
};

static const MemoryRegionOps registers_ops = {
    .read = register_read_memory,
    .write = register_write_memory,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = {.min_access_size = 1, .max_access_size = 4},
    .impl = {.min_access_size = 1, .max_access_size = 4},
};

static void registers_init(Object *obj)
{
    BlockState *s = BLOCK(obj);

    s->array =
        register_init_block32(DEVICE(obj), registers_access, ARRAY_SIZE(registers_access),
                              s->info, s->regs, &registers_ops, false, 0x20);
    sysbus_init_mmio(SYS_BUS_DEVICE(obj), &s->array->mem);
}

/* As devices of older versions do. */
static void registers_finalize(Object *obj)
{
    register_finalize_block(BLOCK(obj)->array);
}

static const TypeInfo registers_types[] = {
    {
        .name = TYPE_BLOCK,
        .parent = TYPE_SYS_BUS_DEVICE,
        .instance_size = sizeof(BlockState),
        .instance_init = registers_init,
    },
    {
        .name = TYPE_BLOCK "-old",
        .parent = TYPE_BLOCK,
        .instance_finalize = registers_finalize,
    },
};

DEFINE_TYPES(registers_types)

#define BASE 0x1000

static uint32_t get(hwaddr addr)
{
    return address_space_ldl_le(&address_space_memory, BASE + addr,
                                MEMTXATTRS_UNSPECIFIED, NULL);
}

static void put(hwaddr addr, uint32_t value)
{
    address_space_stl_le(&address_space_memory, BASE + addr, value,
                         MEMTXATTRS_UNSPECIFIED, NULL);
}

static BlockState *block_new(const char *type)
{
    DeviceState *dev = qdev_new(type);

    sysbus_realize(SYS_BUS_DEVICE(dev), &error_abort);
    sysbus_mmio_map(SYS_BUS_DEVICE(dev), 0, BASE);
    for (size_t i = 0; i < ARRAY_SIZE(BLOCK(dev)->info); i++) {
        register_reset(&BLOCK(dev)->info[i]);
    }
    return BLOCK(dev);
}

static void drop(BlockState *s)
{
    object_unparent(OBJECT(s));
    object_unref(s);
}

static void masks_say_what_an_access_does(void **state)
{
    BlockState *s = block_new(TYPE_BLOCK);

    assert_ptr_equal(register_array_get_owner(s->array), DEVICE(s));
    assert_int_equal(get(A_CONTROL), 0x10);
    assert_int_equal(s->posted, 0x10); /* a reset calls the hook */
    put(A_CONTROL, 0xffffffff);
    assert_int_equal(get(A_CONTROL), 0xfff00ffe);
    assert_int_equal(s->posted, 0xfff00ffe);
    assert_int_equal(ARRAY_FIELD_EX32(s->regs, CONTROL, MODE), 7);
    address_space_stb(&address_space_memory, BASE, 0, MEMTXATTRS_UNSPECIFIED, NULL);
    assert_int_equal(get(A_CONTROL), 0xfff00f00);
    assert_int_equal(
        address_space_lduw_le(&address_space_memory, BASE, MEMTXATTRS_UNSPECIFIED, NULL),
        0x0f00);
    put(A_STATUS, 0xf5);
    assert_int_equal(get(A_STATUS), 0xfa);
    assert_int_equal(get(A_STATUS), 0x0a); /* the read has cleared the rest */
    put(A_TABLE, 3);
    assert_int_equal(get(A_TABLE), 0x80000003);
    drop(s);
}

static void nothing_is_where_there_is_no_register(void **state)
{
    BlockState *s = block_new(TYPE_BLOCK "-old");
    g_autofree char *path = g_strdup_printf("%s/test_register.XXXXXX", g_get_tmp_dir());
    g_autofree char *text = NULL;
    const int fd = g_mkstemp(path);

    assert_true(fd >= 0);
    assert_true(
        qemu_set_log_filename_flags(path, LOG_GUEST_ERROR | LOG_UNIMP, &error_abort));
    assert_int_equal(get(0x4), 0);
    put(0x10, 1);
    put(A_CONTROL, 0x110000);
    assert_true(qemu_set_log(0, &error_abort));
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    assert_string_equal(text,
                        "test-block-old: no register at 0x4\n"
                        "test-block-old: no register at 0x10\n"
                        "test-block-old:CONTROL: reserved bits changed: 0x10000\n"
                        "test-block-old:CONTROL: bits not implemented set: 0x100000\n");
    close(fd);
    unlink(path);
    drop(s);
}

static void access_of_no_register_does_nothing(void **state)
{
    RegisterInfo none = {0};
    static const RegisterAccessInfo constant = {.name = "ID", .reset = 0x1234};
    RegisterInfo id = {.data_size = 4, .access = &constant};

    register_write(&none, 1, ~UINT64_C(0), "test", false);
    assert_int_equal(register_read(&none, ~UINT64_C(0), "test", false), 0);
    register_reset(&none);
    register_reset(&id);
    register_write(&id, 1, ~UINT64_C(0), "test", false);
    assert_int_equal(register_read(&id, 0xff, "test", false), 0x34);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masks_say_what_an_access_does),
        cmocka_unit_test(nothing_is_where_there_is_no_register),
        cmocka_unit_test(access_of_no_register_does_nothing),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
