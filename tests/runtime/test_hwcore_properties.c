/* SPDX-License-Identifier: MIT */
/* Each kind of a device's properties: its default, its texts, and what it refuses. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "hw/qdev-properties-system.h"
#include "hwcore_fixture.h"
#include "runtime/chardev.h"

#define TYPE_KINDS "test-kinds"
OBJECT_DECLARE_SIMPLE_TYPE(KindsState, KINDS)

struct KindsState {
    DeviceState parent_obj;
    uint64_t masked;
    uint32_t size32;
    uint64_t size;
    uint32_t bits;
    uint64_t bits64;
    OnOffAutoBit64 auto_bits;
    OnOffAuto mode;
    CharFrontend chr;
    QemuUUID uuid;
    EndianMode endian;
    LostTickPolicy ticks;
    uint8_t u8;
    uint16_t u16;
    int32_t i32;
    uint64_t u64;
};

static const Property kinds_properties[] = {
    DEFINE_PROP_UINT64_CHECKMASK("masked", KindsState, masked, 0xf0),
    DEFINE_PROP_SIZE32("size32", KindsState, size32, 4096),
    DEFINE_PROP_SIZE("size", KindsState, size, UINT64_C(1) << 40),
    DEFINE_PROP_BIT("bit", KindsState, bits, 31, true),
    DEFINE_PROP_BIT64("bit64", KindsState, bits64, 63, true),
    DEFINE_PROP_ON_OFF_AUTO_BIT64("auto-bit", KindsState, auto_bits, 40,
                                  ON_OFF_AUTO_AUTO),
    DEFINE_PROP_ON_OFF_AUTO("mode", KindsState, mode, ON_OFF_AUTO_ON),
    DEFINE_PROP_CHR("chardev", KindsState, chr),
    DEFINE_PROP_UUID("uuid", KindsState, uuid),
    DEFINE_PROP_ENDIAN("endian", KindsState, endian, ENDIAN_MODE_BIG),
    DEFINE_PROP_LOSTTICKPOLICY("ticks", KindsState, ticks, LOST_TICK_POLICY_SLEW),
    DEFINE_PROP_UINT8("u8", KindsState, u8, 8),
    DEFINE_PROP_UINT16("u16", KindsState, u16, 16),
    DEFINE_PROP_INT32("i32", KindsState, i32, -32),
    DEFINE_PROP_UINT64("u64", KindsState, u64, 64),
};

static void kinds_class_init(ObjectClass *klass, const void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), kinds_properties);
}

static const TypeInfo kinds_types[] = {
    {
        .name = TYPE_KINDS,
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(KindsState),
        .class_init = kinds_class_init,
    },
};
DEFINE_TYPES(kinds_types)

static int make_device(void **state)
{
    *state = qdev_new(TYPE_KINDS);
    return 0;
}

static int drop_device(void **state)
{
    object_unref(*state);
    return 0;
}

static void assert_prints(void *obj, const char *name, const char *expected)
{
    g_autofree char *text = object_property_print(obj, name, false, &error_abort);

    assert_string_equal(text, expected);
}

static void assert_takes(void *obj, const char *name, const char *text,
                         const char *printed)
{
    object_property_parse(obj, name, text, &error_abort);
    assert_prints(obj, name, printed);
}

static void assert_refuses(void *obj, const char *name, const char *text,
                           const char *message)
{
    g_autofree char *before = object_property_print(obj, name, false, &error_abort);
    Error *err = NULL;

    assert_fails(object_property_parse(obj, name, text, &err), &err, message);
    assert_prints(obj, name, before);
}

static void members_begin_with_their_defaults(void **state)
{
    static const char *const defaults[][2] = {
        {"masked", "0"},   {"size32", "4096"}, {"size", "1099511627776"},
        {"bit", "true"},   {"bit64", "true"},  {"auto-bit", "auto"},
        {"mode", "on"},    {"chardev", ""},    {"endian", "big"},
        {"ticks", "slew"}, {"u8", "8"},        {"u16", "16"},
        {"i32", "-32"},    {"u64", "64"},
    };

    for (size_t i = 0; i < ARRAY_SIZE(defaults); i++) {
        assert_prints(*state, defaults[i][0], defaults[i][1]);
    }
}

static void numbers_have_limits(void **state)
{
    assert_takes(*state, "masked", "0xa0", "160");
    assert_refuses(*state, "masked", "0x1a0", "outside of the mask 0xf0");
    assert_takes(*state, "size32", "4095M", "4293918720");
    assert_refuses(*state, "size32", "4G", "maximum: 4294967295");
    assert_refuses(*state, "size32", "much", "size32");
    assert_takes(*state, "size", "1.5K", "1536");
    assert_refuses(*state, "u8", "256", "u8");
    assert_refuses(*state, "i32", "2147483648", "i32");
}

static void bits_leave_their_neighbours_alone(void **state)
{
    KindsState *s = *state;

    s->bits = UINT32_MAX;
    s->bits64 = 1;
    assert_takes(s, "bit", "off", "false");
    assert_int_equal(s->bits, INT32_MAX);
    assert_refuses(s, "bit", "maybe", "bit");
    assert_takes(s, "bit64", "no", "false");
    assert_takes(s, "bit64", "yes", "true");
    assert_int_equal(s->bits64, UINT64_C(1) << 63 | 1);
    assert_refuses(s, "bit64", "2", "bit64");
}

static void third_state_of_a_bit_has_a_word_of_its_own(void **state)
{
    KindsState *s = *state;
    uint64_t bit = UINT64_C(1) << 40;

    assert_int_equal(s->auto_bits.auto_bits, bit);
    assert_takes(s, "auto-bit", "on", "on");
    assert_true(s->auto_bits.on_bits == bit && s->auto_bits.auto_bits == 0);
    assert_takes(s, "auto-bit", "off", "off");
    assert_true(s->auto_bits.on_bits == 0 && s->auto_bits.auto_bits == 0);
    assert_takes(s, "auto-bit", "auto", "auto");
    assert_refuses(s, "auto-bit", "both", "both");
}

static void values_have_names(void **state)
{
    assert_takes(*state, "mode", "auto", "auto");
    assert_takes(*state, "endian", "little", "little");
    assert_refuses(*state, "endian", "middle", "middle");
    assert_takes(*state, "ticks", "delay", "delay");
    qdev_prop_set_enum(*state, "ticks", LOST_TICK_POLICY_DISCARD);
    assert_prints(*state, "ticks", "discard");
}

static void uuid_is_random_or_given(void **state)
{
    KindsState *s = *state;
    QemuUUID first = s->uuid;

    assert_false(qemu_uuid_is_null(&first));
    object_property_parse(OBJECT(s), "uuid", "auto", &error_abort);
    assert_false(qemu_uuid_is_equal(&first, &s->uuid));
    assert_takes(s, "uuid", "00112233-4455-6677-8899-AABBCCDDEEFF",
                 "00112233-4455-6677-8899-aabbccddeeff");
    assert_refuses(s, "uuid", "00112233", "doesn't take value '00112233'");
}

static void chardev_is_taken_once_and_by_its_label(void **state)
{
    Chardev *chr = chardev_new("kinds", "null", &error_abort);
    KindsState *other = KINDS(qdev_new(TYPE_KINDS));

    assert_refuses(*state, "chardev", "nobody", "can't find value 'nobody'");
    assert_takes(*state, "chardev", "kinds", "kinds");
    assert_refuses(*state, "chardev", "kinds", "set already");
    assert_refuses(other, "chardev", "kinds", "can't take value 'kinds'");
    assert_takes(*state, "chardev", "", "");
    assert_takes(other, "chardev", "kinds", "kinds");
    object_unref(other);
    object_unparent(OBJECT(chr));
}

static void setters_are_for_boards(void **state)
{
    KindsState *s = *state;

    qdev_prop_set_uint8(DEVICE(s), "u8", 1);
    qdev_prop_set_uint16(DEVICE(s), "u16", 2);
    qdev_prop_set_int32(DEVICE(s), "i32", -3);
    qdev_prop_set_uint64(DEVICE(s), "u64", UINT64_MAX);
    assert_true(s->u8 == 1 && s->u16 == 2 && s->i32 == -3 && s->u64 == UINT64_MAX);
}

static void set_too_much(void *dev)
{
    qdev_prop_set_uint64(dev, "masked", 1);
}

static void board_that_sets_what_is_refused_aborts(void **state)
{
    assert_aborts(set_too_much, *state, "test-kinds.masked: 0x1 has bits");
}

static void container_shows_what_its_device_has(void **state)
{
    Object *container = object_new(TYPE_CONTAINER);
    KindsState *s = *state;

    qdev_alias_all_properties(DEVICE(s), container);
    assert_takes(container, "u16", "1000", "1000");
    assert_int_equal(s->u16, 1000);
    object_unref(container);
}

static void failures_have_one_text_for_each_reason(void **state)
{
    static const struct {
        int ret;
        const char *text;
    } reasons[] = {
        {-EEXIST, "'test-kinds.p' can't take value 'v', it's in use"},
        {-ENOENT, "'test-kinds.p' can't find value 'v'"},
        {-EINVAL, "'test-kinds.p' doesn't take value 'v'"},
    };
    Error *err = NULL;

    for (size_t i = 0; i < ARRAY_SIZE(reasons); i++) {
        error_set_from_qdev_prop_error(&err, reasons[i].ret, *state, "p", "v");
        assert_fails(false, &err, reasons[i].text);
    }
    error_set_from_qdev_prop_error(&err, 0, *state, "p", "v");
    assert_null(err);
}

int main(void)
{
#define KINDS_TEST(name) cmocka_unit_test_setup_teardown(name, make_device, drop_device)
    const struct CMUnitTest tests[] = {
        KINDS_TEST(members_begin_with_their_defaults),
        KINDS_TEST(numbers_have_limits),
        KINDS_TEST(bits_leave_their_neighbours_alone),
        KINDS_TEST(third_state_of_a_bit_has_a_word_of_its_own),
        KINDS_TEST(values_have_names),
        KINDS_TEST(uuid_is_random_or_given),
        KINDS_TEST(chardev_is_taken_once_and_by_its_label),
        KINDS_TEST(setters_are_for_boards),
        KINDS_TEST(board_that_sets_what_is_refused_aborts),
        KINDS_TEST(container_shows_what_its_device_has),
        KINDS_TEST(failures_have_one_text_for_each_reason),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
