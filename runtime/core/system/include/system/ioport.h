/* SPDX-License-Identifier: MIT */
/*
 * Ports of the I/O address space: accesses, and lists of ports with functions of their
 * own for each width. Under the big lock; names and tables live for good.
 */
#ifndef SYSTEM_IOPORT_H
#define SYSTEM_IOPORT_H

#include "system/memory.h"

#define MAX_IOPORTS  (64 * 1024)
#define IOPORTS_MASK (MAX_IOPORTS - 1)

/*
 * len ports from offset on, with functions for accesses of size bytes (1, 2 or 4); either
 * may be NULL. address is the port's number. A table is in the order of the offsets and
 * ends with PORTIO_END_OF_LIST().
 */
typedef struct MemoryRegionPortio {
    uint32_t offset;
    uint32_t len;
    unsigned size;
    uint32_t (*read)(void *opaque, uint32_t address);
    void (*write)(void *opaque, uint32_t address, uint32_t data);
} MemoryRegionPortio;

/* clang-format off */
#define PORTIO_END_OF_LIST() { }
/* clang-format on */

/* Where nothing is: reads give ones, writes are lost. */
extern const MemoryRegionOps unassigned_io_ops;

/* A region for each group of ports without a gap. All of it is private. */
typedef struct PortioList {
    const MemoryRegionPortio *ports;
    Object *owner;
    MemoryRegion *address_space;
    uint32_t addr;
    unsigned nr;
    MemoryRegion **regions;
    void *opaque;
    const char *name;
} PortioList;

/* The table, opaque and name are borrowed until the list is destroyed. */
void portio_list_init(PortioList *piolist, Object *owner,
                      const MemoryRegionPortio *callbacks, void *opaque,
                      const char *name);
/* Nothing is delayed here. */
void portio_list_set_flush_coalesced(PortioList *piolist);
/* Of a list that is in no address space. */
void portio_list_destroy(PortioList *piolist);
/* Put the ports into address_space, offset 0 at port addr; take them out again. */
void portio_list_add(PortioList *piolist, MemoryRegion *address_space, uint32_t addr);
void portio_list_del(PortioList *piolist);
void portio_list_set_enabled(PortioList *piolist, bool enabled);
/* Of a list that is in an address space: move it. */
void portio_list_set_address(PortioList *piolist, uint32_t addr);

/* Accesses to address_space_io. */
void cpu_outb(uint32_t addr, uint8_t val);
void cpu_outw(uint32_t addr, uint16_t val);
void cpu_outl(uint32_t addr, uint32_t val);
uint8_t cpu_inb(uint32_t addr);
uint16_t cpu_inw(uint32_t addr);
uint32_t cpu_inl(uint32_t addr);

#endif
