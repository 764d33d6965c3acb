/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "system/ioport.h"

#include "qemu/bitops.h"
#include "system/address-spaces.h"

/* --- accesses ----------------------------------------------------------------------- */

void cpu_outb(uint32_t addr, uint8_t val)
{
    address_space_stb(&address_space_io, addr, val, MEMTXATTRS_UNSPECIFIED, NULL);
}

void cpu_outw(uint32_t addr, uint16_t val)
{
    address_space_stw_le(&address_space_io, addr, val, MEMTXATTRS_UNSPECIFIED, NULL);
}

void cpu_outl(uint32_t addr, uint32_t val)
{
    address_space_stl_le(&address_space_io, addr, val, MEMTXATTRS_UNSPECIFIED, NULL);
}

uint8_t cpu_inb(uint32_t addr)
{
    return (uint8_t)address_space_ldub(&address_space_io, addr, MEMTXATTRS_UNSPECIFIED,
                                       NULL);
}

uint16_t cpu_inw(uint32_t addr)
{
    return (uint16_t)address_space_lduw_le(&address_space_io, addr,
                                           MEMTXATTRS_UNSPECIFIED, NULL);
}

uint32_t cpu_inl(uint32_t addr)
{
    return address_space_ldl_le(&address_space_io, addr, MEMTXATTRS_UNSPECIFIED, NULL);
}

/* --- where nothing is --------------------------------------------------------------- */

static uint64_t unassigned_read(void *opaque, hwaddr addr, unsigned size)
{
    return UINT64_MAX;
}

static void unassigned_write(void *opaque, hwaddr addr, uint64_t val, unsigned size)
{
}

const MemoryRegionOps unassigned_io_ops = {
    .read = unassigned_read,
    .write = unassigned_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

/* --- lists of ports ----------------------------------------------------------------- */

/* A group of ports without a gap, and the region that shows it. */
typedef struct PortGroup {
    MemoryRegion region;
    const PortioList *list;
    uint32_t offset; /* of the region's first port in the list */
} PortGroup;

typedef enum Direction {
    PORT_READ,
    PORT_WRITE,
} Direction;

/* The entry for an access to a port of a group; NULL: there is none. */
static const MemoryRegionPortio *find(const PortGroup *group, hwaddr addr, unsigned size,
                                      Direction direction)
{
    const uint64_t offset = group->offset + addr;
    const MemoryRegionPortio *port = group->list->ports;

    for (; port->size; port++) {
        const bool has =
            direction == PORT_READ ? port->read != NULL : port->write != NULL;

        if (has && port->size == size && offset >= port->offset &&
            offset < (uint64_t)port->offset + port->len) {
            return port;
        }
    }
    return NULL;
}

static uint32_t port_number(const PortGroup *group, hwaddr addr)
{
    return group->list->addr + group->offset + (uint32_t)addr;
}

static uint64_t port_read(void *opaque, hwaddr addr, unsigned size)
{
    const PortGroup *group = opaque;
    const MemoryRegionPortio *port = find(group, addr, size, PORT_READ);

    if (port) {
        return port->read(group->list->opaque, port_number(group, addr));
    }
    /* Two bytes can be read where the first one can. */
    if (size == 2 && find(group, addr, 1, PORT_READ)) {
        return port_read(opaque, addr, 1) | port_read(opaque, addr + 1, 1) << 8;
    }
    return MAKE_64BIT_MASK(0, size * 8);
}

static void port_write(void *opaque, hwaddr addr, uint64_t val, unsigned size)
{
    const PortGroup *group = opaque;
    const MemoryRegionPortio *port = find(group, addr, size, PORT_WRITE);

    if (port) {
        port->write(group->list->opaque, port_number(group, addr), (uint32_t)val);
    } else if (size == 2 && find(group, addr, 1, PORT_WRITE)) {
        port_write(opaque, addr, val & 0xff, 1);
        port_write(opaque, addr + 1, val >> 8, 1);
    }
}

static const MemoryRegionOps port_ops = {
    .read = port_read,
    .write = port_write,
    .valid.unaligned = true,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

void portio_list_init(PortioList *piolist, Object *owner,
                      const MemoryRegionPortio *callbacks, void *opaque, const char *name)
{
    unsigned count = 0;

    while (callbacks[count].size) {
        count++;
    }
    *piolist = (PortioList){
        .ports = callbacks,
        .owner = owner,
        .regions = g_new0(MemoryRegion *, count),
        .opaque = opaque,
        .name = name,
    };
}

void portio_list_set_flush_coalesced(PortioList *piolist)
{
}

void portio_list_destroy(PortioList *piolist)
{
    for (unsigned i = 0; i < piolist->nr; i++) {
        PortGroup *group = container_of(piolist->regions[i], PortGroup, region);

        object_unparent(OBJECT(&group->region));
        g_free(group);
    }
    g_free(piolist->regions);
    piolist->regions = NULL;
    piolist->nr = 0;
}

static void add_group(PortioList *piolist, uint32_t offset, uint64_t end)
{
    PortGroup *group = g_new0(PortGroup, 1);

    group->list = piolist;
    group->offset = offset;
    memory_region_init_io(&group->region, piolist->owner, &port_ops, group, piolist->name,
                          end - offset);
    piolist->regions[piolist->nr++] = &group->region;
}

/* The last port that an entry's accesses reach, and one more. */
static uint64_t entry_end(const MemoryRegionPortio *port)
{
    return (uint64_t)port->offset + port->len + port->size - 1;
}

static void make_groups(PortioList *piolist)
{
    const MemoryRegionPortio *port = piolist->ports;

    while (port->size) {
        const uint32_t offset = port->offset;
        uint64_t end = entry_end(port);

        for (port++; port->size && port->offset <= end; port++) {
            assert(port->offset >= offset);
            end = MAX(end, entry_end(port));
        }
        add_group(piolist, offset, end);
    }
}

static hwaddr group_address(const PortioList *piolist, unsigned i)
{
    return piolist->addr + container_of(piolist->regions[i], PortGroup, region)->offset;
}

void portio_list_add(PortioList *piolist, MemoryRegion *address_space, uint32_t addr)
{
    if (piolist->nr == 0) {
        make_groups(piolist);
    }
    piolist->address_space = address_space;
    piolist->addr = addr;
    for (unsigned i = 0; i < piolist->nr; i++) {
        memory_region_add_subregion(address_space, group_address(piolist, i),
                                    piolist->regions[i]);
    }
}

void portio_list_del(PortioList *piolist)
{
    for (unsigned i = 0; i < piolist->nr; i++) {
        memory_region_del_subregion(piolist->address_space, piolist->regions[i]);
    }
}

void portio_list_set_enabled(PortioList *piolist, bool enabled)
{
    memory_region_transaction_begin();
    for (unsigned i = 0; i < piolist->nr; i++) {
        memory_region_set_enabled(piolist->regions[i], enabled);
    }
    memory_region_transaction_commit();
}

void portio_list_set_address(PortioList *piolist, uint32_t addr)
{
    memory_region_transaction_begin();
    piolist->addr = addr;
    for (unsigned i = 0; i < piolist->nr; i++) {
        memory_region_set_address(piolist->regions[i], group_address(piolist, i));
    }
    memory_region_transaction_commit();
}
