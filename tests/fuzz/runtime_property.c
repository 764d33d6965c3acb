/* SPDX-License-Identifier: MIT */
/*
 * Sets properties of every kind from any text: lines "name=value". A value that is
 * refused comes with an error and changes nothing; one that is taken is printed as a text
 * that means the same.
 */
#include "qemu/osdep.h"

#include "hw/qdev-properties-system.h"
#include "qapi/error.h"
#include "qemu/main-loop.h"
#include "qemu/module.h"
#include "runtime/chardev.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The sanitizer measures all that is left of a list at each of its commas. */
#define LONGEST_INPUT ((size_t)512)

#define TYPE_FUZZED "fuzzed-device"
OBJECT_DECLARE_SIMPLE_TYPE(FuzzedState, FUZZED)

struct FuzzedState {
    DeviceState parent_obj;
    uint8_t u8;
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
    uint64_t masked;
    int32_t i32;
    int64_t i64;
    uint64_t size;
    uint32_t size32;
    bool flag;
    uint32_t bits;
    uint64_t bits64;
    OnOffAutoBit64 auto_bits;
    OnOffAuto mode;
    char *text;
    Object *peer;
    CharFrontend chr;
    QemuUUID uuid;
    EndianMode endian;
    LostTickPolicy ticks;
    uint32_t num_words;
    uint16_t *words;
    uint32_t num_names;
    char **names;
};

static const Property fuzzed_properties[] = {
    DEFINE_PROP_UINT8("u8", FuzzedState, u8, 8),
    DEFINE_PROP_UINT16("u16", FuzzedState, u16, 16),
    DEFINE_PROP_UINT32("u32", FuzzedState, u32, 32),
    DEFINE_PROP_UINT64("u64", FuzzedState, u64, 64),
    DEFINE_PROP_UINT64_CHECKMASK("masked", FuzzedState, masked, 0xf0f0),
    DEFINE_PROP_INT32("i32", FuzzedState, i32, -32),
    DEFINE_PROP_INT64("i64", FuzzedState, i64, -64),
    DEFINE_PROP_SIZE("size", FuzzedState, size, 4096),
    DEFINE_PROP_SIZE32("size32", FuzzedState, size32, 4096),
    DEFINE_PROP_BOOL("flag", FuzzedState, flag, true),
    DEFINE_PROP_BIT("bit", FuzzedState, bits, 31, false),
    DEFINE_PROP_BIT64("bit64", FuzzedState, bits64, 63, true),
    DEFINE_PROP_ON_OFF_AUTO_BIT64("autobit", FuzzedState, auto_bits, 40,
                                  ON_OFF_AUTO_AUTO),
    DEFINE_PROP_ON_OFF_AUTO("mode", FuzzedState, mode, ON_OFF_AUTO_ON),
    DEFINE_PROP_STRING("text", FuzzedState, text),
    DEFINE_PROP_LINK("peer", FuzzedState, peer, TYPE_FUZZED, Object *),
    DEFINE_PROP_CHR("chardev", FuzzedState, chr),
    DEFINE_PROP_UUID("uuid", FuzzedState, uuid),
    DEFINE_PROP_ENDIAN("endian", FuzzedState, endian, ENDIAN_MODE_BIG),
    DEFINE_PROP_LOSTTICKPOLICY("ticks", FuzzedState, ticks, LOST_TICK_POLICY_SLEW),
    DEFINE_PROP_ARRAY("words", FuzzedState, num_words, words, qdev_prop_uint16, uint16_t),
    DEFINE_PROP_ARRAY("names", FuzzedState, num_names, names, qdev_prop_string, char *),
};

static void fuzzed_finalize(Object *obj)
{
    g_free(FUZZED(obj)->words);
    g_free(FUZZED(obj)->names);
}

static void fuzzed_class_init(ObjectClass *klass, const void *data)
{
    device_class_set_props(DEVICE_CLASS(klass), fuzzed_properties);
}

static const TypeInfo fuzzed_types[] = {
    {
        .name = TYPE_FUZZED,
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(FuzzedState),
        .instance_finalize = fuzzed_finalize,
        .class_init = fuzzed_class_init,
    },
};
DEFINE_TYPES(fuzzed_types)

static void make_machine(void)
{
    Object *other;

    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    bql_lock();
    other = object_new(TYPE_FUZZED);
    object_property_add_child(object_get_root(), "other", other);
    object_unref(other);
    chardev_new("free", "null", &error_abort);
}

static char *print(Object *obj, const char *name)
{
    return object_property_print(obj, name, false, NULL);
}

/* Set it to what it is said to be. A front end cannot be connected once more. */
static void check_taken(Object *obj, const char *name)
{
    g_autofree char *printed = print(obj, name);
    g_autofree char *again = NULL;

    if (!printed || strcmp(name, "chardev") == 0) {
        return;
    }
    object_property_parse(obj, name, printed, &error_abort);
    again = print(obj, name);
    g_assert_cmpstr(printed, ==, again);
}

static void set(Object *obj, const char *name, const char *value)
{
    g_autofree char *before = print(obj, name);
    Error *err = NULL;

    if (object_property_parse(obj, name, value, &err)) {
        g_assert(!err);
        check_taken(obj, name);
    } else {
        g_autofree char *after = print(obj, name);
        g_assert(err);
        g_assert_cmpstr(before, ==, after);
    }
    error_free(err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, MIN(size, LONGEST_INPUT));
    g_auto(GStrv) lines = g_strsplit(text, "\n", 32);
    Object *obj;

    if (!bql_locked()) {
        make_machine();
    }
    obj = object_new(TYPE_FUZZED);
    for (char **line = lines; *line; line++) {
        char *value = strchr(*line, '=');
        if (value) {
            *value++ = '\0';
            set(obj, *line, value);
        }
    }
    object_unref(obj);
    return 0;
}
