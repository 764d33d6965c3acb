/* SPDX-License-Identifier: MIT */
/* Items and files as firmware reads them, at ports and in memory. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "hw/nvram/fw_cfg.h"
#include "hwcore_fixture.h"
#include "qemu/bswap.h"
#include "system/address-spaces.h"
#include "system/ioport.h"

#define CONTROL 0x1000
#define DATA    0x1008

static void end(FWCfgState *s)
{
    object_unparent(OBJECT(s));
    assert_null(fw_cfg_find());
}

static void read_port(uint16_t key, void *buf, size_t size)
{
    cpu_outw(0x510, key);
    for (size_t i = 0; i < size; i++) {
        ((uint8_t *)buf)[i] = cpu_inb(0x511);
    }
}

static void count_call(void *opaque)
{
    *(int *)opaque += 1;
}

static void items_are_read_byte_by_byte(void **state)
{
    FWCfgState *s = fw_cfg_init_io_dma(0x510, 0, NULL);
    uint8_t table[3] = {1, 2, 3}, buf[8];

    assert_ptr_equal(fw_cfg_find(), s);
    read_port(FW_CFG_ID, buf, 4);
    assert_memory_equal(buf, "\1\0\0\0", 4);
    device_cold_reset(DEVICE(s));
    assert_int_equal(cpu_inb(0x511), 'Q'); /* a reset selects the signature */
    fw_cfg_add_bytes(s, FW_CFG_ARCH_LOCAL + 4, table, sizeof(table));
    fw_cfg_add_i16(s, FW_CFG_NB_CPUS, 0x0102);
    fw_cfg_add_i64(s, FW_CFG_RAM_SIZE, 0x1122334455667788);
    fw_cfg_add_string(s, FW_CFG_BOOT_DEVICE, "n");
    table[2] = 9; /* it is not copied */
    read_port(FW_CFG_ARCH_LOCAL + 4, buf, 5);
    assert_memory_equal(buf, "\1\2\11\0\0", 5);
    read_port(FW_CFG_NB_CPUS, buf, 3);
    assert_memory_equal(buf, "\2\1\0", 3);
    read_port(FW_CFG_RAM_SIZE, buf, 8);
    assert_memory_equal(buf, "\x88\x77\x66\x55\x44\x33\x22\x11", 8);
    read_port(FW_CFG_BOOT_DEVICE, buf, 2);
    assert_string_equal((char *)buf, "n");
    read_port(FW_CFG_UUID, buf, 1);
    assert_int_equal(buf[0], 0);
    read_port(0x3fff, buf, 1);
    assert_int_equal(buf[0], 0);
    end(s);
}

static void add_twice(void *s)
{
    fw_cfg_add_i32(s, FW_CFG_ID, 1);
}

static void add_file_twice(void *s)
{
    fw_cfg_add_file(s, "etc/b", NULL, 0);
}

/* Three are there. */
static void add_too_many_files(void *s)
{
    for (int i = 3; i <= FW_CFG_FILE_SLOTS_MIN; i++) {
        g_autofree char *name = g_strdup_printf("%d", i);
        fw_cfg_add_file(s, name, NULL, 0);
    }
}

static void ask_for_dma(void *unused)
{
    fw_cfg_init_io_dma(0x510, 0x514, NULL);
}

static void files_follow_the_order_of_their_names(void **state)
{
    FWCfgState *s = fw_cfg_init_mem_wide(CONTROL, DATA, 8, 0, NULL);
    AddressSpace *as = &address_space_memory;
    FWCfgFile first;
    uint32_t count;
    int calls = 0;
    char b[] = "bb", a[] = "aaaaaaaaaa", other[] = "o";
    Death death;

    fw_cfg_add_file(s, "etc/b", b, 2);
    fw_cfg_add_file_callback(s, "etc/a", count_call, NULL, &calls, a, 10, true);
    assert_ptr_equal(fw_cfg_modify_file(s, "etc/b", other, 1), b);
    assert_null(fw_cfg_modify_file(s, "etc/c", b, 2));
    address_space_stw_be(as, CONTROL, FW_CFG_FILE_DIR, MEMTXATTRS_UNSPECIFIED, NULL);
    count = address_space_ldl_be(as, DATA, MEMTXATTRS_UNSPECIFIED, NULL);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < sizeof(first); i++) {
        ((uint8_t *)&first)[i] =
            (uint8_t)address_space_ldub(as, DATA, MEMTXATTRS_UNSPECIFIED, NULL);
    }
    assert_string_equal(first.name, "etc/a");
    assert_int_equal(be32_to_cpu(first.size), 10);
    assert_int_equal(be16_to_cpu(first.select), FW_CFG_FILE_FIRST);
    assert_int_equal(calls, 0);
    address_space_stw_be(as, CONTROL, FW_CFG_FILE_FIRST, MEMTXATTRS_UNSPECIFIED, NULL);
    assert_int_equal(calls, 1);
    assert_int_equal(address_space_ldq_be(as, DATA, MEMTXATTRS_UNSPECIFIED, NULL),
                     0x6161616161616161);
    assert_int_equal(address_space_ldl_be(as, DATA, MEMTXATTRS_UNSPECIFIED, NULL),
                     0x61610000);
    address_space_stw_be(as, CONTROL, FW_CFG_FILE_FIRST + 1, MEMTXATTRS_UNSPECIFIED,
                         NULL);
    assert_int_equal(address_space_lduw_be(as, DATA, MEMTXATTRS_UNSPECIFIED, NULL),
                     'o' << 8);
    assert_aborts(add_twice, s, "item 0x1 is there already");
    assert_aborts(add_file_twice, s, "'etc/b' is there already");
    assert_aborts(add_too_many_files, s, "'16' is one too many");
    end(s);
    death = die_in_child(ask_for_dma, NULL);
    /* A sanitizer that finds what the child had at its exit ends it otherwise. */
    assert_int_not_equal(death.status, 0);
    assert_non_null(strstr(death.text, "no DMA here"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_read_byte_by_byte),
        cmocka_unit_test(files_follow_the_order_of_their_names),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
