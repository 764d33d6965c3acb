/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include <sys/mman.h>

#include "memory_impl.h"
#include "qapi/error.h"
#include "qemu/atomic.h"
#include "qemu/thread.h"
#include "system/memory.h"

struct RAMBlock {
    /* Atomic. */
    unsigned ref;
    uint8_t *host;
    uint64_t size;
    /* Of the first byte in the numbering of all RAM. */
    ram_addr_t offset;
    /* The memory is the block's own. */
    bool mapped;
    MemoryRegion *mr;
    Object *owner;
    QLIST_ENTRY(RAMBlock) link;
};

static QLIST_HEAD(, RAMBlock) blocks = QLIST_HEAD_INITIALIZER(blocks);
static ram_addr_t next_offset;
/* The list and next_offset. */
static QemuMutex blocks_lock;

static void __attribute__((constructor(102))) memory_ram_start(void)
{
    qemu_mutex_init(&blocks_lock);
}

/* --- blocks ------------------------------------------------------------------------- */

RAMBlock *ram_block_ref(RAMBlock *block)
{
    if (block) {
        qatomic_inc(&block->ref);
    }
    return block;
}

void ram_block_unref(RAMBlock *block)
{
    if (!block) {
        return;
    }
    /* Under the lock: ram_block_find() must not find one that has no reference left. */
    qemu_mutex_lock(&blocks_lock);
    bool last = qatomic_fetch_dec(&block->ref) == 1;
    if (last) {
        QLIST_REMOVE(block, link);
    }
    qemu_mutex_unlock(&blocks_lock);
    if (last) {
        if (block->mapped) {
            munmap(block->host, block->size);
        }
        g_free(block);
    }
}

uint8_t *ram_block_host(RAMBlock *block)
{
    return block ? block->host : NULL;
}

Object *ram_block_owner(RAMBlock *block)
{
    return block->owner;
}

RAMBlock *ram_block_find(const void *ptr)
{
    uintptr_t at = (uintptr_t)ptr;
    RAMBlock *block;

    qemu_mutex_lock(&blocks_lock);
    QLIST_FOREACH(block, &blocks, link)
    {
        if (at - (uintptr_t)block->host < block->size) {
            ram_block_ref(block);
            break;
        }
    }
    qemu_mutex_unlock(&blocks_lock);
    return block;
}

static RAMBlock *block_new(MemoryRegion *mr, void *host, bool mapped)
{
    RAMBlock *block = g_new0(RAMBlock, 1);

    block->ref = 1;
    block->host = host;
    block->size = memory_region_size(mr);
    block->mapped = mapped;
    block->mr = mr;
    block->owner = mr->owner;
    qemu_mutex_lock(&blocks_lock);
    block->offset = next_offset;
    next_offset += ROUND_UP(block->size, qemu_real_host_page_size());
    QLIST_INSERT_HEAD(&blocks, block, link);
    qemu_mutex_unlock(&blocks_lock);
    return block;
}

/* Zeroes of the host, which takes pages only when they are touched. */
static bool allocate(MemoryRegion *mr, uint32_t ram_flags, Error **errp)
{
    uint64_t size = memory_region_size(mr);
    int flags = MAP_ANONYMOUS | (ram_flags & RAM_SHARED ? MAP_SHARED : MAP_PRIVATE);
    void *host = MAP_FAILED;

    mr->terminates = true;
    errno = ENOMEM;
    if (ram_flags & ~(uint32_t)(RAM_SHARED | RAM_NORESERVE)) {
        error_setg(errp, "memory region '%s': RAM with flags 0x%x is not supported",
                   memory_region_name(mr), ram_flags);
    } else if (size == 0) {
        error_setg(errp, "memory region '%s': RAM of 0 bytes cannot be made",
                   memory_region_name(mr));
    } else {
        flags |= ram_flags & RAM_NORESERVE ? MAP_NORESERVE : 0;
        if (size <= SIZE_MAX / 2) {
            host = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, -1, 0);
        }
        if (host == MAP_FAILED) {
            error_setg_errno(errp, errno,
                             "memory region '%s': cannot get %" PRIu64 " bytes of RAM",
                             memory_region_name(mr), size);
        }
    }
    if (host == MAP_FAILED) {
        mr->size = int128_zero();
        object_unparent(OBJECT(mr));
        return false;
    }
    mr->ram_block = block_new(mr, host, true);
    return true;
}

/* --- regions ------------------------------------------------------------------------ */

bool memory_region_init_ram_flags_nomigrate(MemoryRegion *mr, Object *owner,
                                            const char *name, uint64_t size,
                                            uint32_t ram_flags, Error **errp)
{
    memory_region_init(mr, owner, name, size);
    mr->ram = true;
    return allocate(mr, ram_flags, errp);
}

bool memory_region_init_ram_nomigrate(MemoryRegion *mr, Object *owner, const char *name,
                                      uint64_t size, Error **errp)
{
    return memory_region_init_ram_flags_nomigrate(mr, owner, name, size, 0, errp);
}

bool memory_region_init_ram(MemoryRegion *mr, Object *owner, const char *name,
                            uint64_t size, Error **errp)
{
    return memory_region_init_ram_nomigrate(mr, owner, name, size, errp);
}

bool memory_region_init_rom_nomigrate(MemoryRegion *mr, Object *owner, const char *name,
                                      uint64_t size, Error **errp)
{
    if (!memory_region_init_ram_nomigrate(mr, owner, name, size, errp)) {
        return false;
    }
    mr->readonly = true;
    return true;
}

bool memory_region_init_rom(MemoryRegion *mr, Object *owner, const char *name,
                            uint64_t size, Error **errp)
{
    return memory_region_init_rom_nomigrate(mr, owner, name, size, errp);
}

bool memory_region_init_rom_device_nomigrate(MemoryRegion *mr, Object *owner,
                                             const MemoryRegionOps *ops, void *opaque,
                                             const char *name, uint64_t size,
                                             Error **errp)
{
    g_assert(ops);
    memory_region_init(mr, owner, name, size);
    memory_region_set_ops(mr, ops, opaque);
    mr->rom_device = true;
    return allocate(mr, 0, errp);
}

bool memory_region_init_rom_device(MemoryRegion *mr, Object *owner,
                                   const MemoryRegionOps *ops, void *opaque,
                                   const char *name, uint64_t size, Error **errp)
{
    return memory_region_init_rom_device_nomigrate(mr, owner, ops, opaque, name, size,
                                                   errp);
}

void memory_region_init_ram_ptr(MemoryRegion *mr, Object *owner, const char *name,
                                uint64_t size, void *ptr)
{
    g_assert(ptr);
    memory_region_init(mr, owner, name, size);
    mr->ram = true;
    mr->terminates = true;
    mr->ram_block = block_new(mr, ptr, false);
}

/* Accesses of the host's own width, where the memory would notice others. */
static uint64_t ram_device_read(void *opaque, hwaddr addr, unsigned size)
{
    const MemoryRegion *mr = opaque;
    const uint8_t *at = mr->ram_block->host + addr;

    switch (size) {
    case 1:
        return *(const volatile uint8_t *)at;
    case 2:
        return *(const volatile uint16_t *)(const void *)at;
    case 4:
        return *(const volatile uint32_t *)(const void *)at;
    default:
        return *(const volatile uint64_t *)(const void *)at;
    }
}

static void ram_device_write(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
    const MemoryRegion *mr = opaque;
    uint8_t *at = mr->ram_block->host + addr;

    switch (size) {
    case 1:
        *(volatile uint8_t *)at = (uint8_t)data;
        break;
    case 2:
        *(volatile uint16_t *)(void *)at = (uint16_t)data;
        break;
    case 4:
        *(volatile uint32_t *)(void *)at = (uint32_t)data;
        break;
    default:
        *(volatile uint64_t *)(void *)at = data;
        break;
    }
}

/* No access reaches over the end of the memory: it is aligned, and so is the end of a
 * page. */
static bool ram_device_accepts(void *opaque, hwaddr addr, unsigned size, bool is_write,
                               MemTxAttrs attrs)
{
    const MemoryRegion *mr = opaque;

    return size <= mr->ram_block->size && addr <= mr->ram_block->size - size &&
           !(is_write && mr->readonly);
}

static const MemoryRegionOps ram_device_ops = {
    .read = ram_device_read,
    .write = ram_device_write,
    .endianness = DEVICE_HOST_ENDIAN,
    .valid = {.min_access_size = 1, .max_access_size = 8, .accepts = ram_device_accepts},
    .impl = {.min_access_size = 1, .max_access_size = 8},
};

void memory_region_init_ram_device_ptr(MemoryRegion *mr, Object *owner, const char *name,
                                       uint64_t size, void *ptr)
{
    memory_region_init_ram_ptr(mr, owner, name, size, ptr);
    mr->ram_device = true;
    memory_region_set_ops(mr, &ram_device_ops, mr);
}

/* --- where it is -------------------------------------------------------------------- */

void *memory_region_get_ram_ptr(MemoryRegion *mr)
{
    hwaddr offset = 0;

    while (mr->alias) {
        offset += mr->alias_offset;
        mr = mr->alias;
    }
    g_assert(mr->ram_block);
    return mr->ram_block->host + offset;
}

ram_addr_t memory_region_get_ram_addr(MemoryRegion *mr)
{
    return mr->ram_block ? mr->ram_block->offset : RAM_ADDR_INVALID;
}

MemoryRegion *memory_region_from_host(void *ptr, ram_addr_t *offset)
{
    RAMBlock *block = ram_block_find(ptr);

    if (!block) {
        return NULL;
    }
    MemoryRegion *mr = block->mr;
    *offset = (ram_addr_t)((uint8_t *)ptr - block->host);
    ram_block_unref(block);
    return mr;
}

int memory_region_get_fd(MemoryRegion *mr)
{
    return -1;
}
