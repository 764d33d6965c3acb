/* SPDX-License-Identifier: MIT */
/*
 * Reads of a device's register through an address space that shows 1, 10 and 1,000
 * regions, always of one region, of each in turn, and at random, against the same reads
 * by a call through the operations table.
 */
#include "qemu/osdep.h"

#include "compare.h"
#include "qapi/error.h"
#include "qemu/main-loop.h"
#include "qemu/module.h"
#include "runtime/memory.h"
#include "system/memory.h"

#define MOST        1000
#define READS       (1 << 14)
#define ROUNDS      300
#define REGION_SIZE 0x1000
#define TARGET      4.0

typedef struct Device {
    Object *owner;
    MemReentrancyGuard guard;
    MemoryRegion iomem;
    uint32_t registers[8];
} Device;

static Device devices[MOST];
static MemoryRegion root;
static AddressSpace space;
/* Which device, and which address, each of the reads is of. */
static uint32_t order[1 << 12];

static uint64_t device_read(void *opaque, hwaddr addr, unsigned size)
{
    Device *d = opaque;

    switch (addr) {
    case 0x00:
    case 0x04:
    case 0x08:
    case 0x0c:
        return d->registers[addr / 4];
    case 0x10:
        return d->registers[4] | 0x80;
    default:
        return 0;
    }
}

static void device_write(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
}

static const MemoryRegionOps device_ops = {
    .read = device_read,
    .write = device_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = {.min_access_size = 4, .max_access_size = 4},
};

/* Whose guard is looked up. */
static Device *guarded;

static MemReentrancyGuard *guard_of(Object *owner)
{
    return &guarded->guard;
}

static uint64_t read_directly(void)
{
    uint64_t sum = 0;

    for (unsigned i = 0; i < READS; i++) {
        Device *d = &devices[order[i % ARRAY_SIZE(order)]];
        sum += d->iomem.ops->read(d->iomem.opaque, (i & 3) * 4, 4);
    }
    return sum;
}

static uint64_t read_by_address(void)
{
    uint64_t sum = 0;

    for (unsigned i = 0; i < READS; i++) {
        hwaddr addr = (hwaddr)order[i % ARRAY_SIZE(order)] * REGION_SIZE;
        sum += address_space_ldl_le(&space, addr + (i & 3) * 4, MEMTXATTRS_UNSPECIFIED,
                                    NULL);
    }
    return sum;
}

/* Nanoseconds of one read; what was read. */
static double measure(uint64_t (*reads)(void), uint64_t *sum)
{
    double start = bench_now();

    *sum = reads();
    return (bench_now() - start) / READS;
}

/* Whether the target is met. */
static bool compare(const char *what, unsigned regions)
{
    uint64_t direct_sum;
    uint64_t sum;
    double direct = 1e9;
    double by_address = 1e9;

    for (int round = 0; round < ROUNDS; round++) {
        double time = measure(read_directly, &direct_sum);
        direct = MIN(direct, time);
        time = measure(read_by_address, &sum);
        by_address = MIN(by_address, time);
        if (sum != direct_sum) {
            fprintf(stderr, "error: the reads disagree\n");
            exit(2);
        }
    }
    g_autofree char *row = g_strdup_printf("%s of %u regions", what, regions);
    return bench_row(row, by_address, direct, TARGET);
}

static void fill_order(unsigned regions, const char *what)
{
    uint32_t random = 1;

    for (unsigned i = 0; i < ARRAY_SIZE(order); i++) {
        random = random * 1664525 + 1013904223;
        order[i] = strcmp(what, "one") == 0             ? regions / 2
                   : strcmp(what, "in turn, each") == 0 ? i % regions
                                                        : (random >> 8) % regions;
    }
}

int main(void)
{
    static const unsigned counts[] = {1, 10, MOST};
    static const char *const orders[] = {"one", "in turn, each", "at random, any"};
    unsigned mapped = 0;
    bool met = true;

    memory_set_guard_lookup(guard_of);
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    bql_lock();
    memory_region_init(&root, NULL, NULL, UINT64_MAX);
    address_space_init(&space, &root, "bench");
    bench_head("read, ns", "direct, ns");
    for (unsigned i = 0; i < ARRAY_SIZE(counts); i++) {
        memory_region_transaction_begin();
        for (; mapped < counts[i]; mapped++) {
            Device *d = &devices[mapped];
            d->registers[0] = mapped;
            guarded = d;
            d->owner = object_new(TYPE_CONTAINER);
            memory_region_init_io(&d->iomem, d->owner, &device_ops, d, NULL, REGION_SIZE);
            memory_region_add_subregion(&root, (hwaddr)mapped * REGION_SIZE, &d->iomem);
        }
        memory_region_transaction_commit();
        for (unsigned k = 0; k < ARRAY_SIZE(orders); k++) {
            fill_order(counts[i], orders[k]);
            met &= compare(orders[k], counts[i]);
        }
    }
    return !met;
}
