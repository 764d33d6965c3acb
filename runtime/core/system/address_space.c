/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "flat_view_use.h"
#include "memory_impl.h"
#include "qemu/error-report.h"
#include "qemu/main-loop.h"
#include "system/address-spaces.h"

AddressSpaceList address_spaces = QTAILQ_HEAD_INITIALIZER(address_spaces);

/* Until they are needed. */
AddressSpace address_space_memory = {.current_map = &flat_view_of_nothing};
AddressSpace address_space_io = {.current_map = &flat_view_of_nothing};

static MemoryRegion system_memory;
static MemoryRegion system_io;
static bool system_ready;

void address_space_init(AddressSpace *as, MemoryRegion *root, const char *name)
{
    BQL_LOCK_GUARD();

    memory_region_ref(root);
    *as = (AddressSpace){
        .name = g_strdup(name ? name : "anonymous"),
        .root = root,
        .current_map = &flat_view_of_nothing,
        .max_bounce_buffer_size = DEFAULT_MAX_BOUNCE_BUFFER_SIZE,
    };
    QTAILQ_INIT(&as->listeners);
    qemu_mutex_init(&as->map_client_list_lock);
    QLIST_INIT(&as->map_client_list);
    QTAILQ_INSERT_TAIL(&address_spaces, as, address_spaces_link);
    flat_view_replace(as, flat_view_render(root));
}

void address_space_destroy(AddressSpace *as)
{
    BQL_LOCK_GUARD();
    MemoryRegion *root = as->root;

    if (!QTAILQ_EMPTY(&as->listeners) || as->bounce_buffer_size) {
        error_report(
            "address space '%s' is destroyed while %s; %s before", as->name,
            as->bounce_buffer_size ? "memory of it is mapped" : "it has listeners",
            as->bounce_buffer_size ? "call address_space_unmap()" : "unregister them");
        abort();
    }
    QTAILQ_REMOVE(&address_spaces, as, address_spaces_link);
    flat_view_replace(as, &flat_view_of_nothing);
    as->root = NULL;
    qemu_mutex_destroy(&as->map_client_list_lock);
    g_free(as->name);
    as->name = NULL;
    memory_region_unref(root);
    flat_views_free_retired();
}

void address_space_destroy_free(AddressSpace *as)
{
    address_space_destroy(as);
    g_free(as);
}

FlatView *address_space_to_flatview(AddressSpace *as)
{
    return flat_view_current(as);
}

void flatview_for_each_range(FlatView *fv, flatview_cb cb, void *opaque)
{
    for (unsigned i = 0; i < fv->nr; i++) {
        const FlatRange *range = &fv->ranges[i];
        Int128 size = (Int128)range->last - range->start + 1;
        if (cb(range->start, size, range->mr, flat_range_offset(range, range->start),
               opaque)) {
            break;
        }
    }
}

/* --- the system's own --------------------------------------------------------------- */

/* A port that nobody drives: the bus reads as ones. */
static uint64_t no_port_read(void *opaque, hwaddr addr, unsigned size)
{
    return UINT64_MAX;
}

static void no_port_write(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
}

static const MemoryRegionOps no_port_ops = {
    .read = no_port_read,
    .write = no_port_write,
    .endianness = DEVICE_NATIVE_ENDIAN,
};

static void make_system_address_spaces(void)
{
    if (system_ready) {
        return;
    }
    system_ready = true;
    memory_region_init(&system_memory, NULL, "system", UINT64_MAX);
    address_space_init(&address_space_memory, &system_memory, "memory");
    memory_region_init_io(&system_io, NULL, &no_port_ops, NULL, "io", 0x10000);
    address_space_init(&address_space_io, &system_io, "I/O");
}

void system_address_spaces_init(AddressSpace *as)
{
    if (as == &address_space_memory || as == &address_space_io) {
        make_system_address_spaces();
    }
}

MemoryRegion *get_system_memory(void)
{
    BQL_LOCK_GUARD();

    make_system_address_spaces();
    return &system_memory;
}

MemoryRegion *get_system_io(void)
{
    BQL_LOCK_GUARD();

    make_system_address_spaces();
    return &system_io;
}

MemoryRegion *unassigned_region(void)
{
    static MemoryRegion region;
    static bool ready;
    BQL_LOCK_GUARD();

    if (!ready) {
        memory_region_init_io(&region, NULL, NULL, NULL, NULL, UINT64_MAX);
        ready = true;
    }
    return &region;
}
