/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qapi/visitor.h"
#include "qom/object.h"
#include "qom_abort.h"

typedef enum Mood {
    MOOD_CALM,
    MOOD_WILD,
    MOOD__MAX
} Mood;

static const QEnumLookup mood_lookup = {
    .array = (const char *const[]){[MOOD_CALM] = "calm", [MOOD_WILD] = "wild"},
    .size = MOOD__MAX,
};

#define TYPE_PET "p-pet"
OBJECT_DECLARE_SIMPLE_TYPE(Pet, PET)
struct Pet {
    Object parent_obj;
    char *name;
    bool tame;
    int mood;
    int64_t level;
    uint8_t u8;
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
    unsigned releases;
};
OBJECT_DEFINE_SIMPLE_TYPE(Pet, pet, PET, OBJECT)

static uint32_t shared_by_class = 77;

static char *get_name(Object *obj, Error **errp)
{
    if (!PET(obj)->name) {
        error_setg(errp, "nobody named it");
    }
    return g_strdup(PET(obj)->name);
}

static void set_name(Object *obj, const char *value, Error **errp)
{
    if (!*value) {
        error_setg(errp, "a name has letters");
        return;
    }
    g_free(PET(obj)->name);
    PET(obj)->name = g_strdup(value);
}

static bool get_tame(Object *obj, Error **errp)
{
    (void)errp;
    return PET(obj)->tame;
}

static void set_tame(Object *obj, bool value, Error **errp)
{
    (void)errp;
    PET(obj)->tame = value;
}

static int get_mood(Object *obj, Error **errp)
{
    (void)errp;
    return PET(obj)->mood;
}

static void set_mood(Object *obj, int value, Error **errp)
{
    (void)errp;
    PET(obj)->mood = value;
}

static void get_born(Object *obj, struct tm *time, Error **errp)
{
    (void)obj;
    (void)errp;
    time->tm_year = 124;
    time->tm_mon = 1;
    time->tm_mday = 29;
    time->tm_sec = 59;
}

static void access_level(Object *obj, Visitor *v, const char *name, void *opaque,
                         Error **errp)
{
    assert_ptr_equal(opaque, &shared_by_class);
    visit_type_int(v, name, &PET(obj)->level, errp);
}

static void pet_init(Object *obj)
{
    Pet *pet = PET(obj);

    object_property_add_uint8_ptr(obj, "u8", &pet->u8, OBJ_PROP_FLAG_READWRITE);
    object_property_add_uint16_ptr(obj, "u16", &pet->u16, OBJ_PROP_FLAG_READWRITE);
    object_property_add_uint32_ptr(obj, "u32", &pet->u32, OBJ_PROP_FLAG_READ);
    object_property_add_uint64_ptr(obj, "u64", &pet->u64, OBJ_PROP_FLAG_WRITE);
    object_property_set_description(obj, "u8", "eight bits");
}

static void pet_finalize(Object *obj)
{
    g_free(PET(obj)->name);
}

static void pet_class_init(ObjectClass *klass, const void *data)
{
    ObjectProperty *prop;

    (void)data;
    object_class_property_add_str(klass, "name", get_name, set_name);
    prop = object_class_property_add_bool(klass, "tame", get_tame, set_tame);
    object_property_set_default_bool(prop, true);
    prop = object_class_property_add_enum(klass, "mood", "Mood", &mood_lookup, get_mood,
                                          set_mood);
    object_property_set_default_str(prop, "wild");
    prop = object_class_property_add(klass, "level", "int", access_level, access_level,
                                     NULL, &shared_by_class);
    object_property_set_default_int(prop, -4);
    object_class_property_add_tm(klass, "born", get_born);
    object_class_property_add_uint32_ptr(klass, "shared", &shared_by_class,
                                         OBJ_PROP_FLAG_READWRITE);
    object_class_property_set_description(klass, "tame", "whether it bites");
}

static Object *pet_in_tree(void)
{
    Object *obj = object_new(TYPE_PET);

    object_property_add_child(object_get_root(), "pet", obj);
    object_unref(obj);
    return obj;
}

/* The error says all the words and is freed. */
static void assert_error(Error *err, const char *const *words)
{
    assert_non_null(err);
    for (; *words; words++) {
        if (!strstr(error_get_pretty(err), *words)) {
            fail_msg("no '%s' in: %s", *words, error_get_pretty(err));
        }
    }
    error_free(err);
}
#define ASSERT_ERROR(err, ...) assert_error(err, (const char *const[]){__VA_ARGS__, NULL})

/* --- values ------------------------------------------------------------------------- */

static void defaults_are_set_before_instances_are_initialized(void **state)
{
    g_autoptr(Pet) pet = PET(object_new(TYPE_PET));

    (void)state;
    assert_true(pet->tame);
    assert_int_equal(pet->mood, MOOD_WILD);
    assert_int_equal(pet->level, -4);
    assert_null(pet->name);
}

static void typed_values_go_in_and_come_out(void **state)
{
    g_autoptr(Object) obj = object_new(TYPE_PET);
    Pet *pet = PET(obj);
    char *text;

    (void)state;
    assert_true(object_property_set_str(obj, "name", "Rex", &error_abort));
    text = object_property_get_str(obj, "name", &error_abort);
    assert_string_equal(text, "Rex");
    g_free(text);
    assert_true(object_property_set_bool(obj, "tame", false, &error_abort));
    assert_false(object_property_get_bool(obj, "tame", &error_abort));
    assert_true(object_property_set_str(obj, "mood", "calm", &error_abort));
    assert_int_equal(object_property_get_enum(obj, "mood", "Mood", &error_abort), 0);
    assert_true(object_property_set_int(obj, "level", INT64_MIN, &error_abort));
    assert_true(object_property_get_int(obj, "level", &error_abort) == INT64_MIN);
    assert_true(object_property_set_uint(obj, "u16", 65535, &error_abort));
    assert_int_equal(pet->u16, 65535);
    assert_true(object_property_set_uint(obj, "u64", UINT64_MAX, &error_abort));
    assert_true(pet->u64 == UINT64_MAX);
    assert_true(object_property_set_int(obj, "u64", -2, &error_abort));
    assert_true(pet->u64 == UINT64_MAX - 1);
    pet->u32 = UINT32_MAX;
    assert_int_equal(object_property_get_uint(obj, "u32", &error_abort), UINT32_MAX);
    assert_int_equal(object_property_get_int(obj, "u32", &error_abort), UINT32_MAX);
    text = object_property_get_str(obj, "type", &error_abort);
    assert_string_equal(text, TYPE_PET);
    g_free(text);
}

static void text_is_parsed_and_printed(void **state)
{
    static const char *const pairs[][2] = {{"name", "a,b"},
                                           {"tame", "true"},
                                           {"mood", "calm"},
                                           {"level", "-12"},
                                           {"u8", "255"}};
    g_autoptr(Object) obj = object_new(TYPE_PET);
    char *text;

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
        assert_true(object_property_parse(obj, pairs[i][0], pairs[i][1], &error_abort));
        text = object_property_print(obj, pairs[i][0], false, &error_abort);
        assert_string_equal(text, pairs[i][1]);
        g_free(text);
    }
    assert_true(object_property_parse(obj, "u16", "0x10", &error_abort));
    text = object_property_print(obj, "u16", true, &error_abort);
    assert_string_equal(text, "16 (0x10)");
    g_free(text);
    text = object_property_print(obj, "born", false, &error_abort);
    assert_string_equal(text, "{tm_year=124,tm_mon=1,tm_mday=29,tm_hour=0,tm_min=0,"
                              "tm_sec=59}");
    g_free(text);
}

static void a_class_variable_is_one_for_all_objects(void **state)
{
    g_autoptr(Object) a = object_new(TYPE_PET);
    g_autoptr(Object) b = object_new(TYPE_PET);

    (void)state;
    assert_true(object_property_set_uint(a, "shared", 5, &error_abort));
    assert_int_equal(object_property_get_uint(b, "shared", &error_abort), 5);
    shared_by_class = 77;
}

/* --- refusals ----------------------------------------------------------------------- */

static void
a_value_of_the_wrong_kind_is_refused_with_object_type_and_property(void **state)
{
    Object *obj = pet_in_tree();
    Pet *pet = PET(obj);
    Error *err = NULL;

    (void)state;
    assert_false(object_property_set_str(obj, "u8", "12", &err));
    ASSERT_ERROR(err, "'p-pet.u8'", "'/pet'", "expects an integer", "\"12\" (a string)");
    err = NULL;
    assert_false(object_property_set_int(obj, "tame", 1, &err));
    ASSERT_ERROR(err, "'p-pet.tame'", "expects a boolean", "1 (an integer)");
    err = NULL;
    assert_false(object_property_set_bool(obj, "name", true, &err));
    ASSERT_ERROR(err, "'p-pet.name'", "expects a string", "true (a boolean)");
    err = NULL;
    assert_false(object_property_set_uint(obj, "level", UINT64_MAX, &err));
    ASSERT_ERROR(err, "'p-pet.level'", "with a sign");
    err = NULL;
    assert_false(object_property_set_int(obj, "u8", 256, &err));
    ASSERT_ERROR(err, "'p-pet.u8'", "from 0 to 255, not 256");
    err = NULL;
    assert_false(object_property_set_int(obj, "u8", -1, &err));
    ASSERT_ERROR(err, "'p-pet.u8'", "not -1");
    err = NULL;
    assert_false(object_property_set_str(obj, "mood", "sad", &err));
    ASSERT_ERROR(err, "'p-pet.mood'", "'sad'", "calm, wild");
    err = NULL;
    assert_false(object_property_set_str(obj, "name", "", &err));
    ASSERT_ERROR(err, "'p-pet.name'", "a name has letters");
    assert_int_equal(pet->u8, 0);
    assert_int_equal(pet->mood, MOOD_WILD);
    assert_true(pet->tame);
    assert_false(object_property_set_str(obj, "name", "", NULL));
    object_unparent(obj);
}

static void reading_as_another_kind_is_refused(void **state)
{
    Object *obj = pet_in_tree();
    Error *err = NULL;

    (void)state;
    assert_null(object_property_get_str(obj, "tame", &err));
    ASSERT_ERROR(err, "'p-pet.tame'", "'/pet'", "is a boolean, not a string");
    err = NULL;
    assert_false(object_property_get_bool(obj, "mood", &err));
    ASSERT_ERROR(err, "'p-pet.mood'", "\"wild\" is a string, not a boolean");
    err = NULL;
    assert_int_equal(object_property_get_int(obj, "tame", &err), -1);
    ASSERT_ERROR(err, "'p-pet.tame'", "not an integer");
    err = NULL;
    assert_int_equal(object_property_get_uint(obj, "level", &err), 0);
    ASSERT_ERROR(err, "'p-pet.level'", "-4 is an integer, not an integer without a sign");
    err = NULL;
    assert_int_equal(object_property_get_enum(obj, "mood", "Weather", &err), -1);
    ASSERT_ERROR(err, "'p-pet.mood'", "'Mood'", "'Weather'");
    err = NULL;
    assert_null(object_property_get_str(obj, "name", &err));
    ASSERT_ERROR(err, "'p-pet.name'", "nobody named it");
    err = NULL;
    assert_null(object_property_get_str(obj, "born", &err));
    ASSERT_ERROR(err, "'p-pet.born'", "a record");
    object_unparent(obj);
}

static void what_is_not_there_or_not_allowed_is_refused(void **state)
{
    Object *obj = pet_in_tree();
    Error *err = NULL;

    (void)state;
    assert_false(object_property_set_int(obj, "wings", 2, &err));
    ASSERT_ERROR(err, "'p-pet.wings' not found", "'/pet'");
    err = NULL;
    assert_false(object_property_set_uint(obj, "u32", 2, &err));
    ASSERT_ERROR(err, "'p-pet.u32'", "cannot be set");
    err = NULL;
    assert_int_equal(object_property_get_uint(obj, "u64", &err), 0);
    ASSERT_ERROR(err, "'p-pet.u64'", "cannot be read");
    err = NULL;
    assert_null(object_property_get_type(obj, "wings", &err));
    ASSERT_ERROR(err, "'p-pet.wings' not found");
    err = NULL;
    assert_null(object_class_property_find_err(object_get_class(obj), "u8", &err));
    ASSERT_ERROR(err, "'p-pet.u8' not found");
    assert_string_equal(object_property_get_type(obj, "mood", &error_abort), "Mood");
    object_unparent(obj);
}

/* --- tables ------------------------------------------------------------------------- */

static void release_counting(Object *obj, const char *name, void *opaque)
{
    assert_string_equal(name, "extra");
    assert_ptr_equal(PET(obj), opaque);
    PET(obj)->releases++;
}

static void a_property_that_is_deleted_is_released_once(void **state)
{
    g_autoptr(Object) obj = object_new(TYPE_PET);

    (void)state;
    object_property_add(obj, "extra", "void", NULL, NULL, release_counting, obj);
    object_property_del(obj, "extra");
    object_property_del(obj, "extra");
    assert_int_equal(PET(obj)->releases, 1);
    assert_null(object_property_find(obj, "extra"));
}

static void a_name_with_a_star_gets_the_first_free_number(void **state)
{
    g_autoptr(Object) obj = object_new(TYPE_CONTAINER);

    (void)state;
    for (int i = 0; i < 3; i++) {
        ObjectProperty *prop =
            object_property_add(obj, "irq[*]", "x", NULL, NULL, NULL, NULL);
        g_autofree char *name = g_strdup_printf("irq[%d]", i);

        assert_string_equal(prop->name, name);
    }
    object_property_del(obj, "irq[1]");
    assert_string_equal(
        object_property_add(obj, "irq[*]", "x", NULL, NULL, NULL, NULL)->name, "irq[1]");
}

static void iteration_meets_each_property_once(void **state)
{
    static const char *const names[] = {"name", "tame", "mood", "level", "born", "shared",
                                        "type", "u8",   "u16",  "u32",   "u64"};
    g_autoptr(Object) obj = object_new(TYPE_PET);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    ObjectPropertyIterator iter;
    ObjectProperty *prop;
    unsigned of_class = 0;

    (void)state;
    object_property_iter_init(&iter, obj);
    while ((prop = object_property_iter_next(&iter))) {
        assert_true(g_hash_table_add(seen, prop->name));
    }
    assert_null(object_property_iter_next(&iter));
    assert_int_equal(g_hash_table_size(seen), ARRAY_SIZE(names));
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        assert_true(g_hash_table_contains(seen, names[i]));
    }
    object_class_property_iter_init(&iter, object_get_class(obj));
    while (object_property_iter_next(&iter)) {
        of_class++;
    }
    assert_int_equal(of_class, 7);
}

static void add_again(void *name)
{
    Object *obj = pet_in_tree();

    object_property_add(obj, name, "x", NULL, NULL, NULL, NULL);
}

static void add_to_class_again(void *name)
{
    object_class_property_add(object_class_by_name(TYPE_PET), name, "x", NULL, NULL, NULL,
                              NULL);
}

static void describe(void *name)
{
    object_property_set_description(pet_in_tree(), name, "x");
}

static void default_again(void *name)
{
    object_property_set_default_int(
        object_class_property_find(object_class_by_name(TYPE_PET), name), 1);
}

static void default_of_wrong_kind(void *name)
{
    ObjectProperty *prop =
        object_class_property_find(object_class_by_name(TYPE_PET), name);

    object_property_set_default_list(prop);
    object_new(TYPE_PET);
}

static void tables_are_not_misused(void **state)
{
    g_autoptr(Object) obj = object_new(TYPE_PET);
    Error *err = NULL;

    (void)state;
    ASSERT_ABORTS(add_again, "u8", "'u8' is already there", "'/pet' of type 'p-pet'");
    ASSERT_ABORTS(add_again, "mood", "'mood' is already there", "'/pet' of type 'p-pet'");
    ASSERT_ABORTS(add_to_class_again, "type", "'type'", "'p-pet'");
    ASSERT_ABORTS(describe, "wings", "'p-pet.wings' not found");
    ASSERT_ABORTS(default_again, "mood", "'mood' (Mood)", "default already");
    ASSERT_ABORTS(default_again, "born", "'born'", "cannot be set");
    ASSERT_ABORTS(default_of_wrong_kind, "name", "'name' expects a string");
    assert_null(object_property_try_add(obj, "u8", "x", NULL, NULL, NULL, NULL, &err));
    ASSERT_ERROR(err, "'u8'", "'p-pet'");
}

static void help_has_type_description_and_default(void **state)
{
    ObjectProperty *tame =
        object_class_property_find(object_class_by_name(TYPE_PET), "tame");
    g_autofree char *all =
        object_property_help("tame", tame->type, tame->defval, tame->description);
    g_autofree char *bare = object_property_help("x", "int", NULL, NULL);

    (void)state;
    assert_string_equal(all,
                        "  tame=<bool>            - whether it bites (default: true)");
    assert_string_equal(bare, "  x=<int>");
    assert_true(type_print_class_properties(TYPE_PET));
    assert_false(type_print_class_properties("p-none"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_set_before_instances_are_initialized),
        cmocka_unit_test(typed_values_go_in_and_come_out),
        cmocka_unit_test(text_is_parsed_and_printed),
        cmocka_unit_test(a_class_variable_is_one_for_all_objects),
        cmocka_unit_test(
            a_value_of_the_wrong_kind_is_refused_with_object_type_and_property),
        cmocka_unit_test(reading_as_another_kind_is_refused),
        cmocka_unit_test(what_is_not_there_or_not_allowed_is_refused),
        cmocka_unit_test(a_property_that_is_deleted_is_released_once),
        cmocka_unit_test(a_name_with_a_star_gets_the_first_free_number),
        cmocka_unit_test(iteration_meets_each_property_once),
        cmocka_unit_test(tables_are_not_misused),
        cmocka_unit_test(help_has_type_description_and_default),
    };

    module_call_init(MODULE_INIT_QOM);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
