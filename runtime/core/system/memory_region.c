/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "memory_impl.h"
#include "qapi/visitor.h"
#include "qemu/error-report.h"
#include "qemu/main-loop.h"
#include "qemu/module.h"
#include "runtime/memory.h"
#include "system/memory.h"

static MemoryGuardLookup *guard_lookup;

void memory_set_guard_lookup(MemoryGuardLookup *lookup)
{
    guard_lookup = lookup;
}

static bool unassigned_accepts(void *opaque, hwaddr addr, unsigned size, bool is_write,
                               MemTxAttrs attrs)
{
    return false;
}

const MemoryRegionOps unassigned_mem_ops = {
    .valid.accepts = unassigned_accepts,
    .endianness = DEVICE_NATIVE_ENDIAN,
};

/* --- initialization ----------------------------------------------------------------- */

/* A child's name: what has a meaning in a path is written as a number. */
static char *child_name(const char *name)
{
    GString *text = g_string_new(NULL);

    for (const char *p = name; *p; p++) {
        if (strchr("/[]\\", *p)) {
            g_string_append_printf(text, "\\x%02x", (unsigned char)*p);
        } else {
            g_string_append_c(text, *p);
        }
    }
    g_string_append(text, "[*]");
    return g_string_free(text, FALSE);
}

static void set_owner(MemoryRegion *mr, Object *owner, const char *name)
{
    mr->owner = owner;
    mr->guard = owner && guard_lookup ? guard_lookup(owner) : NULL;
    if (!name) {
        return;
    }
    g_autofree char *child = child_name(name);
    mr->name = g_strdup(name);
    if (!owner) {
        owner = container_get(object_get_root(), "/machine/unattached");
    }
    object_property_add_child(owner, child, OBJECT(mr));
    object_unref(OBJECT(mr));
}

void memory_region_init(MemoryRegion *mr, Object *owner, const char *name, uint64_t size)
{
    BQL_LOCK_GUARD();

    object_initialize(mr, sizeof(*mr), TYPE_MEMORY_REGION);
    mr->size = size == UINT64_MAX ? int128_2_64() : int128_make64(size);
    set_owner(mr, owner, name);
}

void memory_region_set_ops(MemoryRegion *mr, const MemoryRegionOps *ops, void *opaque)
{
    mr->ops = ops;
    mr->opaque = opaque;
    mr->terminates = true;
}

void memory_region_init_io(MemoryRegion *mr, Object *owner, const MemoryRegionOps *ops,
                           void *opaque, const char *name, uint64_t size)
{
    if (ops && ops->impl.unaligned && !ops->valid.unaligned) {
        error_report("memory region '%s': impl.unaligned without valid.unaligned; "
                     "set both or neither",
                     name ? name : "");
        abort();
    }
    memory_region_init(mr, owner, name, size);
    memory_region_set_ops(mr, ops ? ops : &unassigned_mem_ops, opaque);
}

void memory_region_init_alias(MemoryRegion *mr, Object *owner, const char *name,
                              MemoryRegion *orig, hwaddr offset, uint64_t size)
{
    memory_region_init(mr, owner, name, size);
    mr->alias = orig;
    mr->alias_offset = offset;
}

static void region_instance_init(Object *obj)
{
    MemoryRegion *mr = MEMORY_REGION(obj);

    mr->ops = &unassigned_mem_ops;
    mr->enabled = true;
    mr->romd_mode = true;
    QTAILQ_INIT(&mr->subregions);
}

static void region_instance_finalize(Object *obj)
{
    MemoryRegion *mr = MEMORY_REGION(obj);
    MemoryRegion *sub;

    if (mr->container && mr->owner && mr->container->owner == mr->owner) {
        /* Both go with their owner, in no particular order. */
        memory_region_del_subregion(mr->container, mr);
    }
    if (mr->container) {
        error_report("memory region '%s' ends while it is a subregion of '%s'; call "
                     "memory_region_del_subregion() before",
                     memory_region_name(mr), memory_region_name(mr->container));
        abort();
    }
    /* A root would be referenced by its address space: no view shows this region. */
    mr->enabled = false;
    while ((sub = QTAILQ_FIRST(&mr->subregions)) != NULL) {
        memory_region_del_subregion(mr, sub);
    }
    if (mr->ram_block) {
        ram_block_unref(mr->ram_block);
        mr->ram_block = NULL;
    }
    g_free((char *)mr->name);
    mr->name = NULL;
}

/* --- references and questions ------------------------------------------------------- */

void memory_region_ref(MemoryRegion *mr)
{
    if (mr && mr->owner) {
        object_ref(mr->owner);
    }
}

void memory_region_unref(MemoryRegion *mr)
{
    if (mr && mr->owner) {
        object_unref(mr->owner);
    }
}

Object *memory_region_owner(MemoryRegion *mr)
{
    return mr->owner;
}

uint64_t memory_region_size(MemoryRegion *mr)
{
    return mr->size == int128_2_64() ? UINT64_MAX : int128_get64(mr->size);
}

const char *memory_region_name(const MemoryRegion *mr)
{
    return mr->name ? mr->name : "";
}

bool memory_region_is_mapped(MemoryRegion *mr)
{
    return mr->container != NULL || mr->mapped_via_alias > 0;
}

bool memory_region_is_ram_device(MemoryRegion *mr)
{
    return mr->ram_device;
}

bool memory_region_is_protected(MemoryRegion *mr)
{
    return false;
}

void memory_region_enable_lockless_io(MemoryRegion *mr)
{
    mr->lockless_io = true;
    /* The guard is one per device: it would refuse what may run at the same time. */
    mr->disable_reentrancy_guard = true;
}

/* --- properties --------------------------------------------------------------------- */

static void get_container(Object *obj, Visitor *v, const char *name, void *opaque,
                          Error **errp)
{
    MemoryRegion *mr = MEMORY_REGION(obj);
    g_autofree char *path = NULL;

    if (mr->container) {
        path = object_get_canonical_path(OBJECT(mr->container));
    }
    if (!path) {
        path = g_strdup("");
    }
    visit_type_str(v, name, &path, errp);
}

static Object *resolve_container(Object *obj, void *opaque, const char *part)
{
    return OBJECT(MEMORY_REGION(obj)->container);
}

static void get_addr(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    uint64_t value = MEMORY_REGION(obj)->addr;

    visit_type_uint64(v, name, &value, errp);
}

static void get_size(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    uint64_t value = memory_region_size(MEMORY_REGION(obj));

    visit_type_uint64(v, name, &value, errp);
}

static void get_priority(Object *obj, Visitor *v, const char *name, void *opaque,
                         Error **errp)
{
    int32_t value = MEMORY_REGION(obj)->priority;

    visit_type_int32(v, name, &value, errp);
}

static void region_class_init(ObjectClass *klass, const void *data)
{
    ObjectProperty *container;

    container =
        object_class_property_add(klass, "container", "link<" TYPE_MEMORY_REGION ">",
                                  get_container, NULL, NULL, NULL);
    container->resolve = resolve_container;
    object_class_property_add(klass, "addr", "uint64", get_addr, NULL, NULL, NULL);
    object_class_property_add(klass, "size", "uint64", get_size, NULL, NULL, NULL);
    object_class_property_add(klass, "priority", "uint32", get_priority, NULL, NULL,
                              NULL);
}

static const TypeInfo region_type = {
    .name = TYPE_MEMORY_REGION,
    .parent = TYPE_OBJECT,
    .instance_size = sizeof(MemoryRegion),
    .instance_align = __alignof__(MemoryRegion),
    .instance_init = region_instance_init,
    .instance_finalize = region_instance_finalize,
    .class_init = region_class_init,
};

static void register_types(void)
{
    type_register_static(&region_type);
}

type_init(register_types)
