/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/register.h"

#include "qdev_impl.h"
#include "qemu/bswap.h"
#include "qemu/log.h"

static bool exists(const RegisterInfo *reg)
{
    return reg->access && reg->access->name;
}

/* Values are in the host's order, one of its integers each. */
static uint64_t load(const RegisterInfo *reg)
{
    return reg->data ? (uint64_t)ldn_he_p(reg->data, reg->data_size) : reg->access->reset;
}

static void store(RegisterInfo *reg, uint64_t val)
{
    if (reg->data) {
        stn_he_p(reg->data, reg->data_size, val);
    }
}

static void log_write(const RegisterAccessInfo *ac, uint64_t old, uint64_t val,
                      const char *prefix)
{
    if ((old ^ val) & ac->rsvd) {
        qemu_log_mask(LOG_GUEST_ERROR, "%s:%s: reserved bits changed: 0x%" PRIx64 "\n",
                      prefix, ac->name, (old ^ val) & ac->rsvd);
    }
    if (val & ac->unimp) {
        qemu_log_mask(LOG_UNIMP, "%s:%s: bits not implemented set: 0x%" PRIx64 "\n",
                      prefix, ac->name, val & ac->unimp);
    }
}

void register_write(RegisterInfo *reg, uint64_t val, uint64_t we, const char *prefix,
                    bool debug)
{
    const RegisterAccessInfo *ac = reg->access;
    uint64_t old, writable;

    if (!exists(reg)) {
        qemu_log_mask(LOG_GUEST_ERROR, "%s: write of 0x%" PRIx64 " to no register\n",
                      prefix, val);
        return;
    }
    old = load(reg);
    log_write(ac, old, val, prefix);
    writable = we & ~(ac->ro | ac->w1c | ac->rsvd);
    /* A 1 clears whether or not the access is as wide as the register. */
    val = ((old & ~writable) | (val & writable)) & ~(val & ac->w1c);
    if (ac->pre_write) {
        val = ac->pre_write(reg, val);
    }
    if (debug) {
        qemu_log("%s:%s: write of 0x%" PRIx64 "\n", prefix, ac->name, val);
    }
    store(reg, val);
    if (ac->post_write) {
        ac->post_write(reg, val);
    }
}

uint64_t register_read(RegisterInfo *reg, uint64_t re, const char *prefix, bool debug)
{
    const RegisterAccessInfo *ac = reg->access;
    uint64_t val;

    if (!exists(reg)) {
        qemu_log_mask(LOG_GUEST_ERROR, "%s: read of no register\n", prefix);
        return 0;
    }
    val = load(reg);
    store(reg, val & ~(ac->cor & re));
    val &= re;
    if (ac->post_read) {
        val = ac->post_read(reg, val);
    }
    if (debug) {
        qemu_log("%s:%s: read of 0x%" PRIx64 "\n", prefix, ac->name, val);
    }
    return val;
}

void register_reset(RegisterInfo *reg)
{
    if (reg->data && reg->access) {
        store(reg, reg->access->reset);
        if (reg->access->post_write) {
            reg->access->post_write(reg, reg->access->reset);
        }
    }
}

/* --- blocks ------------------------------------------------------------------------- */

/* The bits of a register that an access of that many bytes reaches. */
static uint64_t reached(const RegisterInfo *reg, unsigned size)
{
    return MAKE_64BIT_MASK(0, 8 * MIN(size, (unsigned)reg->data_size));
}

/* NULL, and a line in the log: there is none. */
static RegisterInfo *find(const RegisterInfoArray *block, hwaddr addr)
{
    for (int i = 0; i < block->num_elements; i++) {
        if (block->r[i]->access->addr == addr) {
            return block->r[i];
        }
    }
    qemu_log_mask(LOG_GUEST_ERROR, "%s: no register at 0x%" PRIx64 "\n", block->prefix,
                  addr);
    return NULL;
}

void register_write_memory(void *opaque, hwaddr addr, uint64_t value, unsigned size)
{
    const RegisterInfoArray *block = opaque;
    RegisterInfo *reg = find(block, addr);

    if (reg) {
        register_write(reg, value, reached(reg, size), block->prefix, block->debug);
    }
}

uint64_t register_read_memory(void *opaque, hwaddr addr, unsigned size)
{
    const RegisterInfoArray *block = opaque;
    RegisterInfo *reg = find(block, addr);
    uint64_t val = 0;

    if (reg) {
        val = register_read(reg, reached(reg, size), block->prefix, block->debug);
    }
    return extract64(val, 0, (int)size * 8);
}

static RegisterInfoArray *init_block(DeviceState *owner, const RegisterAccessInfo *rae,
                                     int num, RegisterInfo *ri, void *data,
                                     const MemoryRegionOps *ops, bool debug,
                                     uint64_t memory_size, int data_size)
{
    RegisterInfoArray *block = device_alloc(owner, sizeof(*block));

    block->num_elements = num;
    block->r = device_alloc(owner, (size_t)num * sizeof(*block->r));
    block->debug = debug;
    block->prefix = object_get_typename(OBJECT(owner));
    for (int i = 0; i < num; i++) {
        const hwaddr index = rae[i].addr / (hwaddr)data_size;

        ri[index] = (RegisterInfo){
            .data = (uint8_t *)data + index * (hwaddr)data_size,
            .data_size = data_size,
            .access = &rae[i],
            .opaque = owner,
        };
        block->r[i] = &ri[index];
    }
    memory_region_init_io(&block->mem, OBJECT(owner), ops, block, block->prefix,
                          memory_size);
    return block;
}

RegisterInfoArray *register_init_block8(DeviceState *owner, const RegisterAccessInfo *rae,
                                        int num, RegisterInfo *ri, uint8_t *data,
                                        const MemoryRegionOps *ops, bool debug_enabled,
                                        uint64_t memory_size)
{
    return init_block(owner, rae, num, ri, data, ops, debug_enabled, memory_size, 1);
}

RegisterInfoArray *register_init_block32(DeviceState *owner,
                                         const RegisterAccessInfo *rae, int num,
                                         RegisterInfo *ri, uint32_t *data,
                                         const MemoryRegionOps *ops, bool debug_enabled,
                                         uint64_t memory_size)
{
    return init_block(owner, rae, num, ri, data, ops, debug_enabled, memory_size, 4);
}

RegisterInfoArray *register_init_block64(DeviceState *owner,
                                         const RegisterAccessInfo *rae, int num,
                                         RegisterInfo *ri, uint64_t *data,
                                         const MemoryRegionOps *ops, bool debug_enabled,
                                         uint64_t memory_size)
{
    return init_block(owner, rae, num, ri, data, ops, debug_enabled, memory_size, 8);
}

DeviceState *register_array_get_owner(const RegisterInfoArray *reg_array)
{
    return DEVICE(reg_array->mem.owner);
}

void register_finalize_block(RegisterInfoArray *r_array)
{
    /* The memory goes with the device, as it does where nobody calls this. */
    if (OBJECT(&r_array->mem)->parent) {
        object_unparent(OBJECT(&r_array->mem));
    }
}
