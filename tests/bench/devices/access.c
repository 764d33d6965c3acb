/* SPDX-License-Identifier: MIT */
/*
 * Accesses to a device's registers through the system's memory, for callgrind to count:
 *
 *     access DEVICE bindings|direct
 *
 * "bindings" goes to the device's own region, whose table is generated from its marks;
 * "direct" to one more region of the same device, whose table has the handlers
 * themselves.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "bindery/bql/lock.h"
#include "bindery/system/memtx.h"
#include "hpet.h"
#include "pl011.h"

enum {
    ROUNDS = 1000,
    ACCESSES = 4 /* in a round */
};

#define OWN_BASE    0x10000
#define DIRECT_BASE 0x20000

/* A machine's calls know no types: a handler is called as its bridge is. */
typedef uint64_t Read(void *opaque, hwaddr addr, unsigned size);
typedef void Write(void *opaque, hwaddr addr, uint64_t data, unsigned size);

extern const MemoryRegionOps hpet_ops, pl011_ops;

typedef struct Subject {
    const char *type;
    const MemoryRegionOps *ops; /* generated */
    Read *read;
    Write *write;
    uint64_t size;
    uint32_t offsets[ACCESSES]; /* three to read, one to write 0 to */
} Subject;

#define UNTYPED(Type, handler) ((Type *)(void (*)(void))(handler))

static const Subject subjects[] = {
    {"hpet",
     &hpet_ops,
     UNTYPED(Read, hpet_read),
     UNTYPED(Write, hpet_write),
     HPET_REGISTER_SPACE,
     /* The counter, the configuration, a comparator; the status. */
     {0x0f0, 0x010, 0x108, 0x020}},
    {"pl011",
     &pl011_ops,
     UNTYPED(Read, pl011_read),
     UNTYPED(Write, pl011_write),
     0x1000,
     /* Flags, raw status, control; the interrupt clear register. */
     {0x018, 0x03c, 0x030, 0x044}},
};

static uint64_t sum;

static void access_once(hwaddr base, const uint32_t *offsets)
{
    for (int k = 0; k < ACCESSES - 1; k++) {
        sum += address_space_ldl_le(&address_space_memory, base + offsets[k],
                                    MEMTXATTRS_UNSPECIFIED, NULL);
    }
    address_space_stl_le(&address_space_memory, base + offsets[ACCESSES - 1], 0,
                         MEMTXATTRS_UNSPECIFIED, NULL);
}

/* What is counted. */
__attribute__((noinline)) void loop(hwaddr base, const uint32_t *offsets);
__attribute__((noinline)) void loop(hwaddr base, const uint32_t *offsets)
{
    for (int i = 0; i < ROUNDS; i++) {
        access_once(base, offsets);
    }
}

static const Subject *find_subject(const char *type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        if (strcmp(subjects[i].type, type) == 0) {
            return &subjects[i];
        }
    }
    return NULL;
}

static void run(const Subject *subject, bool direct)
{
    hwaddr base = direct ? DIRECT_BASE : OWN_BASE;
    DeviceState *dev = qdev_new(subject->type);
    MemoryRegionOps ops = *subject->ops;
    MemoryRegion *region = g_new0(MemoryRegion, 1);

    if (subject->ops == &hpet_ops) {
        qdev_prop_set_uint32(dev, "hpet-intcap", 1);
    }
    sysbus_realize_and_unref(SYS_BUS_DEVICE(dev), &error_abort);
    sysbus_mmio_map(SYS_BUS_DEVICE(dev), 0, OWN_BASE);
    ops.read = subject->read;
    ops.write = subject->write;
    memory_region_init_io(region, OBJECT(dev), &ops, dev, "direct", subject->size);
    memory_region_add_subregion(get_system_memory(), DIRECT_BASE, region);
    device_cold_reset(dev);
    /* The first access finds the region, and is not counted. */
    access_once(base, subject->offsets);
    sum = 0;
    loop(base, subject->offsets);
    printf("%d accesses, sum %" PRIu64 "\n", ROUNDS * ACCESSES, sum);
    fflush(stdout);
    /* The table on this stack is in use up to the end. */
    _Exit(0);
}

int main(int argc, char **argv)
{
    const Subject *subject = argc == 3 ? find_subject(argv[1]) : NULL;

    if (!subject) {
        fprintf(stderr, "usage: access hpet|pl011 bindings|direct\n");
        return 2;
    }
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    bql_lock();
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    run(subject, strcmp(argv[2], "direct") == 0);
    return 0;
}
