/* SPDX-License-Identifier: MIT */
/* Memory behind pointers, allocated by loading or by the device, is not left. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "vmstate_fixture.h"

/* --- allocation --------------------------------------------------------------------- */

typedef struct Item {
    uint8_t size;
    uint16_t value;
    void *unused[30]; /* much more than is in the stream */
} Item;

static const VMStateDescription vmstate_item = {
    .name = "item",
    .fields = (const VMStateField[]){VMSTATE_UINT16(value, Item), VMSTATE_END_OF_LIST()},
};

typedef struct Allocated {
    uint32_t size;
    uint8_t *buffer;
    uint32_t count;
    uint64_t *numbers;
    int32_t items_count;
    Item *items;
} Allocated;

static int allocated_pre_load(void *opaque)
{
    Allocated *s = opaque;
    g_clear_pointer(&s->buffer, g_free);
    g_clear_pointer(&s->numbers, g_free);
    g_clear_pointer(&s->items, g_free);
    return 0;
}

static const VMStateDescription vmstate_allocated = {
    .name = "allocated",
    .pre_load = allocated_pre_load,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT32(size, Allocated),
            VMSTATE_VBUFFER_ALLOC_UINT32(buffer, Allocated, 0, NULL, size),
            VMSTATE_UINT32(count, Allocated),
            VMSTATE_VARRAY_UINT32_ALLOC(numbers, Allocated, count, 0, vmstate_info_uint64,
                                        uint64_t),
            VMSTATE_INT32(items_count, Allocated),
            VMSTATE_STRUCT_VARRAY_ALLOC(items, Allocated, items_count, 0, vmstate_item,
                                        Item),
            VMSTATE_END_OF_LIST(),
        },
};

static void memory_is_allocated_for_what_the_stream_has(void **state)
{
    static const char hex[] =
        "00000003 616263 00000001 0000000000000009 00000002 00110022";
    Allocated s = {0};
    assert_loads(&vmstate_allocated, &s, hex);
    assert_loads(&vmstate_allocated, &s, hex);
    assert_memory_equal(s.buffer, "abc", 3);
    assert_true(s.numbers[0] == 9);
    assert_int_equal(s.items[1].value, 0x22);
    assert_null(s.items[1].unused[29]);
    assert_saves(&vmstate_allocated, &s, hex);
    allocated_pre_load(&s);
}

static void no_more_is_allocated_than_the_stream_can_fill(void **state)
{
    Allocated s = {0};
    assert_refuses(&vmstate_allocated, &s, "7fffffff 61",
                   "allocated: buffer at offset 4: 2147483647 are more than the 1 bytes "
                   "that are left");
    assert_null(s.buffer);
    assert_refuses(&vmstate_allocated, &s, "ffffffff 61",
                   "allocated: buffer at offset 4: -1 is no number of elements or bytes");
    assert_refuses(&vmstate_allocated, &s, "00000000 ffffffff 61",
                   "allocated: numbers at offset 8: 4294967295 are more than the 1 bytes "
                   "that are left");
    assert_refuses(&vmstate_allocated, &s, "00000000 00000000 7fffffff",
                   "allocated: items at offset 12: 2147483647 are more than the 0 bytes "
                   "that are left");
    allocated_pre_load(&s);
}

/* --- room that pre_load tells of ---------------------------------------------------- */

typedef struct Roomy {
    uint32_t used;
    uint8_t *bytes;
    uint32_t room;
} Roomy;

static int roomy_pre_load(void *opaque)
{
    Roomy *s = opaque;
    s->used = s->room;
    return 0;
}

static const VMStateField roomy_fields[] = {
    VMSTATE_UINT32(used, Roomy),
    VMSTATE_VARRAY_UINT32(bytes, Roomy, used, 0, vmstate_info_uint8, uint8_t),
    VMSTATE_END_OF_LIST(),
};

static void pre_load_says_how_much_room_there_is(void **state)
{
    static const VMStateDescription plain = {.name = "roomy", .fields = roomy_fields};
    static const VMStateDescription told = {
        .name = "roomy", .pre_load = roomy_pre_load, .fields = roomy_fields};
    uint8_t bytes[4] = {0};
    Roomy s = {1, bytes, 4};
    assert_refuses(
        &plain, &s, "00000003 010203",
        "roomy: bytes at offset 4: 3 are more than the 1 that there is room for");
    assert_loads(&told, &s, "00000003 010203");
    assert_int_equal(bytes[2], 3);
    assert_refuses(
        &told, &s, "00000005 0102030405",
        "roomy: bytes at offset 4: 5 are more than the 4 that there is room for");
}

static void a_subsection_cannot_use_a_number_that_was_just_loaded(void **state)
{
    static const VMStateDescription bytes_subsection = {.name = "outer/bytes",
                                                        .fields = &roomy_fields[1]};
    static const VMStateField number_only[] = {VMSTATE_UINT32(used, Roomy),
                                               VMSTATE_END_OF_LIST()};
    static const VMStateDescription *const subsections[] = {&bytes_subsection, NULL};
    static const VMStateDescription outer = {
        .name = "outer", .fields = number_only, .subsections = subsections};
    uint8_t bytes[2] = {0};
    Roomy s = {2, bytes, 2};
    assert_refuses(
        &outer, &s, "00000003 05 0b 6f757465722f6279746573 00000000 010203",
        "outer: subsection at offset 4: outer/bytes: bytes at offset 21: 3 are "
        "more than the 2 that there is room for");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_allocated_for_what_the_stream_has),
        cmocka_unit_test(no_more_is_allocated_than_the_stream_can_fill),
        cmocka_unit_test(pre_load_says_how_much_room_there_is),
        cmocka_unit_test(a_subsection_cannot_use_a_number_that_was_just_loaded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
