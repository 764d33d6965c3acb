/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "exec/cpu-common.h"
#include "memory_dispatch.h"
#include "memory_impl.h"
#include "qemu/error-report.h"
#include "qemu/main-loop.h"
#include "system/address-spaces.h"

struct AddressSpaceMapClient {
    QEMUBH *bh;
    QLIST_ENTRY(AddressSpaceMapClient) link;
};

/* What marks a buffer as one of these. */
#define BOUNCE_MAGIC UINT64_C(0x636f70792d6f66c5)

/* A copy of what is not RAM. */
typedef struct BounceBuffer {
    uint64_t magic;
    MemoryRegion *mr;
    MemTxAttrs attrs;
    hwaddr addr;
    hwaddr len;
    uint8_t bytes[];
} BounceBuffer;

/* --- clients that wait -------------------------------------------------------------- */

/* Within the clients' lock. */
static void remove_client(AddressSpaceMapClient *client)
{
    QLIST_REMOVE(client, link);
    g_free(client);
}

static void notify_clients(AddressSpace *as)
{
    while (!QLIST_EMPTY(&as->map_client_list)) {
        AddressSpaceMapClient *client = QLIST_FIRST(&as->map_client_list);
        qemu_bh_schedule(client->bh);
        remove_client(client);
    }
}

void address_space_register_map_client(AddressSpace *as, QEMUBH *bh)
{
    AddressSpaceMapClient *client = g_new0(AddressSpaceMapClient, 1);

    client->bh = bh;
    qemu_mutex_lock(&as->map_client_list_lock);
    QLIST_INSERT_HEAD(&as->map_client_list, client, link);
    if (as->bounce_buffer_size < as->max_bounce_buffer_size) {
        notify_clients(as);
    }
    qemu_mutex_unlock(&as->map_client_list_lock);
}

void address_space_unregister_map_client(AddressSpace *as, QEMUBH *bh)
{
    AddressSpaceMapClient *client;

    qemu_mutex_lock(&as->map_client_list_lock);
    QLIST_FOREACH(client, &as->map_client_list, link)
    {
        if (client->bh == bh) {
            remove_client(client);
            break;
        }
    }
    qemu_mutex_unlock(&as->map_client_list_lock);
}

/* --- copies ------------------------------------------------------------------------- */

/* Take as much of len bytes as is left of what copies may have. */
static hwaddr reserve(AddressSpace *as, hwaddr len)
{
    qemu_mutex_lock(&as->map_client_list_lock);
    size_t used = as->bounce_buffer_size;
    size_t left =
        used < as->max_bounce_buffer_size ? as->max_bounce_buffer_size - used : 0;
    len = MIN(len, left);
    as->bounce_buffer_size = used + len;
    qemu_mutex_unlock(&as->map_client_list_lock);
    return len;
}

static void *map_copy(AddressSpace *as, MemoryRegion *mr, hwaddr addr, hwaddr *plen,
                      bool is_write, MemTxAttrs attrs)
{
    BounceBuffer *bounce;

    *plen = reserve(as, *plen);
    if (*plen == 0) {
        return NULL;
    }
    bounce = g_malloc0(sizeof(*bounce) + *plen);
    *bounce = (BounceBuffer){
        .magic = BOUNCE_MAGIC,
        .mr = mr,
        .attrs = attrs,
        .addr = addr,
        .len = *plen,
    };
    memory_region_ref(mr);
    if (!is_write) {
        address_space_read(as, addr, attrs, bounce->bytes, *plen);
    }
    return bounce->bytes;
}

static void unmap_copy(AddressSpace *as, void *buffer, bool is_write, hwaddr access_len)
{
    BounceBuffer *bounce = container_of(buffer, BounceBuffer, bytes);

    if (bounce->magic != BOUNCE_MAGIC || access_len > bounce->len) {
        error_report("address space '%s': what is unmapped was not mapped; pass what "
                     "address_space_map() returned",
                     as->name);
        abort();
    }
    if (is_write && access_len > 0) {
        address_space_write(as, bounce->addr, bounce->attrs, bounce->bytes, access_len);
    }
    bounce->magic = 0;
    qemu_mutex_lock(&as->map_client_list_lock);
    as->bounce_buffer_size -= bounce->len;
    notify_clients(as);
    qemu_mutex_unlock(&as->map_client_list_lock);
    memory_region_unref(bounce->mr);
    g_free(bounce);
}

/* --- mappings ----------------------------------------------------------------------- */

void *address_space_map(AddressSpace *as, hwaddr addr, hwaddr *plen, bool is_write,
                        MemTxAttrs attrs)
{
    void *buffer;

    if (*plen == 0) {
        return NULL;
    }
    ViewUse use = view_use_begin(as);
    const FlatRange *range = flat_view_lookup(use.view, addr);
    if (range && flat_range_is_direct(range, is_write, attrs)) {
        *plen = flat_range_rest(range, addr, *plen);
        memory_region_ref(range->mr);
        ram_block_ref(range->block);
        buffer = range->ram + (addr - range->start);
    } else {
        buffer = map_copy(as, range ? range->mr : NULL, addr, plen, is_write, attrs);
    }
    view_use_end(&use);
    return buffer;
}

void address_space_unmap(AddressSpace *as, void *buffer, hwaddr len, bool is_write,
                         hwaddr access_len)
{
    RAMBlock *block = ram_block_find(buffer);

    if (!block) {
        unmap_copy(as, buffer, is_write, access_len);
        return;
    }
    Object *owner = ram_block_owner(block);
    /* That of ram_block_find(), and the mapping's. */
    ram_block_unref(block);
    ram_block_unref(block);
    if (owner) {
        object_unref(owner);
    }
}

void *cpu_physical_memory_map(hwaddr addr, hwaddr *plen, bool is_write)
{
    return address_space_map(&address_space_memory, addr, plen, is_write,
                             MEMTXATTRS_UNSPECIFIED);
}

void cpu_physical_memory_unmap(void *buffer, hwaddr len, bool is_write, hwaddr access_len)
{
    address_space_unmap(&address_space_memory, buffer, len, is_write, access_len);
}
