/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/nvram/fw_cfg.h"

#include "hw/qdev-properties.h"
#include "qapi/error.h"
#include "qdev_impl.h"
#include "qemu/bswap.h"
#include "qemu/error-report.h"
#include "qemu/module.h"
#include "system/address-spaces.h"

#define ITEMS (FW_CFG_FILE_FIRST + FW_CFG_FILE_SLOTS_MIN)

typedef struct Item {
    uint8_t *data; /* NULL: there is none */
    size_t length;
    FWCfgCallback select_cb;
    void *opaque;
} Item;

typedef struct Directory {
    uint32_t count; /* big-endian, as it is read */
    FWCfgFile files[FW_CFG_FILE_SLOTS_MIN];
} Directory;

struct FWCfgState {
    SysBusDevice parent_obj;

    MemoryRegion control;
    MemoryRegion data;
    uint32_t data_width;
    Item items[2][ITEMS]; /* general, and of the kind of machine */
    Directory directory;
    unsigned files;
    uint16_t selected;
    size_t offset; /* in the selected item */
};

/* --- what firmware sees ------------------------------------------------------------- */

/* NULL: there is no such number. */
static Item *item_of(FWCfgState *s, uint16_t key)
{
    const unsigned number = key & ~(unsigned)FW_CFG_ARCH_LOCAL;

    return number < ITEMS ? &s->items[(key & FW_CFG_ARCH_LOCAL) != 0][number] : NULL;
}

static void control_write(void *opaque, hwaddr addr, uint64_t value, unsigned size)
{
    FWCfgState *s = opaque;
    const Item *item;

    s->offset = 0;
    item = item_of(s, (uint16_t)value);
    s->selected = item ? (uint16_t)value : FW_CFG_INVALID;
    if (item && item->select_cb) {
        item->select_cb(item->opaque);
    }
}

/* Firmware finds the item by what it reads from the other register. */
static uint64_t control_read(void *opaque, hwaddr addr, unsigned size)
{
    return 0;
}

/* The first byte is the highest; behind the end there are zeros. */
static uint64_t data_read(void *opaque, hwaddr addr, unsigned size)
{
    FWCfgState *s = opaque;
    const Item *item = item_of(s, s->selected);
    uint64_t value = 0;

    for (unsigned i = 0; i < size; i++) {
        value <<= 8;
        if (item && s->offset < item->length) {
            value |= item->data[s->offset++];
        }
    }
    return value;
}

static void data_write(void *opaque, hwaddr addr, uint64_t value, unsigned size)
{
}

/* Two bytes are written, and one is read, at either port. */
static bool port_accepts(void *opaque, hwaddr addr, unsigned size, bool is_write,
                         MemTxAttrs attrs)
{
    return size == 1 || (is_write && size == 2);
}

static void port_write(void *opaque, hwaddr addr, uint64_t value, unsigned size)
{
    if (size == 2) {
        control_write(opaque, addr, value, size);
    }
}

static const MemoryRegionOps port_ops = {
    .read = data_read,
    .write = port_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid.accepts = port_accepts,
};

static const MemoryRegionOps control_mem_ops = {
    .read = control_read,
    .write = control_write,
    .endianness = DEVICE_BIG_ENDIAN,
    .valid = {.min_access_size = 2, .max_access_size = 2},
};

static const MemoryRegionOps data_ops = {
    .read = data_read,
    .write = data_write,
    .endianness = DEVICE_BIG_ENDIAN,
    .valid = {.min_access_size = 1, .max_access_size = 8},
    .impl = {.min_access_size = 1, .max_access_size = 8},
};

/* --- items -------------------------------------------------------------------------- */

void fw_cfg_add_bytes(FWCfgState *s, uint16_t key, void *data, size_t len)
{
    Item *item = item_of(s, key);

    if (!item || item->data) {
        error_report("fw_cfg item 0x%x is %s", key, item ? "there already" : "too large");
        abort();
    }
    item->data = data;
    item->length = len;
}

static void add_copy(FWCfgState *s, uint16_t key, const void *data, size_t len)
{
    fw_cfg_add_bytes(s, key, memcpy(device_alloc(DEVICE(s), len), data, len), len);
}

void fw_cfg_add_string(FWCfgState *s, uint16_t key, const char *value)
{
    add_copy(s, key, value, strlen(value) + 1);
}

void fw_cfg_add_i16(FWCfgState *s, uint16_t key, uint16_t value)
{
    value = cpu_to_le16(value);
    add_copy(s, key, &value, sizeof(value));
}

void fw_cfg_add_i32(FWCfgState *s, uint16_t key, uint32_t value)
{
    value = cpu_to_le32(value);
    add_copy(s, key, &value, sizeof(value));
}

void fw_cfg_add_i64(FWCfgState *s, uint16_t key, uint64_t value)
{
    value = cpu_to_le64(value);
    add_copy(s, key, &value, sizeof(value));
}

/* --- files -------------------------------------------------------------------------- */

/* Where a file of that name is, or would be: items follow the order of the names. */
static unsigned place_of(const FWCfgState *s, const char *filename, bool *found)
{
    unsigned place = 0;
    int order = 1;

    while (place < s->files &&
           (order = strcmp(filename, s->directory.files[place].name)) > 0) {
        place++;
    }
    *found = place < s->files && order == 0;
    return place;
}

static void number_files(FWCfgState *s)
{
    for (unsigned i = 0; i < s->files; i++) {
        s->directory.files[i].select = cpu_to_be16((uint16_t)(FW_CFG_FILE_FIRST + i));
    }
    s->directory.count = cpu_to_be32(s->files);
}

void fw_cfg_add_file_callback(FWCfgState *s, const char *filename,
                              FWCfgCallback select_cb, FWCfgWriteCallback write_cb,
                              void *callback_opaque, void *data, size_t len,
                              bool read_only)
{
    bool found;
    const unsigned place = place_of(s, filename, &found);
    FWCfgFile *file = &s->directory.files[place];
    Item *item = &s->items[0][FW_CFG_FILE_FIRST + place];

    if (found || s->files == FW_CFG_FILE_SLOTS_MIN ||
        strlen(filename) >= sizeof(file->name)) {
        error_report("fw_cfg file '%s' %s", filename,
                     found ? "is there already"
                           : "is one too many, or its name too long");
        abort();
    }
    memmove(file + 1, file, (s->files - place) * sizeof(*file));
    memmove(item + 1, item, (s->files - place) * sizeof(*item));
    s->files++;
    *file = (FWCfgFile){.size = cpu_to_be32((uint32_t)len)};
    g_strlcpy(file->name, filename, sizeof(file->name));
    *item = (Item){data, len, select_cb, callback_opaque};
    number_files(s);
}

void fw_cfg_add_file(FWCfgState *s, const char *filename, void *data, size_t len)
{
    fw_cfg_add_file_callback(s, filename, NULL, NULL, NULL, data, len, true);
}

void *fw_cfg_modify_file(FWCfgState *s, const char *filename, void *data, size_t len)
{
    bool found;
    const unsigned place = place_of(s, filename, &found);
    Item *item = &s->items[0][FW_CFG_FILE_FIRST + place];
    void *before = item->data;

    if (!found) {
        fw_cfg_add_file(s, filename, data, len);
        return NULL;
    }
    *item = (Item){.data = data, .length = len};
    s->directory.files[place].size = cpu_to_be32((uint32_t)len);
    return before;
}

/* --- the devices -------------------------------------------------------------------- */

FWCfgState *fw_cfg_find(void)
{
    Object *obj = object_resolve_path_type("", TYPE_FW_CFG, NULL);

    return obj ? FW_CFG(obj) : NULL;
}

static FWCfgState *make(const char *type, uint64_t dma_address)
{
    DeviceState *dev = qdev_new(type);

    if (dma_address != 0) {
        error_report("fw_cfg has no DMA here: give 0 as its address");
        exit(1);
    }
    object_property_add_child(qdev_get_machine(), TYPE_FW_CFG, OBJECT(dev));
    return FW_CFG(dev);
}

FWCfgState *fw_cfg_init_io_dma(uint32_t iobase, uint32_t dma_iobase, AddressSpace *dma_as)
{
    FWCfgState *s = make(TYPE_FW_CFG_IO, dma_iobase);

    sysbus_realize_and_unref(SYS_BUS_DEVICE(s), &error_fatal);
    memory_region_add_subregion(get_system_io(), iobase, &s->control);
    return s;
}

FWCfgState *fw_cfg_init_mem_wide(hwaddr ctl_addr, hwaddr data_addr, uint32_t data_width,
                                 hwaddr dma_addr, AddressSpace *dma_as)
{
    FWCfgState *s = make(TYPE_FW_CFG_MEM, dma_addr);

    qdev_prop_set_uint32(DEVICE(s), "data_width", data_width);
    sysbus_realize_and_unref(SYS_BUS_DEVICE(s), &error_fatal);
    sysbus_mmio_map(SYS_BUS_DEVICE(s), 0, ctl_addr);
    sysbus_mmio_map(SYS_BUS_DEVICE(s), 1, data_addr);
    return s;
}

FWCfgState *fw_cfg_init_mem(hwaddr ctl_addr, hwaddr data_addr)
{
    return fw_cfg_init_mem_wide(ctl_addr, data_addr, 1, 0, NULL);
}

static void fw_cfg_init(Object *obj)
{
    static uint8_t signature[] = {'Q', 'E', 'M', 'U'};
    FWCfgState *s = FW_CFG(obj);

    fw_cfg_add_bytes(s, FW_CFG_SIGNATURE, signature, sizeof(signature));
    fw_cfg_add_i32(s, FW_CFG_ID, FW_CFG_VERSION);
    fw_cfg_add_bytes(s, FW_CFG_FILE_DIR, &s->directory, sizeof(s->directory));
}

static void fw_cfg_reset(Object *obj, ResetType type)
{
    control_write(FW_CFG(obj), 0, FW_CFG_SIGNATURE, 2);
}

static void fw_cfg_io_realize(DeviceState *dev, Error **errp)
{
    FWCfgState *s = FW_CFG(dev);

    memory_region_init_io(&s->control, OBJECT(s), &port_ops, s, "fwcfg", 2);
}

static void fw_cfg_mem_realize(DeviceState *dev, Error **errp)
{
    FWCfgState *s = FW_CFG(dev);

    if (s->data_width < 1 || s->data_width > 8 || !is_power_of_2(s->data_width)) {
        error_setg(errp, "data_width is %u: it must be 1, 2, 4 or 8", s->data_width);
        return;
    }
    memory_region_init_io(&s->control, OBJECT(s), &control_mem_ops, s, "fwcfg.ctl", 2);
    memory_region_init_io(&s->data, OBJECT(s), &data_ops, s, "fwcfg.data", s->data_width);
    sysbus_init_mmio(SYS_BUS_DEVICE(s), &s->control);
    sysbus_init_mmio(SYS_BUS_DEVICE(s), &s->data);
}

static const Property fw_cfg_mem_properties[] = {
    DEFINE_PROP_UINT32("data_width", FWCfgState, data_width, 1),
};

static void fw_cfg_class_init(ObjectClass *klass, const void *data)
{
    RESETTABLE_CLASS(klass)->phases.hold = fw_cfg_reset;
}

static void fw_cfg_io_class_init(ObjectClass *klass, const void *data)
{
    DEVICE_CLASS(klass)->realize = fw_cfg_io_realize;
}

static void fw_cfg_mem_class_init(ObjectClass *klass, const void *data)
{
    DEVICE_CLASS(klass)->realize = fw_cfg_mem_realize;
    device_class_set_props(DEVICE_CLASS(klass), fw_cfg_mem_properties);
}

static const TypeInfo fw_cfg_types[] = {
    {
        .name = TYPE_FW_CFG,
        .parent = TYPE_SYS_BUS_DEVICE,
        .instance_size = sizeof(FWCfgState),
        .instance_init = fw_cfg_init,
        .class_init = fw_cfg_class_init,
        .abstract = true,
    },
    {
        .name = TYPE_FW_CFG_IO,
        .parent = TYPE_FW_CFG,
        .class_init = fw_cfg_io_class_init,
    },
    {
        .name = TYPE_FW_CFG_MEM,
        .parent = TYPE_FW_CFG,
        .class_init = fw_cfg_mem_class_init,
    },
};

DEFINE_TYPES(fw_cfg_types)
