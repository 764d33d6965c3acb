/* SPDX-License-Identifier: MIT */
/* The JSON description of what is saved. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qobject/json-writer.h"
#include "vmstate_fixture.h"

typedef struct Part {
    uint8_t x;
    uint8_t y;
} Part;

static bool always(void *opaque, int version_id)
{
    return true;
}

static const VMStateDescription vmstate_part = {
    .name = "part",
    .fields = (const VMStateField[]){VMSTATE_UINT8(x, Part), VMSTATE_END_OF_LIST()},
};

static const VMStateDescription vmstate_varying = {
    .name = "varying",
    .fields = (const VMStateField[]){VMSTATE_UINT8_TEST(y, Part, always),
                                     VMSTATE_END_OF_LIST()},
};

typedef struct Whole {
    Part parts[2];
    Part one[1];
    uint16_t words[3];
    Part *pointers[4];
} Whole;

static const VMStateDescription vmstate_extra = {
    .name = "whole/extra",
    .version_id = 4,
    .fields = (const VMStateField[]){VMSTATE_UNUSED(2), VMSTATE_END_OF_LIST()},
};

static const VMStateDescription vmstate_whole = {
    .name = "whole",
    .version_id = 3,
    .fields =
        (const VMStateField[]){
            VMSTATE_STRUCT_ARRAY(parts, Whole, 2, 0, vmstate_part, Part),
            VMSTATE_STRUCT_ARRAY(parts, Whole, 2, 0, vmstate_varying, Part),
            VMSTATE_STRUCT_ARRAY(one, Whole, 1, 0, vmstate_part, Part),
            VMSTATE_UINT16_ARRAY(words, Whole, 3),
            VMSTATE_VSTRUCT(one[0], Whole, vmstate_part, Part, 0),
            VMSTATE_ARRAY_OF_POINTER_TO_STRUCT(pointers, Whole, 4, 0, vmstate_part, Part),
            VMSTATE_VALIDATE("fine", always),
            VMSTATE_END_OF_LIST(),
        },
    .subsections = (const VMStateDescription *const[]){&vmstate_extra, NULL},
};

#define X_STRUCT                                                                         \
    "\"type\": \"struct\", \"struct\": {\"vmsd_name\": \"part\", \"version\": 0, "       \
    "\"fields\": [{\"name\": \"x\", \"type\": \"uint8\", \"size\": 1}]}, \"size\": 1}"
#define Y_STRUCT                                                                         \
    "\"type\": \"struct\", \"struct\": {\"vmsd_name\": \"varying\", \"version\": 0, "    \
    "\"fields\": [{\"name\": \"y\", \"type\": \"uint8\", \"size\": 1}]}, \"size\": 1}"

static const char expected[] =
    "{\"vmsd_name\": \"whole\", \"version\": 3, \"fields\": ["
    /* Elements that are all alike have one entry; those that may differ one each. */
    "{\"name\": \"parts[0]\", \"array_len\": 2, " X_STRUCT ", "
    "{\"name\": \"parts[1]\", \"index\": 0, " Y_STRUCT ", "
    "{\"name\": \"parts[1]\", \"index\": 1, " Y_STRUCT ", "
    "{\"name\": \"one\", " X_STRUCT ", "
    "{\"name\": \"words\", \"array_len\": 3, \"type\": \"uint16\", \"size\": 2}, "
    "{\"name\": \"one[0]\", \"type\": \"vstruct\", \"vmsd_name\": \"part\", "
    "\"version\": 0, \"fields\": [{\"name\": \"x\", \"type\": \"uint8\", \"size\": 1}], "
    "\"size\": 1}, "
    "{\"name\": \"pointers\", " X_STRUCT ", "
    "{\"name\": \"pointers\", \"array_len\": 2, \"type\": \"nullptr\", \"size\": 1}, "
    "{\"name\": \"pointers\", " X_STRUCT "], "
    "\"subsections\": [{\"vmsd_name\": \"whole/extra\", \"version\": 4, \"fields\": ["
    "{\"name\": \"unused\", \"type\": \"unused_buffer\", \"size\": 2}]}]}";

static void everything_that_is_saved_is_described(void **state)
{
    Whole s = {.words = {1, 2, 3}};
    QEMUFile *f = qemu_file_new_output();
    JSONWriter *vmdesc = json_writer_new(false);
    s.pointers[0] = &s.parts[0];
    s.pointers[3] = &s.parts[1];
    json_writer_start_object(vmdesc, NULL);
    assert_int_equal(vmstate_save_state(f, &vmstate_whole, &s, vmdesc, &error_abort), 0);
    json_writer_end_object(vmdesc);
    assert_string_equal(json_writer_get(vmdesc), expected);
    json_writer_free(vmdesc);
    qemu_file_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_that_is_saved_is_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
