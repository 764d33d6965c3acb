/* SPDX-License-Identifier: MIT */
/*
 * Being told what an address space shows; a part of system/memory.h, which is what
 * sources include. Everything here is called, and calls, under the big lock.
 */
#ifndef SYSTEM_MEMORY_LISTENER_H
#define SYSTEM_MEMORY_LISTENER_H

#ifndef SYSTEM_MEMORY_H
#error "include system/memory.h"
#endif

#define MEMORY_LISTENER_PRIORITY_MIN         0
#define MEMORY_LISTENER_PRIORITY_ACCEL       10
#define MEMORY_LISTENER_PRIORITY_DEV_BACKEND 10

/*
 * Functions that are NULL are not called. What a function changes is shown when all of
 * them have been called, in a round of its own.
 *
 * A transaction that changed something is: begin; region_del for what is gone; region_add
 * for what is new and region_nop for what is as it was; commit. Each goes from the lowest
 * address up. Sections are borrowed for the call.
 */
struct MemoryListener {
    void (*begin)(MemoryListener *listener);
    void (*commit)(MemoryListener *listener);
    void (*region_add)(MemoryListener *listener, MemoryRegionSection *section);
    void (*region_del)(MemoryListener *listener, MemoryRegionSection *section);
    void (*region_nop)(MemoryListener *listener, MemoryRegionSection *section);

    /* Writes are not recorded, there are no ioeventfds, no write waits: never called. */
    void (*log_start)(MemoryListener *listener, MemoryRegionSection *section, int old_val,
                      int new_val);
    void (*log_stop)(MemoryListener *listener, MemoryRegionSection *section, int old_val,
                     int new_val);
    void (*log_sync)(MemoryListener *listener, MemoryRegionSection *section);
    void (*log_sync_global)(MemoryListener *listener, bool last_stage);
    void (*log_clear)(MemoryListener *listener, MemoryRegionSection *section);
    bool (*log_global_start)(MemoryListener *listener, Error **errp);
    void (*log_global_stop)(MemoryListener *listener);
    void (*log_global_after_sync)(MemoryListener *listener);
    void (*eventfd_add)(MemoryListener *listener, MemoryRegionSection *section,
                        bool match_data, uint64_t data, EventNotifier *e);
    void (*eventfd_del)(MemoryListener *listener, MemoryRegionSection *section,
                        bool match_data, uint64_t data, EventNotifier *e);
    void (*coalesced_io_add)(MemoryListener *listener, MemoryRegionSection *section,
                             hwaddr addr, hwaddr len);
    void (*coalesced_io_del)(MemoryListener *listener, MemoryRegionSection *section,
                             hwaddr addr, hwaddr len);

    /* Lower ones are called first; for region_del, last. */
    unsigned priority;
    /* For messages. */
    const char *name;

    /* Private. */
    AddressSpace *address_space;
    QTAILQ_ENTRY(MemoryListener) link;
    QTAILQ_ENTRY(MemoryListener) link_as;
};

/* listener is borrowed until it is unregistered; what as shows is added at once. */
void memory_listener_register(MemoryListener *listener, AddressSpace *as);
/* What as shows is deleted. Nothing for a listener that is not registered. */
void memory_listener_unregister(MemoryListener *listener);
/* Unregister all listeners of as. */
void address_space_remove_listeners(AddressSpace *as);

#endif
