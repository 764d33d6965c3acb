/* SPDX-License-Identifier: MIT */
/*
 * Registers by a table: which bits can be written, which are cleared by a 1 or by a read,
 * what they are after a reset, and what is called for an access.
 *
 * Under the big lock.
 */
#ifndef REGISTER_H
#define REGISTER_H

#include "hw/qdev-core.h"
#include "hw/registerfields.h"
#include "system/memory.h"

typedef struct RegisterInfo RegisterInfo;
typedef struct RegisterAccessInfo RegisterAccessInfo;
typedef struct RegisterInfoArray RegisterInfoArray;

/* What a register is like. The masks have a bit for each bit of the register. */
struct RegisterAccessInfo {
    /* NULL: there is no register; an access is logged as a guest error. */
    const char *name;
    /* Not changed by a write. */
    uint64_t ro;
    /* Cleared where a 1 is written, and not changed by a 0. */
    uint64_t w1c;
    uint64_t reset;
    /* Cleared by a read, which gives what they were. */
    uint64_t cor;
    /* Not changed by a write; one that tries is logged as a guest error. */
    uint64_t rsvd;
    /* A write of 1 is logged as not implemented. */
    uint64_t unimp;

    /* From the value that a write would store to the one that it stores. */
    uint64_t (*pre_write)(RegisterInfo *reg, uint64_t val);
    /* val is stored; after a reset, too. */
    void (*post_write)(RegisterInfo *reg, uint64_t val);
    /* From the value that a read would give to the one that it gives. */
    uint64_t (*post_read)(RegisterInfo *reg, uint64_t val);

    /* In the block, in bytes. */
    hwaddr addr;
};

/* One register of one device. data may be NULL: it is its reset value for good. */
struct RegisterInfo {
    void *data;
    int data_size; /* bytes: 1, 2, 4 or 8 */
    const RegisterAccessInfo *access;
    void *opaque; /* the device */
};

/* The registers of a block, and its region. */
struct RegisterInfoArray {
    MemoryRegion mem;
    int num_elements;
    RegisterInfo **r;
    bool debug;
    const char *prefix;
};

/* A write of val to the bits of we, a read of the bits of re, by the register's rules.
 * prefix, the device's name, begins what is logged; with debug each access is. */
void register_write(RegisterInfo *reg, uint64_t val, uint64_t we, const char *prefix,
                    bool debug);
uint64_t register_read(RegisterInfo *reg, uint64_t re, const char *prefix, bool debug);

/* Give it its reset value, and call post_write; nothing where it has no data. */
void register_reset(RegisterInfo *reg);

/* For MemoryRegionOps: opaque is a RegisterInfoArray, and addr a register's first byte.
 */
void register_write_memory(void *opaque, hwaddr addr, uint64_t value, unsigned size);
uint64_t register_read_memory(void *opaque, hwaddr addr, unsigned size);

/*
 * The registers of rae, num of them, as a block of a device: the register at byte A of
 * the block is ri[A / size of a register], and its value data[A / size]. Both arrays are
 * the device's; rae is borrowed for good. The result's region, of memory_size bytes with
 * ops, is for the device to put where it belongs. The block goes with the device.
 */
RegisterInfoArray *register_init_block8(DeviceState *owner, const RegisterAccessInfo *rae,
                                        int num, RegisterInfo *ri, uint8_t *data,
                                        const MemoryRegionOps *ops, bool debug_enabled,
                                        uint64_t memory_size);
RegisterInfoArray *register_init_block32(DeviceState *owner,
                                         const RegisterAccessInfo *rae, int num,
                                         RegisterInfo *ri, uint32_t *data,
                                         const MemoryRegionOps *ops, bool debug_enabled,
                                         uint64_t memory_size);
RegisterInfoArray *register_init_block64(DeviceState *owner,
                                         const RegisterAccessInfo *rae, int num,
                                         RegisterInfo *ri, uint64_t *data,
                                         const MemoryRegionOps *ops, bool debug_enabled,
                                         uint64_t memory_size);

/* The device, borrowed. */
DeviceState *register_array_get_owner(const RegisterInfoArray *reg_array);

/* For devices of versions before 10.2, which call it in instance_finalize. */
void register_finalize_block(RegisterInfoArray *r_array);

#endif
