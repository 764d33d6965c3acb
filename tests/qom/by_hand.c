/* SPDX-License-Identifier: MIT */
/* What the marks in marked.h say, in the macros of the raw API. */
#define RAW_API
#include "marked.h"

static bool has_address(void *opaque, int version_id)
{
    return marked_has_address(opaque, version_id);
}

static bool is_valid(void *opaque, int version_id)
{
    return marked_is_valid(opaque, version_id);
}

static int post_load(void *opaque, int version_id)
{
    return marked_post_load(opaque, version_id);
}

static bool extra_needed(void *opaque)
{
    return marked_extra_needed(opaque);
}

static bool deep_needed(void *opaque)
{
    return marked_deep_needed(opaque);
}

static const VMStateDescription vmstate_timer = {
    .name = "marked_timer",
    .version_id = 3,
    .minimum_version_id = 2,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT8(number, MarkedTimer),
            VMSTATE_UINT64(deadline, MarkedTimer),
            VMSTATE_TIMER(timer, MarkedTimer),
            VMSTATE_END_OF_LIST(),
        },
};

static const VMStateDescription vmstate_deep = {
    .name = "marked/extra/deep",
    .version_id = 1,
    .minimum_version_id = 1,
    .needed = deep_needed,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT8(deep, MarkedState),
            VMSTATE_END_OF_LIST(),
        },
};

static const VMStateDescription vmstate_extra = {
    .name = "marked/extra",
    .version_id = 1,
    .minimum_version_id = 1,
    .needed = extra_needed,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT32(extra, MarkedState),
            VMSTATE_END_OF_LIST(),
        },
    .subsections = (const VMStateDescription *const[]){&vmstate_deep, NULL},
};

static const VMStateDescription vmstate_its_clock = {
    .name = "marked/clock",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields =
        (const VMStateField[]){
            VMSTATE_CLOCK(clock, MarkedState),
            VMSTATE_END_OF_LIST(),
        },
};

const VMStateDescription vmstate_by_hand = {
    .name = "marked",
    .version_id = 3,
    .minimum_version_id = 1,
    .post_load = post_load,
    .fields =
        (const VMStateField[]){
            VMSTATE_BOOL(flag, MarkedState),
            VMSTATE_UNUSED(3),
            VMSTATE_INT8(signed8, MarkedState),
            VMSTATE_INT16(signed16, MarkedState),
            VMSTATE_INT32(signed32, MarkedState),
            VMSTATE_INT64(signed64, MarkedState),
            VMSTATE_UINT16_V(word, MarkedState, 2),
            VMSTATE_UINT32(plain, MarkedState),
            VMSTATE_UINT64_TEST(address, MarkedState, has_address),
            VMSTATE_UINT8_ARRAY(bytes, MarkedState, 6),
            VMSTATE_UINT32_2DARRAY_V(grid, MarkedState, 2, 3, 2),
            VMSTATE_UINT32(inner, MarkedState),
            VMSTATE_UINT32_EQUAL(known, MarkedState, NULL),
            VMSTATE_UINT64(cell.bql_value, MarkedState),
            VMSTATE_STRUCT(one.bql_value, MarkedState, 0, vmstate_timer, MarkedTimer),
            VMSTATE_STRUCT_ARRAY(fixed, MarkedState, 2, 0, vmstate_timer, MarkedTimer),
            VMSTATE_UINT8(n_used, MarkedState),
            VMSTATE_VALIDATE("marked_is_valid", is_valid),
            VMSTATE_STRUCT_VARRAY_UINT8(used, MarkedState, n_used, 0, vmstate_timer,
                                        MarkedTimer),
            VMSTATE_STRUCT_VARRAY_UINT8(cells, MarkedState, n_used, 0, vmstate_timer,
                                        MarkedTimerCell),
            VMSTATE_STRUCT_POINTER(behind, MarkedState, vmstate_timer, MarkedTimer),
            VMSTATE_ARRAY_OF_POINTER_TO_STRUCT(pointers, MarkedState, 2, 0, vmstate_timer,
                                               MarkedTimer),
            VMSTATE_VARRAY_UINT32(words, MarkedState, n_words.bql_value, 0,
                                  vmstate_info_uint16, uint16_t),
            VMSTATE_UINT32(n_loaded, MarkedState),
            VMSTATE_VARRAY_UINT32_ALLOC(loaded, MarkedState, n_loaded, 0,
                                        vmstate_info_uint8, uint8_t),
            VMSTATE_VARRAY_UINT16_UNSAFE(few, MarkedState, n_few, 0, vmstate_info_uint32,
                                         uint32_t),
            VMSTATE_TIMER(timer, MarkedState),
            VMSTATE_TIMER_PTR(timer_pointer, MarkedState),
            VMSTATE_TIMER_PTR_ARRAY(timers, MarkedState, 2),
            VMSTATE_FIFO8(fifo, MarkedState),
            VMSTATE_END_OF_LIST(),
        },
    .subsections =
        (const VMStateDescription *const[]){&vmstate_extra, &vmstate_its_clock, NULL},
};

const Property by_hand_properties[] = {
    DEFINE_PROP_CHR("chardev", MarkedState, chr),
    DEFINE_PROP_BOOL("on", MarkedState, on, true),
    DEFINE_PROP_UINT8("small", MarkedState, small, MARKED_DEFAULT),
    DEFINE_PROP_UINT16("middle", MarkedState, middle, 0x1234),
    DEFINE_PROP_UNSIGNED_NODEFAULT("no-default", MarkedState, no_default,
                                   qdev_prop_uint32, uint32_t),
    DEFINE_PROP_UINT64("large", MarkedState, large, 1ULL << 40),
    DEFINE_PROP_INT32("negative", MarkedState, negative, MARKED_DEFAULT),
    DEFINE_PROP_INT64("more-negative", MarkedState, more_negative, -1),
    DEFINE_PROP_BIT("bit", MarkedState, bits, 5, true),
    DEFINE_PROP_BIT64("bit64", MarkedState, bits64, 40, false),
    DEFINE_PROP_UINT64_CHECKMASK("masked", MarkedState, masked, 0xff),
    DEFINE_PROP_SIZE("size", MarkedState, size, 4096),
    DEFINE_PROP_STRING("text", MarkedState, text),
    DEFINE_PROP_ON_OFF_AUTO("automatic", MarkedState, automatic, ON_OFF_AUTO_AUTO),
    DEFINE_PROP_UUID_NODEFAULT("uuid", MarkedState, uuid),
    DEFINE_PROP_LINK("peer", MarkedState, peer, TYPE_DEVICE, DeviceState *),
    DEFINE_PROP_ARRAY("list", MarkedState, n_list, list, qdev_prop_uint32, uint32_t),
    DEFINE_PROP_UINT32("setting", MarkedState, setting.bql_value, 7),
};

const unsigned by_hand_n_properties = G_N_ELEMENTS(by_hand_properties);
