/* SPDX-License-Identifier: MIT */
/*
 * Loads any bytes as a machine's state. Whatever they are, a load is all or nothing: a
 * stream that is refused changes no byte of what would be saved, and one that is loaded
 * can be saved and loaded again.
 */
#include "qemu/osdep.h"

#include "migration/qemu-file-types.h"
#include "migration/register.h"
#include "migration/vmstate.h"
#include "qapi/error.h"
#include "qemu/bitmap.h"
#include "qemu/fifo8.h"
#include "qemu/timer.h"
#include "runtime/clock.h"
#include "runtime/snapshot.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Part {
    uint8_t count;
    uint16_t words[3];
} Part;

static const VMStateDescription vmstate_part = {
    .name = "part",
    .version_id = 1,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT8(count, Part),
            VMSTATE_UNUSED_V(1, 2),
            VMSTATE_UINT16_ARRAY(words, Part, 3),
            VMSTATE_END_OF_LIST(),
        },
};

typedef struct Device {
    /* fixed */
    bool flag;
    int32_t number;
    uint64_t array[2];
    uint8_t buffer[5];
    uint32_t equal;
    Part part;
    Part *part_pointer;
    Part *pointers[3];
    QEMUTimer *timer;
    Fifo8 fifo;
    /* variable, embedded */
    uint8_t parts_count;
    Part parts[4];
    uint16_t words_count;
    uint16_t words[6];
    uint32_t pairs_count;
    uint8_t pairs[8];
    /* variable, behind pointers of the device */
    uint32_t regs_count;
    uint32_t *regs;
    int32_t bits;
    unsigned long *bitmap;
    int32_t bytes_size;
    uint8_t *bytes;
    /* allocated by loading */
    uint32_t blob_size;
    uint8_t *blob;
    int32_t items_count;
    Part *items;
    /* subsections */
    bool has_extra;
    uint32_t extra;
} Device;

static Part pointed[2];
static uint32_t regs[4];
static unsigned long bitmap[BITS_TO_LONGS(70)];
static uint8_t bytes[7];
static Device device;

/*
 * The memory that the last load allocated is the device's, and a stream without the
 * subsection means that there is nothing extra.
 */
static int device_pre_load(void *opaque)
{
    Device *s = opaque;
    g_clear_pointer(&s->blob, g_free);
    g_clear_pointer(&s->items, g_free);
    s->has_extra = false;
    s->extra = 0;
    return 0;
}

static bool flag_is_set(void *opaque, int version_id)
{
    return ((Device *)opaque)->flag;
}

static bool number_is_positive(void *opaque, int version_id)
{
    return ((Device *)opaque)->number >= 0;
}

static bool has_extra(void *opaque)
{
    return ((Device *)opaque)->has_extra;
}

static int extra_post_load(void *opaque, int version_id)
{
    ((Device *)opaque)->has_extra = true;
    return ((Device *)opaque)->extra == 13 ? -EINVAL : 0;
}

static const VMStateDescription vmstate_extra = {
    .name = "device/extra",
    .version_id = 2,
    .minimum_version_id = 1,
    .needed = has_extra,
    .post_load = extra_post_load,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT32(extra, Device),
            /* The numbers were loaded long ago. */
            VMSTATE_VARRAY_UINT32(regs, Device, regs_count, 2, vmstate_info_uint32,
                                  uint32_t),
            VMSTATE_END_OF_LIST(),
        },
};

typedef struct Tmp {
    Device *parent;
    uint8_t half;
} Tmp;

static int tmp_pre_save(void *opaque)
{
    ((Tmp *)opaque)->half = (uint8_t)(((Tmp *)opaque)->parent->part.count / 2);
    return 0;
}

static int tmp_post_load(void *opaque, int version_id)
{
    Tmp *tmp = opaque;
    return tmp->half == tmp->parent->part.count / 2 ? 0 : -EINVAL;
}

static const VMStateDescription vmstate_tmp = {
    .name = "tmp",
    .pre_save = tmp_pre_save,
    .post_load = tmp_post_load,
    .fields = (const VMStateField[]){VMSTATE_UINT8(half, Tmp), VMSTATE_END_OF_LIST()},
};

static const VMStateDescription vmstate_device = {
    .name = "device",
    .version_id = 3,
    .minimum_version_id = 2,
    .pre_load = device_pre_load,
    .fields =
        (const VMStateField[]){
            VMSTATE_BOOL(flag, Device),
            VMSTATE_INT32(number, Device),
            VMSTATE_VALIDATE("number is positive", number_is_positive),
            VMSTATE_UINT64_ARRAY(array, Device, 2),
            VMSTATE_BUFFER_TEST(buffer, Device, flag_is_set),
            VMSTATE_UINT32_EQUAL(equal, Device, NULL),
            VMSTATE_STRUCT(part, Device, 0, vmstate_part, Part),
            VMSTATE_WITH_TMP(Device, Tmp, vmstate_tmp),
            VMSTATE_STRUCT_POINTER(part_pointer, Device, vmstate_part, Part),
            VMSTATE_ARRAY_OF_POINTER_TO_STRUCT(pointers, Device, 3, 0, vmstate_part,
                                               Part),
            VMSTATE_TIMER_PTR(timer, Device),
            VMSTATE_FIFO8(fifo, Device),
            VMSTATE_UINT8(parts_count, Device),
            VMSTATE_STRUCT_VARRAY_UINT8(parts, Device, parts_count, 0, vmstate_part,
                                        Part),
            VMSTATE_UINT16(words_count, Device),
            VMSTATE_VARRAY_UINT16_UNSAFE(words, Device, words_count, 0,
                                         vmstate_info_uint16, uint16_t),
            VMSTATE_UINT32(pairs_count, Device),
            VMSTATE_VARRAY_MULTIPLY(pairs, Device, pairs_count, 2, vmstate_info_uint8,
                                    uint8_t),
            VMSTATE_UINT32_V(regs_count, Device, 3),
            VMSTATE_VARRAY_UINT32(regs, Device, regs_count, 3, vmstate_info_uint32,
                                  uint32_t),
            VMSTATE_UNUSED_VARRAY_UINT32(Device, NULL, 3, regs_count, 1),
            VMSTATE_INT32(bits, Device),
            VMSTATE_BITMAP(bitmap, Device, 0, bits),
            VMSTATE_INT32(bytes_size, Device),
            VMSTATE_VBUFFER(bytes, Device, 0, NULL, bytes_size),
            VMSTATE_UINT32(blob_size, Device),
            VMSTATE_VBUFFER_ALLOC_UINT32(blob, Device, 0, NULL, blob_size),
            VMSTATE_INT32(items_count, Device),
            VMSTATE_STRUCT_VARRAY_ALLOC(items, Device, items_count, 0, vmstate_part,
                                        Part),
            VMSTATE_END_OF_LIST(),
        },
    .subsections = (const VMStateDescription *const[]){&vmstate_extra, NULL},
};

/* --- a device that reads and writes by itself --------------------------------------- */

static uint16_t own;

static void own_save(QEMUFile *f, void *opaque)
{
    qemu_put_be16s(f, opaque);
}

static int own_load(QEMUFile *f, void *opaque, int version_id)
{
    qemu_get_be16s(f, opaque);
    return 0;
}

static const SaveVMHandlers own_ops = {.save_state = own_save, .load_state = own_load};

/* --- the machine -------------------------------------------------------------------- */

static void nothing(void *opaque)
{
}

static void make_machine(void)
{
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    device.timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, nothing, NULL);
    fifo8_create(&device.fifo, 4);
    vmstate_register(NULL, 0, &vmstate_device, &device);
    register_savevm_live("own", 0, 1, &own_ops, &own);
}

/* The same state for each run, whatever the last one left. */
static void reset_machine(void)
{
    QEMUTimer *timer = device.timer;
    Fifo8 fifo = device.fifo;
    device_pre_load(&device);
    timer_del(timer);
    fifo8_reset(&fifo);
    memset(fifo.data, 0, fifo.capacity);
    memset(pointed, 0, sizeof(pointed));
    memset(regs, 0, sizeof(regs));
    memset(bitmap, 0, sizeof(bitmap));
    memset(bytes, 0, sizeof(bytes));
    own = 0x4142;
    device = (Device){
        .number = 1,
        .equal = 0x5a5a5a5a,
        .part_pointer = &pointed[0],
        .pointers = {NULL, &pointed[1], NULL},
        .timer = timer,
        .fifo = fifo,
        .parts_count = 2,
        .words_count = 3,
        .pairs_count = 1,
        .regs_count = ARRAY_SIZE(regs),
        .regs = regs,
        .bits = 70,
        .bitmap = bitmap,
        .bytes_size = sizeof(bytes),
        .bytes = bytes,
    };
}

static void assert_same(const GByteArray *a, const GByteArray *b)
{
    g_assert_cmpmem(a->data, a->len, b->data, b->len);
}

static void check_loaded(void)
{
    GByteArray *first = snapshot_save(&error_abort);
    GByteArray *second;
    g_assert(snapshot_load(first->data, first->len, &error_abort) == SNAPSHOT_LOADED);
    second = snapshot_save(&error_abort);
    assert_same(first, second);
    g_byte_array_unref(first);
    g_byte_array_unref(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GByteArray *before;
    Error *err = NULL;
    if (!device.timer) {
        make_machine();
    }
    reset_machine();
    before = snapshot_save(&error_abort);
    switch (snapshot_load(data, size, &err)) {
    case SNAPSHOT_LOADED:
        g_assert(!err);
        check_loaded();
        break;
    case SNAPSHOT_REFUSED: {
        GByteArray *after = snapshot_save(&error_abort);
        g_assert(err);
        assert_same(before, after);
        g_byte_array_unref(after);
        break;
    }
    case SNAPSHOT_RESET_NEEDED:
        g_error("a device refused its own state: %s", error_get_pretty(err));
    }
    error_free(err);
    g_byte_array_unref(before);
    return 0;
}
