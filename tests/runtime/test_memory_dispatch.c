/* SPDX-License-Identifier: MIT */
/*
 * How accesses become callbacks, for all combinations of accepted and implemented sizes,
 * alignment, byte order and size, against a model that knows a device as a row of bytes.
 */
#include "qemu/osdep.h"

#include "memory_fixture.h"

#define BYTES     64
#define MAX_CALLS 32

/* --- the device --------------------------------------------------------------------- */

typedef struct Call {
    hwaddr addr;
    unsigned size;
    bool is_write;
} Call;

static uint8_t bytes[BYTES];
static MemoryRegionOps ops;
static Call calls[MAX_CALLS];
static unsigned n_calls;

static void record(hwaddr addr, unsigned size, bool is_write)
{
    assert_true(n_calls < MAX_CALLS);
    calls[n_calls++] = (Call){addr, size, is_write};
}

static bool device_is_big(void)
{
    return ops.endianness == DEVICE_BIG_ENDIAN;
}

static uint64_t device_read(void *opaque, hwaddr addr, unsigned size)
{
    uint64_t value = 0;

    record(addr, size, false);
    for (unsigned i = 0; i < size; i++) {
        unsigned place = device_is_big() ? size - 1 - i : i;
        value |= (uint64_t)bytes[(addr + i) % BYTES] << (8 * place);
    }
    /* What is above the size asked for is no one's. */
    return size < 8 ? value | ~UINT64_C(0) << (8 * size) : value;
}

static void device_write(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
    record(addr, size, true);
    assert_true(size == 8 || data >> (8 * size) == 0);
    for (unsigned i = 0; i < size; i++) {
        unsigned place = device_is_big() ? size - 1 - i : i;
        bytes[(addr + i) % BYTES] = (uint8_t)(data >> (8 * place));
    }
}

static MemTxResult device_read_with_attrs(void *opaque, hwaddr addr, uint64_t *data,
                                          unsigned size, MemTxAttrs attrs)
{
    *data = device_read(opaque, addr, size);
    return MEMTX_OK;
}

static MemTxResult device_write_with_attrs(void *opaque, hwaddr addr, uint64_t data,
                                           unsigned size, MemTxAttrs attrs)
{
    device_write(opaque, addr, data, size);
    return MEMTX_OK;
}

static void fill_bytes(void)
{
    for (unsigned i = 0; i < BYTES; i++) {
        bytes[i] = (uint8_t)(0x11 + i * 37);
    }
    n_calls = 0;
}

/* --- the model ---------------------------------------------------------------------- */

typedef struct Model {
    uint8_t bytes[BYTES];
    Call calls[MAX_CALLS];
    unsigned n_calls;
} Model;

static bool model_accepts(hwaddr addr, unsigned size)
{
    if (addr % size != 0 && !ops.valid.unaligned) {
        return false;
    }
    return ops.valid.max_access_size == 0 ||
           (size >= ops.valid.min_access_size && size <= ops.valid.max_access_size);
}

/* The width of the callbacks for an access. */
static unsigned model_width(unsigned size)
{
    unsigned least = ops.impl.min_access_size ? ops.impl.min_access_size : 1;
    unsigned most = ops.impl.max_access_size ? ops.impl.max_access_size : 4;
    unsigned width = size > most ? most : size;

    return width < least ? least : width;
}

static void model_calls(Model *model, hwaddr addr, unsigned size, bool is_write)
{
    for (unsigned i = 0; i < size; i += model_width(size)) {
        model->calls[model->n_calls++] = (Call){addr + i, model_width(size), is_write};
    }
}

/* data has the bytes in the order of their addresses. */
static MemTxResult model_write(Model *model, hwaddr addr, const uint8_t *data,
                               unsigned size)
{
    unsigned reach = MAX(size, model_width(size));

    if (!model_accepts(addr, size)) {
        return MEMTX_DECODE_ERROR;
    }
    model_calls(model, addr, size, true);
    for (unsigned i = 0; i < reach; i++) {
        model->bytes[(addr + i) % BYTES] = i < size ? data[i] : 0;
    }
    return MEMTX_OK;
}

static MemTxResult model_read(Model *model, hwaddr addr, uint8_t *data, unsigned size)
{
    memset(data, 0, size);
    if (!model_accepts(addr, size)) {
        return MEMTX_DECODE_ERROR;
    }
    model_calls(model, addr, size, false);
    for (unsigned i = 0; i < size; i++) {
        data[i] = model->bytes[(addr + i) % BYTES];
    }
    return MEMTX_OK;
}

/* How many bytes of a transfer go in its first access. */
static unsigned model_cut(hwaddr addr, unsigned len)
{
    unsigned most = ops.valid.max_access_size ? ops.valid.max_access_size : 4;

    for (unsigned size = 8; size > 1; size /= 2) {
        bool aligned = ops.impl.unaligned || addr % size == 0;
        if (size <= most && size <= len && aligned) {
            return size;
        }
    }
    return 1;
}

/* --- one comparison ----------------------------------------------------------------- */

static Model model_start(void)
{
    Model model = {.n_calls = 0};

    fill_bytes();
    memcpy(model.bytes, bytes, BYTES);
    return model;
}

static void check_same(const Model *model, const char *what, hwaddr addr, unsigned size)
{
    bool same = n_calls == model->n_calls && memcmp(bytes, model->bytes, BYTES) == 0;

    for (unsigned i = 0; same && i < n_calls; i++) {
        same = calls[i].addr == model->calls[i].addr &&
               calls[i].size == model->calls[i].size &&
               calls[i].is_write == model->calls[i].is_write;
    }
    if (!same) {
        fail_msg("%s of %u at %u: valid %u-%u%s impl %u-%u%s endianness %d: %u calls, "
                 "model %u; first size %u, model %u",
                 what, size, (unsigned)addr, ops.valid.min_access_size,
                 ops.valid.max_access_size, ops.valid.unaligned ? " unaligned" : "",
                 ops.impl.min_access_size, ops.impl.max_access_size,
                 ops.impl.unaligned ? " unaligned" : "", (int)ops.endianness, n_calls,
                 model->n_calls, calls[0].size, model->calls[0].size);
    }
}

static uint64_t load(hwaddr addr, unsigned size, bool big, MemTxResult *result)
{
    switch (size) {
    case 1:
        return address_space_ldub(&space, addr, NO_ATTRS, result);
    case 2:
        return big ? address_space_lduw_be(&space, addr, NO_ATTRS, result)
                   : address_space_lduw_le(&space, addr, NO_ATTRS, result);
    case 4:
        return big ? address_space_ldl_be(&space, addr, NO_ATTRS, result)
                   : address_space_ldl_le(&space, addr, NO_ATTRS, result);
    default:
        return big ? address_space_ldq_be(&space, addr, NO_ATTRS, result)
                   : address_space_ldq_le(&space, addr, NO_ATTRS, result);
    }
}

static void store(hwaddr addr, unsigned size, bool big, uint64_t value,
                  MemTxResult *result)
{
    switch (size) {
    case 1:
        address_space_stb(&space, addr, (uint8_t)value, NO_ATTRS, result);
        break;
    case 2:
        (big ? address_space_stw_be : address_space_stw_le)(&space, addr, (uint16_t)value,
                                                            NO_ATTRS, result);
        break;
    case 4:
        (big ? address_space_stl_be : address_space_stl_le)(&space, addr, (uint32_t)value,
                                                            NO_ATTRS, result);
        break;
    default:
        (big ? address_space_stq_be : address_space_stq_le)(&space, addr, value, NO_ATTRS,
                                                            result);
        break;
    }
}

static void check_load(hwaddr addr, unsigned size, bool big)
{
    Model model = model_start();
    MemTxResult result = MEMTX_ERROR;
    uint8_t data[8];
    uint64_t expected = 0;
    MemTxResult model_result = model_read(&model, addr, data, size);

    for (unsigned i = 0; i < size; i++) {
        expected |= (uint64_t)data[i] << (8 * (big ? size - 1 - i : i));
    }
    uint64_t value = load(addr, size, big, &result);
    check_same(&model, "load", addr, size);
    assert_int_equal(result, model_result);
    assert_int_equal(value, expected);
}

static void check_store(hwaddr addr, unsigned size, bool big)
{
    const uint64_t value = UINT64_C(0x8899aabbccddeeff);
    Model model = model_start();
    MemTxResult result = MEMTX_ERROR;
    uint8_t data[8] = {0};

    for (unsigned i = 0; i < size; i++) {
        data[i] = (uint8_t)(value >> (8 * (big ? size - 1 - i : i)));
    }
    MemTxResult model_result = model_write(&model, addr, data, size);
    store(addr, size, big, value, &result);
    check_same(&model, "store", addr, size);
    assert_int_equal(result, model_result);
}

static void check_transfer(hwaddr addr, unsigned len, bool is_write)
{
    Model model = model_start();
    uint8_t data[16];
    uint8_t expected[16];
    MemTxResult model_result = MEMTX_OK;

    for (unsigned i = 0; i < sizeof(data); i++) {
        data[i] = expected[i] = (uint8_t)(0xc0 + i);
    }
    for (unsigned done = 0, size; done < len; done += size) {
        size = model_cut(addr + done, len - done);
        model_result |= is_write ? model_write(&model, addr + done, data + done, size)
                                 : model_read(&model, addr + done, expected + done, size);
    }
    MemTxResult result = address_space_rw(&space, addr, NO_ATTRS, data, len, is_write);
    check_same(&model, is_write ? "write" : "read", addr, len);
    assert_int_equal(result, model_result);
    assert_memory_equal(data, expected, sizeof(data));
}

/* --- all combinations --------------------------------------------------------------- */

static void check_accesses(void)
{
    for (hwaddr addr = 0; addr < 9; addr++) {
        for (unsigned size = 1; size <= 8; size *= 2) {
            for (int big = 0; big < 2; big++) {
                check_load(addr, size, big);
                check_store(addr, size, big);
            }
        }
        for (unsigned len = 1; len <= 13; len++) {
            check_transfer(addr, len, false);
            check_transfer(addr, len, true);
        }
    }
}

static const unsigned sizes[] = {0, 1, 2, 4, 8};

static MemoryRegion device;

static void check_alignments(void)
{
    for (int unaligned = 0; unaligned < 3; unaligned++) {
        ops.valid.unaligned = unaligned > 0;
        ops.impl.unaligned = unaligned > 1;
        memory_region_add_subregion(&root, 0, &device);
        check_accesses();
        memory_region_del_subregion(&root, &device);
    }
}

static void check_implemented_sizes(void)
{
    for (unsigned least = 0; least < ARRAY_SIZE(sizes); least++) {
        for (unsigned most = 0; most < ARRAY_SIZE(sizes); most++) {
            ops.impl.min_access_size = sizes[least];
            ops.impl.max_access_size = sizes[most];
            check_alignments();
        }
    }
}

static void check_accepted_sizes(void)
{
    for (unsigned least = 0; least < ARRAY_SIZE(sizes); least++) {
        for (unsigned most = 0; most < ARRAY_SIZE(sizes); most++) {
            ops.valid.min_access_size = sizes[least];
            ops.valid.max_access_size = sizes[most];
            check_implemented_sizes();
        }
    }
}

static void check_endianness(enum device_endian endianness)
{
    ops = (MemoryRegionOps){
        .read = device_read, .write = device_write, .endianness = endianness};
    memory_region_init_io(&device, NULL, &ops, NULL, NULL, 0x100);
    check_accepted_sizes();
    drop_region(&device);
}

static void little_endian_device_is_as_the_model(void **state)
{
    check_endianness(DEVICE_LITTLE_ENDIAN);
}

static void big_endian_device_is_as_the_model(void **state)
{
    check_endianness(DEVICE_BIG_ENDIAN);
}

static void native_device_is_little_endian(void **state)
{
    ops = (MemoryRegionOps){
        .read = device_read, .write = device_write, .endianness = DEVICE_NATIVE_ENDIAN};
    memory_region_init_io(&device, NULL, &ops, NULL, NULL, 0x100);
    check_implemented_sizes();
    memory_region_add_subregion(&root, 0, &device);
    fill_bytes();
    bytes[0] = 0x34;
    bytes[1] = 0x12;
    assert_int_equal(address_space_lduw(&space, 0, NO_ATTRS, NULL), 0x1234);
    assert_int_equal(lduw_phys(&space, 0), 0x1234);
    stl_phys(&space, 4, 0x11223344);
    assert_int_equal(ldub_phys(&space, 4), 0x44);
    assert_int_equal(ldl_be_phys(&space, 4), 0x44332211);
    drop_region(&device);
}

static void callbacks_with_attributes_are_as_the_model(void **state)
{
    for (int endianness = DEVICE_BIG_ENDIAN; endianness <= DEVICE_LITTLE_ENDIAN;
         endianness++) {
        ops = (MemoryRegionOps){
            .read_with_attrs = device_read_with_attrs,
            .write_with_attrs = device_write_with_attrs,
            .endianness = (enum device_endian)endianness,
        };
        memory_region_init_io(&device, NULL, &ops, NULL, NULL, 0x100);
        check_implemented_sizes();
        drop_region(&device);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(little_endian_device_is_as_the_model),
        MEMORY_TEST(big_endian_device_is_as_the_model),
        MEMORY_TEST(native_device_is_little_endian),
        MEMORY_TEST(callbacks_with_attributes_are_as_the_model),
    };
    start_memory_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
