/* SPDX-License-Identifier: MIT */
/* The bytes of fields of every shape, and numbers that do not fit. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qemu/bitmap.h"
#include "vmstate_fixture.h"

typedef struct Part {
    uint8_t x;
    uint16_t y;
} Part;

static const VMStateDescription vmstate_part = {
    .name = "part",
    .version_id = 2,
    .minimum_version_id = 1,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT8(x, Part),
            VMSTATE_UINT16_V(y, Part, 2),
            VMSTATE_END_OF_LIST(),
        },
};

typedef struct Fixed {
    uint16_t array[3];
    uint8_t grid[2][3];
    uint8_t buffer[6];
    Part part;
    Part *pointer;
    Part parts[2];
    Part *pointers[2];
    uint32_t *number;
    void *bytes;
} Fixed;

static const VMStateDescription vmstate_fixed = {
    .name = "fixed",
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT16_ARRAY(array, Fixed, 3),
            VMSTATE_UINT16_SUB_ARRAY(array, Fixed, 1, 2),
            VMSTATE_UINT8_2DARRAY(grid, Fixed, 2, 3),
            VMSTATE_BUFFER(buffer, Fixed),
            VMSTATE_PARTIAL_BUFFER(buffer, Fixed, 2),
            VMSTATE_BUFFER_START_MIDDLE(buffer, Fixed, 4),
            VMSTATE_UNUSED(3),
            VMSTATE_STRUCT(part, Fixed, 0, vmstate_part, Part),
            VMSTATE_VSTRUCT(part, Fixed, vmstate_part, Part, 1),
            VMSTATE_STRUCT_POINTER(pointer, Fixed, vmstate_part, Part),
            VMSTATE_STRUCT_ARRAY(parts, Fixed, 2, 0, vmstate_part, Part),
            VMSTATE_ARRAY_OF_POINTER_TO_STRUCT(pointers, Fixed, 2, 0, vmstate_part, Part),
            VMSTATE_POINTER(number, Fixed, 0, vmstate_info_uint32, uint32_t *),
            VMSTATE_BUFFER_POINTER_UNSAFE(bytes, Fixed, 0, 2),
            VMSTATE_END_OF_LIST(),
        },
};

static const char fixed_hex[] = "0001 0002 0003  0002 0003  010203 040506"
                                "616263646566 6162 6566  000000"
                                "0a 0b0c  0a  11 1213  21 2223 31 3233  30 41 4243"
                                "deadbeef  6869";

static void nothing_stands_between_fields(void **state)
{
    Part pointed = {0x11, 0x1213};
    Part second = {0x41, 0x4243};
    uint32_t number = 0xdeadbeef;
    char bytes[] = "hi";
    Fixed s = {
        .array = {1, 2, 3},
        .grid = {{1, 2, 3}, {4, 5, 6}},
        .buffer = "abcdef",
        .part = {0x0a, 0x0b0c},
        .pointer = &pointed,
        .parts = {{0x21, 0x2223}, {0x31, 0x3233}},
        .pointers = {NULL, &second},
        .number = &number,
        .bytes = bytes,
    };
    assert_saves(&vmstate_fixed, &s, fixed_hex);
}

static void fields_are_loaded_where_they_were(void **state)
{
    Part pointed = {0};
    Part second = {0};
    uint32_t number = 0;
    char bytes[3] = "";
    Fixed s = {
        .pointer = &pointed,
        .pointers = {NULL, &second},
        .number = &number,
        .bytes = bytes,
    };
    assert_loads(&vmstate_fixed, &s, fixed_hex);
    assert_int_equal(s.array[2], 3);
    assert_int_equal(s.grid[1][0], 4);
    assert_memory_equal(s.buffer, "abcdef", 6);
    assert_int_equal(s.part.y, 0x0b0c);
    assert_int_equal(pointed.y, 0x1213);
    assert_int_equal(s.parts[1].y, 0x3233);
    assert_null(s.pointers[0]);
    assert_int_equal(second.x, 0x41);
    assert_int_equal(number, 0xdeadbeef);
    assert_string_equal(bytes, "hi");
}

static void a_null_pointer_is_an_error(void **state)
{
    Fixed s = {0};
    Error *err = NULL;
    QEMUFile *f = qemu_file_new_output();
    assert_true(vmstate_save_state(f, &vmstate_fixed, &s, NULL, &err) < 0);
    assert_error(err, "fixed: pointer: the pointer to the field is NULL");
    qemu_file_free(f);
    assert_refuses(&vmstate_fixed, &s, fixed_hex,
                   "fixed: pointer at offset 33: the pointer to the field is NULL");
}

static void errors_name_the_way_to_the_field(void **state)
{
    Part pointed = {0};
    Fixed s = {.pointer = &pointed};
    assert_refuses(&vmstate_fixed, &s,
                   "0001 0002 0003  0002 0003  010203 040506 616263646566 6162 6566"
                   "000000 0a 0b0c  0a  11 1213  21 2223 31 32",
                   "fixed: parts[1] at offset 39: part: y at offset 40: the stream ends "
                   "at offset 41 (bytes missing: 1)");
}

/* --- numbers that say how many ------------------------------------------------------ */

typedef struct Variable {
    uint8_t count8;
    uint16_t count16;
    uint32_t count32;
    int32_t signed_count;
    Part parts[3];
    uint16_t words[4];
    uint8_t pairs[6];
    uint32_t *pointed;
    Part *pointed_parts;
    void *buffer;
    int32_t bits;
    unsigned long *bitmap;
} Variable;

static const VMStateDescription vmstate_embedded = {
    .name = "embedded",
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT8(count8, Variable),
            VMSTATE_STRUCT_VARRAY_UINT8(parts, Variable, count8, 0, vmstate_part, Part),
            VMSTATE_UINT16(count16, Variable),
            VMSTATE_VARRAY_UINT16_UNSAFE(words, Variable, count16, 0, vmstate_info_uint16,
                                         uint16_t),
            VMSTATE_UINT32(count32, Variable),
            VMSTATE_VARRAY_MULTIPLY(pairs, Variable, count32, 2, vmstate_info_uint8,
                                    uint8_t),
            VMSTATE_INT32(signed_count, Variable),
            VMSTATE_ARRAY_INT32_UNSAFE(words, Variable, signed_count, vmstate_info_uint16,
                                       uint16_t),
            VMSTATE_END_OF_LIST(),
        },
};

static void embedded_arrays_have_as_many_elements_as_they_say(void **state)
{
    static const char hex[] = "02 01 0002 03 0004  0001 0005  00000002 06070809"
                              "00000004 0005 000a 000b 000c";
    Variable s = {
        .count8 = 2,
        .parts = {{1, 2}, {3, 4}},
        .count16 = 1,
        .words = {5, 10, 11, 12},
        .count32 = 2,
        .pairs = {6, 7, 8, 9},
        .signed_count = 4,
    };
    Variable loaded = {0};
    assert_saves(&vmstate_embedded, &s, hex);
    assert_loads(&vmstate_embedded, &loaded, hex);
    assert_memory_equal(&loaded, &s, sizeof(s));
}

static void embedded_arrays_are_not_left(void **state)
{
    Variable s = {0};
    assert_refuses(&vmstate_embedded, &s, "04 01 0002 03 0004 05 0006 07 0008",
                   "embedded: parts at offset 1: 4 elements are more than the 3 that the "
                   "array has");
    assert_refuses(&vmstate_embedded, &s, "00 ffff 0001 0002 0003 0004 0005",
                   "embedded: words at offset 3: 65535 elements are more than the 4 that "
                   "the array has");
    assert_refuses(&vmstate_embedded, &s, "00 0000 80000000",
                   "embedded: pairs at offset 7: 4294967296 elements are more than the 6 "
                   "that the array has");
    assert_refuses(&vmstate_embedded, &s, "00 0000 00000000 ffffffff",
                   "embedded: words at offset 11: -1 is no number of elements or bytes");
}

static void a_state_with_a_wrong_number_is_not_saved(void **state)
{
    Variable s = {.count8 = 4};
    Error *err = NULL;
    QEMUFile *f = qemu_file_new_output();
    assert_true(vmstate_save_state(f, &vmstate_embedded, &s, NULL, &err) < 0);
    assert_error(err,
                 "embedded: parts: 4 elements are more than the 3 that the array has");
    qemu_file_free(f);
}

static const VMStateDescription vmstate_pointed = {
    .name = "pointed",
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT32(count32, Variable),
            VMSTATE_VARRAY_UINT32(pointed, Variable, count32, 0, vmstate_info_uint32,
                                  uint32_t),
            VMSTATE_INT32(signed_count, Variable),
            VMSTATE_STRUCT_VARRAY_POINTER_INT32(pointed_parts, Variable, signed_count,
                                                vmstate_part, Part),
            VMSTATE_VBUFFER(buffer, Variable, 0, NULL, signed_count),
            VMSTATE_VBUFFER_MULTIPLY(buffer, Variable, 0, NULL, count32, 2),
            VMSTATE_INT32(bits, Variable),
            VMSTATE_BITMAP(bitmap, Variable, 0, bits),
            VMSTATE_UNUSED_VARRAY_UINT32(Variable, NULL, 0, count32, 2),
            VMSTATE_END_OF_LIST(),
        },
};

static const char pointed_hex[] =
    "00000002 00000011 00000022  00000001 33 0044  65  65666768"
    "00000041 0807060504030201 0000000000000001  00000000";

static void init_pointed(Variable *s, uint32_t numbers[2], Part *part, char *buffer,
                         unsigned long bitmap[128 / BITS_PER_LONG])
{
    *s = (Variable){
        .count32 = 2,
        .pointed = numbers,
        .signed_count = 1,
        .pointed_parts = part,
        .buffer = buffer,
        .bits = 65,
        .bitmap = bitmap,
    };
}

static void pointed_arrays_are_saved_and_loaded(void **state)
{
    uint32_t numbers[2] = {0x11, 0x22};
    Part part = {0x33, 0x44};
    char buffer[] = "efgh";
    uint64_t bits[2] = {0x0807060504030201, 1};
    unsigned long bitmap[128 / BITS_PER_LONG];
    Variable s;
    for (int i = 0; i < 128 / BITS_PER_LONG; i++) {
        bitmap[i] =
            (unsigned long)(bits[i * BITS_PER_LONG / 64] >> (i * BITS_PER_LONG % 64));
    }
    init_pointed(&s, numbers, &part, buffer, bitmap);
    assert_saves(&vmstate_pointed, &s, pointed_hex);
    memset(numbers, 0, sizeof(numbers));
    memset(&part, 0, sizeof(part));
    memset(buffer, 0, sizeof(buffer));
    memset(bitmap, 0, sizeof(bitmap));
    assert_loads(&vmstate_pointed, &s, pointed_hex);
    assert_saves(&vmstate_pointed, &s, pointed_hex);
    assert_int_equal(numbers[1], 0x22);
    assert_int_equal(part.y, 0x44);
    assert_string_equal(buffer, "efgh");
}

static void memory_behind_pointers_is_not_left(void **state)
{
    uint32_t numbers[2] = {0};
    Part part = {0};
    char buffer[] = "efgh";
    unsigned long bitmap[128 / BITS_PER_LONG] = {0};
    Variable s;
    init_pointed(&s, numbers, &part, buffer, bitmap);
    assert_refuses(&vmstate_pointed, &s, "00000003 00000011 00000022 00000033",
                   "pointed: pointed at offset 4: 3 are more than the 2 that there is "
                   "room for");
    init_pointed(&s, numbers, &part, buffer, bitmap);
    assert_refuses(&vmstate_pointed, &s, "00000000 00000002 00 0000 00 0000",
                   "pointed: pointed_parts at offset 8: 2 are more than the 1 that there "
                   "is room for");
    init_pointed(&s, numbers, &part, buffer, bitmap);
    assert_refuses(&vmstate_pointed, &s, "00000000 00000000 00000042 0000000000000000",
                   "pointed: bitmap at offset 12: 66 are more than the 65 that there is "
                   "room for");
    init_pointed(&s, numbers, &part, buffer, bitmap);
    assert_refuses(
        &vmstate_pointed, &s, "00000000 00000000 80000000",
        "pointed: bitmap at offset 12: -2147483648 is no number of elements or "
        "bytes");
}

static void fewer_elements_than_there_is_room_for_are_fine(void **state)
{
    uint32_t numbers[2] = {0};
    Part part = {0};
    char buffer[] = "efgh";
    unsigned long bitmap[128 / BITS_PER_LONG] = {0};
    Variable s;
    init_pointed(&s, numbers, &part, buffer, bitmap);
    assert_loads(&vmstate_pointed, &s, "00000001 00000077 00000000 6162 00000000 0000");
    assert_int_equal(s.count32, 1);
    assert_int_equal(numbers[0], 0x77);
    assert_string_equal(buffer, "abgh");
}

static const VMStateDescription vmstate_unused = {
    .name = "unused",
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT32(count32, Variable),
            VMSTATE_UNUSED_VARRAY_UINT32(Variable, NULL, 0, count32, 1),
            VMSTATE_END_OF_LIST(),
        },
};

static void unused_elements_are_bounded_by_the_stream(void **state)
{
    Variable s = {0};
    assert_refuses(
        &vmstate_unused, &s, "ffffffff 0000",
        "unused: unused at offset 4: 4294967295 are more than the 2 bytes that "
        "are left");
    assert_loads(&vmstate_unused, &s, "00000002 ffff");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_stands_between_fields),
        cmocka_unit_test(fields_are_loaded_where_they_were),
        cmocka_unit_test(a_null_pointer_is_an_error),
        cmocka_unit_test(errors_name_the_way_to_the_field),
        cmocka_unit_test(embedded_arrays_have_as_many_elements_as_they_say),
        cmocka_unit_test(embedded_arrays_are_not_left),
        cmocka_unit_test(a_state_with_a_wrong_number_is_not_saved),
        cmocka_unit_test(pointed_arrays_are_saved_and_loaded),
        cmocka_unit_test(memory_behind_pointers_is_not_left),
        cmocka_unit_test(fewer_elements_than_there_is_room_for_are_fine),
        cmocka_unit_test(unused_elements_are_bounded_by_the_stream),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
