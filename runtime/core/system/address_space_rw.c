/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "exec/cpu-common.h"
#include "memory_dispatch.h"
#include "memory_impl.h"
#include "qemu/log.h"
#include "system/address-spaces.h"

/* A transfer, as far as it has come. */
typedef struct Transfer {
    ViewUse use;
    hwaddr addr;
    hwaddr len;
    /* One of them, by direction. */
    uint8_t *to;
    const uint8_t *from;
    MemTxAttrs attrs;
    MemTxResult result;
} Transfer;

static void advance(Transfer *t, hwaddr len)
{
    t->addr += len;
    t->len -= len;
    if (t->to) {
        t->to += len;
    } else {
        t->from += len;
    }
}

/* Bytes from addr, which no range has, to the next range or the end of all addresses. */
static hwaddr gap_after(const FlatView *view, hwaddr addr, hwaddr limit)
{
    unsigned next = flat_view_first_index(view, addr);
    hwaddr last = next == view->nr ? HWADDR_MAX : view->ranges[next].start - 1;

    return limit - 1 <= last - addr ? limit : last - addr + 1;
}

/* What the transfer would do in len bytes reads as zeroes, or is lost. */
static void fail(Transfer *t, hwaddr len, MemTxResult why)
{
    if (t->to) {
        memset(t->to, 0, len);
    }
    t->result |= why;
    advance(t, len);
}

static bool is_allowed(const Transfer *t, const FlatRange *range)
{
    if (likely(!t->attrs.memory) || memory_region_is_ram(range->mr)) {
        return true;
    }
    qemu_log_mask(LOG_INVALID_MEM,
                  "Invalid access to non-RAM device at addr 0x%" HWADDR_PRIX
                  ", size %" HWADDR_PRIu ", region '%s'\n",
                  t->addr, t->len, memory_region_name(range->mr));
    return false;
}

/* One access to a device; how many bytes it had. */
static void access_device(Transfer *t, const FlatRange *range)
{
    MemoryRegion *mr = range->mr;
    hwaddr offset = flat_range_offset(range, t->addr);
    unsigned size = memory_access_size(mr, t->len, offset);
    bool lock = mmio_lock(&t->use, mr);

    if (t->to) {
        uint64_t value;
        t->result |=
            memory_region_dispatch_read(mr, offset, &value, size_memop(size), t->attrs);
        stn_he_p(t->to, (int)size, value);
    } else {
        uint64_t value = ldn_he_p(t->from, (int)size);
        t->result |=
            memory_region_dispatch_write(mr, offset, value, size_memop(size), t->attrs);
    }
    mmio_unlock(lock);
    advance(t, size);
}

static void access_memory(Transfer *t, const FlatRange *range)
{
    hwaddr len = flat_range_rest(range, t->addr, t->len);
    uint8_t *ram = range->ram + (t->addr - range->start);

    /* A device may transfer from its own RAM to itself. */
    if (t->to) {
        memmove(t->to, ram, len);
    } else {
        /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): from is set */
        memmove(ram, t->from, len);
    }
    advance(t, len);
}

static void step(Transfer *t)
{
    const FlatRange *range = flat_view_lookup(t->use.view, t->addr);
    bool is_write = t->to == NULL;

    if (!range) {
        hwaddr len = gap_after(t->use.view, t->addr, t->len);
        fail(t, len, memory_access_nothing(t->addr, len, is_write));
    } else if (!is_allowed(t, range)) {
        fail(t, t->len, MEMTX_ACCESS_ERROR);
    } else if (flat_range_is_direct(range, is_write, t->attrs)) {
        access_memory(t, range);
    } else if (is_write && flat_range_refuses_writes(range)) {
        fail(t, flat_range_rest(range, t->addr, t->len), MEMTX_DECODE_ERROR);
    } else {
        access_device(t, range);
    }
}

static MemTxResult transfer(AddressSpace *as, Transfer *t)
{
    if (t->len == 0) {
        return MEMTX_OK;
    }
    t->use = view_use_begin(as);
    while (t->len > 0) {
        step(t);
    }
    view_use_end(&t->use);
    return t->result;
}

MemTxResult address_space_read(AddressSpace *as, hwaddr addr, MemTxAttrs attrs, void *buf,
                               hwaddr len)
{
    Transfer t = {.addr = addr, .len = len, .to = buf, .attrs = attrs};

    return transfer(as, &t);
}

MemTxResult address_space_write(AddressSpace *as, hwaddr addr, MemTxAttrs attrs,
                                const void *buf, hwaddr len)
{
    Transfer t = {.addr = addr, .len = len, .from = buf, .attrs = attrs};

    return transfer(as, &t);
}

MemTxResult address_space_rw(AddressSpace *as, hwaddr addr, MemTxAttrs attrs, void *buf,
                             hwaddr len, bool is_write)
{
    return is_write ? address_space_write(as, addr, attrs, buf, len)
                    : address_space_read(as, addr, attrs, buf, len);
}

MemTxResult address_space_set(AddressSpace *as, hwaddr addr, uint8_t c, hwaddr len,
                              MemTxAttrs attrs)
{
    uint8_t fill[512];
    MemTxResult result = MEMTX_OK;

    memset(fill, c, sizeof(fill));
    while (len > 0) {
        hwaddr part = MIN(len, sizeof(fill));
        result |= address_space_write(as, addr, attrs, fill, part);
        addr += part;
        len -= part;
    }
    return result;
}

MemTxResult address_space_write_rom(AddressSpace *as, hwaddr addr, MemTxAttrs attrs,
                                    const void *buf, hwaddr len)
{
    ViewUse use = view_use_begin(as);
    const uint8_t *from = buf;

    while (len > 0) {
        const FlatRange *range = flat_view_lookup(use.view, addr);
        hwaddr part;
        if (!range) {
            part = gap_after(use.view, addr, len);
        } else {
            part = flat_range_rest(range, addr, len);
            if (range->ram) {
                memmove(range->ram + (addr - range->start), from, part);
            }
        }
        addr += part;
        from += part;
        len -= part;
    }
    view_use_end(&use);
    return MEMTX_OK;
}

/* --- questions ---------------------------------------------------------------------- */

/* How many of len bytes at addr one access would have; 0: it would be refused. */
static hwaddr valid_length(const ViewUse *use, hwaddr addr, hwaddr len, bool is_write,
                           MemTxAttrs attrs)
{
    const FlatRange *range = flat_view_lookup(use->view, addr);

    if (!range || (is_write && !flat_range_is_direct(range, true, attrs) &&
                   flat_range_refuses_writes(range))) {
        return 0;
    }
    if (flat_range_is_direct(range, is_write, attrs)) {
        return flat_range_rest(range, addr, len);
    }
    hwaddr offset = flat_range_offset(range, addr);
    unsigned size = memory_access_size(range->mr, len, offset);
    bool lock = mmio_lock(use, range->mr);
    bool valid = memory_region_access_valid(range->mr, offset, size, is_write, attrs);
    mmio_unlock(lock);
    return valid ? size : 0;
}

bool address_space_access_valid(AddressSpace *as, hwaddr addr, hwaddr len, bool is_write,
                                MemTxAttrs attrs)
{
    ViewUse use = view_use_begin(as);

    while (len > 0) {
        hwaddr part = valid_length(&use, addr, len, is_write, attrs);
        if (part == 0) {
            break;
        }
        addr += part;
        len -= part;
    }
    view_use_end(&use);
    return len == 0;
}

bool address_space_is_io(AddressSpace *as, hwaddr addr)
{
    ViewUse use = view_use_begin(as);
    const FlatRange *range = flat_view_lookup(use.view, addr);
    bool is_io = !range || !range->ram;

    view_use_end(&use);
    return is_io;
}

MemoryRegion *address_space_translate(AddressSpace *as, hwaddr addr, hwaddr *xlat,
                                      hwaddr *plen, bool is_write, MemTxAttrs attrs)
{
    ViewUse use = view_use_begin(as);
    const FlatRange *range = flat_view_lookup(use.view, addr);
    MemoryRegion *mr;

    if (range) {
        mr = range->mr;
        *xlat = flat_range_offset(range, addr);
        if (range->ram || mr->ram) {
            *plen = flat_range_rest(range, addr, *plen);
        }
    } else {
        mr = unassigned_region();
        *xlat = addr;
    }
    view_use_end(&use);
    return mr;
}

/* --- the system memory -------------------------------------------------------------- */

void cpu_physical_memory_rw(hwaddr addr, void *buf, hwaddr len, bool is_write)
{
    address_space_rw(&address_space_memory, addr, MEMTXATTRS_UNSPECIFIED, buf, len,
                     is_write);
}

void cpu_physical_memory_read(hwaddr addr, void *buf, hwaddr len)
{
    address_space_read(&address_space_memory, addr, MEMTXATTRS_UNSPECIFIED, buf, len);
}

void cpu_physical_memory_write(hwaddr addr, const void *buf, hwaddr len)
{
    address_space_write(&address_space_memory, addr, MEMTXATTRS_UNSPECIFIED, buf, len);
}
