/* SPDX-License-Identifier: MIT */
/* Names, numbers and order of sections. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "migration/register.h"
#include "qom/object.h"
#include "runtime/snapshot.h"
#include "vmstate_fixture.h"

typedef struct Device {
    uint8_t value;
} Device;

static const VMStateField fields[] = {VMSTATE_UINT8(value, Device),
                                      VMSTATE_END_OF_LIST()};

static bool is_set(void *opaque)
{
    return ((Device *)opaque)->value != 0;
}

static const VMStateDescription plain = {.name = "plain", .fields = fields};
static const VMStateDescription late = {
    .name = "late", .priority = MIG_PRI_LOW, .fields = fields};
static const VMStateDescription early = {
    .name = "early", .priority = MIG_PRI_IOMMU, .fields = fields};
static const VMStateDescription sometimes = {
    .name = "sometimes", .needed = is_set, .fields = fields};

/* An object with a path. */

#define TYPE_NAMED "named"

static char *named_get_id(VMStateIf *obj)
{
    return g_strdup("bus/slot");
}

static void named_class_init(ObjectClass *class, const void *data)
{
    VMSTATE_IF_CLASS(class)->get_id = named_get_id;
}

static const TypeInfo named_info = {
    .name = TYPE_NAMED,
    .parent = TYPE_OBJECT,
    .instance_size = sizeof(Object),
    .class_init = named_class_init,
    .interfaces = (const InterfaceInfo[]){{TYPE_VMSTATE_IF}, {NULL}},
};

/* "NAME.number value " of each section that is saved. */
static char *sections(void)
{
    GByteArray *bytes = snapshot_save(&error_abort);
    QEMUFile *f = qemu_file_new_input(bytes->data, bytes->len);
    GString *text = g_string_new(NULL);
    qemu_file_skip(f, 8);
    while (qemu_get_byte(f) == 4) {
        char name[256];
        qemu_get_be32(f);
        qemu_get_counted_string(f, name);
        g_string_append_printf(text, "%s.%u ", name, qemu_get_be32(f));
        qemu_file_skip(f, 4);
        g_string_append_printf(text, "%d ", qemu_get_byte(f));
        qemu_file_skip(f, 5);
    }
    assert_int_equal(qemu_file_get_error(f), 0);
    qemu_file_free(f);
    g_byte_array_unref(bytes);
    return g_string_free(text, FALSE);
}

static void assert_sections(const char *expected)
{
    char *text = sections();
    assert_string_equal(text, expected);
    g_free(text);
}

static void sections_are_saved_by_priority_and_then_in_order(void **state)
{
    Device s[5] = {{1}, {2}, {3}, {4}, {5}};
    vmstate_register(NULL, 0, &late, &s[0]);
    vmstate_register(NULL, 0, &plain, &s[1]);
    vmstate_register(NULL, 0, &early, &s[2]);
    vmstate_register(NULL, 1, &plain, &s[3]);
    vmstate_register(NULL, 1, &early, &s[4]);
    assert_sections("early.0 3 early.1 5 plain.0 2 plain.1 4 late.0 1 ");
    vmstate_unregister(NULL, &plain, &s[1]);
    vmstate_unregister(NULL, &plain, &s[2]); /* not registered so */
    assert_sections("early.0 3 early.1 5 plain.1 4 late.0 1 ");
    vmstate_unregister(NULL, &early, &s[2]);
    vmstate_unregister(NULL, &plain, &s[3]);
    vmstate_unregister(NULL, &early, &s[4]);
    vmstate_unregister(NULL, &late, &s[0]);
    assert_sections("");
}

static void any_number_is_the_next_one(void **state)
{
    Device s[3] = {{1}, {2}, {3}};
    vmstate_register_any(NULL, &plain, &s[0]);
    vmstate_register(NULL, 6, &plain, &s[1]);
    vmstate_register_any(NULL, &plain, &s[2]);
    assert_sections("plain.0 1 plain.6 2 plain.7 3 ");
    for (int i = 0; i < 3; i++) {
        vmstate_unregister(NULL, &plain, &s[i]);
    }
}

static void a_section_that_is_not_needed_is_not_saved(void **state)
{
    Device s = {0};
    GByteArray *bytes;
    vmstate_register_any(NULL, &sometimes, &s);
    assert_sections("");
    bytes = snapshot_save(&error_abort);
    s.value = 9;
    assert_sections("sometimes.0 9 ");
    /* It keeps its state where the stream has none. */
    assert_int_equal(snapshot_load(bytes->data, bytes->len, &error_abort),
                     SNAPSHOT_LOADED);
    assert_int_equal(s.value, 9);
    g_byte_array_unref(bytes);
    vmstate_unregister(NULL, &sometimes, &s);
}

static void load_one(const char *name_hex, uint32_t instance, uint8_t value,
                     SnapshotResult expected)
{
    char *hex = g_strdup_printf("5145564d 00000003 04 00000005 %s %08x 00000000 %02x"
                                "7e 00000005 00",
                                name_hex, instance, value);
    GByteArray *bytes = bytes_from_hex(hex);
    Error *err = NULL;
    assert_int_equal(snapshot_load(bytes->data, bytes->len, &err), expected);
    error_free(err);
    g_byte_array_unref(bytes);
    g_free(hex);
}

static void an_object_with_a_path_has_it_before_its_name(void **state)
{
    Object *obj = object_new(TYPE_NAMED);
    Device s = {1};
    vmstate_register(VMSTATE_IF(obj), 5, &plain, &s);
    assert_sections("bus/slot/plain.0 1 ");
    load_one("0e 6275732f736c6f742f706c61696e", 0, 2, SNAPSHOT_LOADED);
    assert_int_equal(s.value, 2);
    /* As a stream without paths has it. */
    load_one("05 706c61696e", 5, 3, SNAPSHOT_LOADED);
    assert_int_equal(s.value, 3);
    load_one("05 706c61696e", 0, 4, SNAPSHOT_REFUSED);
    assert_int_equal(s.value, 3);
    vmstate_unregister(VMSTATE_IF(obj), &plain, &s);
    object_unref(obj);
}

static void an_alias_is_another_number_to_load_from(void **state)
{
    Device s = {1};
    assert_int_equal(
        vmstate_register_with_alias_id(NULL, 3, &plain, &s, 8, 0, &error_abort), 0);
    load_one("05 706c61696e", 8, 2, SNAPSHOT_LOADED);
    load_one("05 706c61696e", 3, 4, SNAPSHOT_LOADED);
    assert_int_equal(s.value, 4);
    load_one("05 706c61696e", 9, 5, SNAPSHOT_REFUSED);
    vmstate_unregister(NULL, &plain, &s);
}

static void a_name_and_number_that_are_taken_are_refused(void **state)
{
    Device s[2] = {{1}, {2}};
    Error *err = NULL;
    vmstate_register(NULL, 3, &plain, &s[0]);
    assert_int_equal(vmstate_register_with_alias_id(NULL, 3, &plain, &s[1], -1, 0, &err),
                     -1);
    assert_error(err, "a section 'plain' with the number 3 exists already");
    assert_sections("plain.3 1 ");
    vmstate_unregister(NULL, &plain, &s[0]);
}

static void a_name_that_is_too_long_is_refused(void **state)
{
    char *name = g_strnfill(256, 'n');
    VMStateDescription vmsd = {.name = name, .fields = fields};
    Device s = {1};
    Error *err = NULL;
    assert_int_equal(vmstate_register_with_alias_id(NULL, 0, &vmsd, &s, -1, 0, &err), -1);
    error_free_or_abort(&err);
    name[255] = '\0';
    assert_int_equal(
        vmstate_register_with_alias_id(NULL, 0, &vmsd, &s, -1, 0, &error_abort), 0);
    vmstate_unregister(NULL, &vmsd, &s);
    g_free(name);
}

static void register_twice(void *opaque)
{
    Device s = {1};
    vmstate_register(NULL, 0, &plain, &s);
    vmstate_register(NULL, 0, &plain, &s);
}

static void nobody_overlooks_a_section_that_is_refused(void **state)
{
    assert_exits(register_twice, NULL, 1,
                 "a section 'plain' with the number 0 exists already");
}

static void save_nothing(QEMUFile *f, void *opaque)
{
    qemu_put_byte(f, ((Device *)opaque)->value);
}

static void handlers_without_a_save_have_no_section(void **state)
{
    static const SaveVMHandlers none = {.save_state = NULL};
    static const SaveVMHandlers only_save = {.save_state = save_nothing};
    Device s = {1};
    assert_int_equal(register_savevm_live("none", 0, 0, &none, &s), 0);
    assert_int_equal(
        register_savevm_live("out", (uint32_t)VMSTATE_INSTANCE_ID_ANY, 0, &only_save, &s),
        0);
    assert_sections("out.0 1 ");
    load_one("03 6f7574", 0, 2, SNAPSHOT_REFUSED);
    unregister_savevm(NULL, "none", &s);
    unregister_savevm(NULL, "out", &s);
    assert_sections("");
}

static int set_up(void **state)
{
    module_call_init(MODULE_INIT_QOM);
    type_register_static(&named_info);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_are_saved_by_priority_and_then_in_order),
        cmocka_unit_test(any_number_is_the_next_one),
        cmocka_unit_test(a_section_that_is_not_needed_is_not_saved),
        cmocka_unit_test(an_object_with_a_path_has_it_before_its_name),
        cmocka_unit_test(an_alias_is_another_number_to_load_from),
        cmocka_unit_test(a_name_and_number_that_are_taken_are_refused),
        cmocka_unit_test(a_name_that_is_too_long_is_refused),
        cmocka_unit_test(nobody_overlooks_a_section_that_is_refused),
        cmocka_unit_test(handlers_without_a_save_have_no_section),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
