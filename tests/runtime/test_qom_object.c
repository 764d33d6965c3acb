/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include <pthread.h>

#include "qapi/error.h"
#include "qom/object.h"
#include "qom_abort.h"

#define TYPE_THING "o-thing"
OBJECT_DECLARE_SIMPLE_TYPE(Thing, THING)
struct Thing {
    Object parent_obj;
    uint32_t number;
};
OBJECT_DEFINE_SIMPLE_TYPE(Thing, thing, THING, OBJECT)

#define TYPE_BOX "o-box"
OBJECT_DECLARE_SIMPLE_TYPE(Box, BOX)
struct Box {
    Object parent_obj;
    Thing thing;
    Object *kept;
};
OBJECT_DEFINE_SIMPLE_TYPE(Box, box, BOX, OBJECT)

static int finalized;

static void thing_init(Object *obj)
{
    object_property_add_uint32_ptr(obj, "number", &THING(obj)->number,
                                   OBJ_PROP_FLAG_READWRITE);
}

static void thing_finalize(Object *obj)
{
    (void)obj;
    finalized++;
}

static void thing_class_init(ObjectClass *oc, const void *data)
{
    (void)oc;
    (void)data;
}

static void box_init(Object *obj)
{
    object_initialize_child(obj, "thing", &BOX(obj)->thing, TYPE_THING);
}

static void box_finalize(Object *obj)
{
    /* Children go before their parent's own parts. */
    assert_int_equal(finalized, 1);
    assert_null(object_property_find(obj, "thing"));
    if (BOX(obj)->kept) {
        object_ref(obj);
    }
}

static void box_class_init(ObjectClass *oc, const void *data)
{
    (void)oc;
    (void)data;
}

/* --- references --------------------------------------------------------------------- */

static void the_last_reference_finalizes(void **state)
{
    Object *obj = object_new(TYPE_THING);

    (void)state;
    finalized = 0;
    assert_ptr_equal(object_ref(obj), obj);
    object_unref(obj);
    assert_int_equal(finalized, 0);
    object_unref(obj);
    assert_int_equal(finalized, 1);
    object_unref(NULL);
    assert_null(object_ref(NULL));
}

static void an_embedded_object_ends_without_its_memory(void **state)
{
    Thing thing;

    (void)state;
    finalized = 0;
    memset(&thing, 0xff, sizeof(thing));
    object_initialize(&thing, sizeof(thing), TYPE_THING);
    assert_int_equal(thing.number, 0);
    object_unref(OBJECT(&thing));
    assert_int_equal(finalized, 1);
}

static void a_parent_takes_its_embedded_children_along(void **state)
{
    Object *box = object_new(TYPE_BOX);

    (void)state;
    finalized = 0;
    object_unref(box);
    assert_int_equal(finalized, 1);
}

enum {
    THREADS = 4,
    ROUNDS = 100000
};

static void *ref_and_unref(void *obj)
{
    for (int i = 0; i < ROUNDS; i++) {
        object_unref(object_ref(obj));
        (void)THING(obj);
        (void)object_dynamic_cast(obj, TYPE_BOX);
    }
    object_unref(obj);
    return NULL;
}

static void references_are_counted_by_many_threads_at_once(void **state)
{
    Object *obj = object_new(TYPE_THING);
    pthread_t threads[THREADS];

    (void)state;
    finalized = 0;
    for (int i = 0; i < THREADS; i++) {
        object_ref(obj);
        assert_int_equal(pthread_create(&threads[i], NULL, ref_and_unref, obj), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    assert_int_equal(finalized, 0);
    object_unref(obj);
    assert_int_equal(finalized, 1);
}

/* --- misuse ------------------------------------------------------------------------- */

static void unref_twice(void *opaque)
{
    static Thing thing;

    (void)opaque;
    object_initialize(&thing, sizeof(thing), TYPE_THING);
    object_unref(&thing);
    object_unref(&thing);
}

static void ref_the_dead(void *opaque)
{
    static Thing thing;

    (void)opaque;
    object_initialize(&thing, sizeof(thing), TYPE_THING);
    object_unref(&thing);
    object_ref(&thing);
}

static void initialize_small(void *opaque)
{
    Object *obj = object_new(TYPE_CONTAINER);

    object_initialize(obj, sizeof(*obj), opaque);
}

static void keep_in_finalize(void *opaque)
{
    Object *box = object_new(TYPE_BOX);

    finalized = 0;
    BOX(box)->kept = opaque;
    object_unref(box);
}

static void finalize_in_tree(void *opaque)
{
    Object *obj = object_new(TYPE_THING);

    (void)opaque;
    object_property_add_child(object_get_root(), "stay", obj);
    object_unref(obj);
    object_unref(obj);
}

static void lifetimes_that_are_wrong_are_caught(void **state)
{
    (void)state;
    ASSERT_ABORTS(unref_twice, NULL, "object_unref", "'o-thing'", "no reference left");
    ASSERT_ABORTS(ref_the_dead, NULL, "object_ref", "'o-thing'", "no reference left");
    ASSERT_ABORTS(initialize_small, TYPE_THING, "'o-thing' needs", "bytes");
    ASSERT_ABORTS(keep_in_finalize, object_get_root(), "'o-box'", "no reference left");
    ASSERT_ABORTS(finalize_in_tree, NULL, "'/stay' of type 'o-thing'", "a parent");
}

/* --- casts -------------------------------------------------------------------------- */

static void casts_go_up_and_not_sideways(void **state)
{
    g_autoptr(Object) obj = object_new(TYPE_THING);

    (void)state;
    assert_ptr_equal(object_dynamic_cast(obj, TYPE_OBJECT), obj);
    assert_null(object_dynamic_cast(obj, TYPE_BOX));
    assert_null(object_dynamic_cast(obj, "o-unheard-of"));
    assert_null(object_dynamic_cast(NULL, TYPE_THING));
    assert_null(THING(NULL));
    assert_ptr_equal(THING(obj), obj);
    assert_ptr_equal(OBJECT_CHECK(Object, obj, TYPE_OBJECT), obj);
}

static void a_cast_is_right_with_more_names_than_the_cache_has(void **state)
{
    g_autoptr(Object) obj = object_new(TYPE_THING);
    static const char names[][8] = {"o-thing", "o-thing", "o-thing", "o-thing",
                                    "o-thing", "object",  "object",  "object"};

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
            assert_ptr_equal(
                object_dynamic_cast_assert(obj, names[i], __FILE__, __LINE__, __func__),
                obj);
            assert_ptr_equal(object_class_dynamic_cast_assert(object_get_class(obj),
                                                              names[i], __FILE__,
                                                              __LINE__, __func__),
                             object_get_class(obj));
        }
    }
}

static void cast_to_box(void *obj)
{
    (void)BOX(obj);
}

static void cast_class_to_box(void *obj)
{
    (void)OBJECT_GET_CLASS(ObjectClass, obj, TYPE_BOX);
}

static void a_wrong_cast_says_where_what_and_to_what(void **state)
{
    Object *obj = object_new(TYPE_THING);

    (void)state;
    object_property_add_child(object_get_root(), "cast", obj);
    ASSERT_ABORTS(cast_to_box, obj, "test_qom_object.c", "BOX", "'/cast'", "'o-thing'",
                  "is not a 'o-box'");
    ASSERT_ABORTS(cast_class_to_box, obj, "test_qom_object.c", "'o-thing'", "'o-box'");
    object_unparent(obj);
    object_unref(obj);
}

/* --- made with properties ----------------------------------------------------------- */

static void an_object_is_made_with_properties_and_a_place(void **state)
{
    Error *err = NULL;
    Object *obj;

    (void)state;
    finalized = 0;
    obj = object_new_with_props(TYPE_THING, object_get_objects_root(), "t", &err,
                                "number", "0x20", NULL);
    assert_null(err);
    assert_int_equal(THING(obj)->number, 32);
    assert_ptr_equal(object_resolve_path("/objects/t", NULL), obj);
    assert_true(object_set_props(obj, &error_abort, "number", "5", NULL));
    assert_int_equal(THING(obj)->number, 5);
    object_unparent(obj);
    assert_int_equal(finalized, 1);

    obj = object_new_with_props(TYPE_THING, NULL, NULL, &error_abort, NULL);
    object_unref(obj);
    assert_int_equal(finalized, 2);
}

static void assert_new_fails(const char *type, const char *id, const char *value,
                             const char *word)
{
    Error *err = NULL;

    assert_null(object_new_with_props(type, object_get_objects_root(), id, &err, "number",
                                      value, NULL));
    assert_non_null(err);
    assert_non_null(strstr(error_get_pretty(err), word));
    error_free(err);
}

static void an_object_that_cannot_be_made_leaves_nothing(void **state)
{
    Object *first = object_new_with_props(TYPE_THING, object_get_objects_root(), "t",
                                          &error_abort, NULL);

    (void)state;
    finalized = 0;
    assert_new_fails("o-unheard-of", "u", "1", "'o-unheard-of'");
    assert_new_fails(TYPE_OBJECT, "u", "1", "abstract");
    assert_new_fails(TYPE_THING, "u", "many", "'many'");
    assert_new_fails(TYPE_THING, "t", "1", "'t' is already there");
    assert_int_equal(finalized, 2);
    assert_null(object_resolve_path("/objects/u", NULL));
    object_unparent(first);
}

static void a_child_that_cannot_be_initialized_is_finalized(void **state)
{
    Object *parent = object_new(TYPE_CONTAINER);
    Error *err = NULL;
    Thing thing;

    (void)state;
    finalized = 0;
    assert_false(object_initialize_child_with_props(
        parent, "c", &thing, sizeof(thing), TYPE_THING, &err, "number", "-1", NULL));
    error_free_or_abort(&err);
    assert_int_equal(finalized, 1);
    assert_null(object_property_find(parent, "c"));
    assert_true(object_initialize_child_with_props(parent, "c", &thing, sizeof(thing),
                                                   TYPE_THING, &error_abort, "number",
                                                   "9", NULL));
    assert_int_equal(thing.number, 9);
    object_unref(parent);
    assert_int_equal(finalized, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_reference_finalizes),
        cmocka_unit_test(an_embedded_object_ends_without_its_memory),
        cmocka_unit_test(a_parent_takes_its_embedded_children_along),
        cmocka_unit_test(references_are_counted_by_many_threads_at_once),
        cmocka_unit_test(lifetimes_that_are_wrong_are_caught),
        cmocka_unit_test(casts_go_up_and_not_sideways),
        cmocka_unit_test(a_cast_is_right_with_more_names_than_the_cache_has),
        cmocka_unit_test(a_wrong_cast_says_where_what_and_to_what),
        cmocka_unit_test(an_object_is_made_with_properties_and_a_place),
        cmocka_unit_test(an_object_that_cannot_be_made_leaves_nothing),
        cmocka_unit_test(a_child_that_cannot_be_initialized_is_finalized),
    };

    module_call_init(MODULE_INIT_QOM);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
