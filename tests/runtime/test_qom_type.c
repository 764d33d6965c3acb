/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qom/object.h"
#include "qom_abort.h"

/* --- a family of types that writes down what is called ------------------------------ */

static GString *calls;

#define TYPE_BASE    "t-base"
#define TYPE_MIDDLE  "t-middle"
#define TYPE_LEAF    "t-leaf"
#define TYPE_CAN_RUN "t-can-run"
#define TYPE_CAN_FLY "t-can-fly"

OBJECT_DECLARE_TYPE(Base, BaseClass, BASE)
OBJECT_DECLARE_SIMPLE_TYPE(Leaf, LEAF)

struct Base {
    Object parent_obj;
    int number;
};

struct BaseClass {
    ObjectClass parent_class;
    int inherited;
    int reset_by_base_init;
    int (*method)(Base *base);
};

struct Leaf {
    Base parent_obj;
    uint64_t QEMU_ALIGNED(64) wide;
};

typedef struct CanRun CanRun;
typedef struct CanRunClass {
    InterfaceClass parent_class;
    int (*run)(CanRun *self);
    int speed;
} CanRunClass;
DECLARE_CLASS_CHECKERS(CanRunClass, CAN_RUN, TYPE_CAN_RUN)
#define CAN_RUN(obj) INTERFACE_CHECK(CanRun, (obj), TYPE_CAN_RUN)

static void called(const char *what, ObjectClass *klass)
{
    g_string_append_printf(calls, "%s(%s) ", what, object_class_get_name(klass));
}

static int base_method(Base *base)
{
    return base->number;
}

static void base_class_init(ObjectClass *klass, const void *data)
{
    BaseClass *bc = BASE_CLASS(klass);

    called("class_init", klass);
    bc->inherited = 7;
    bc->reset_by_base_init = 9;
    bc->method = base_method;
    assert_string_equal(data, "base data");
}

static void base_class_base_init(ObjectClass *klass, const void *data)
{
    called("base_init", klass);
    BASE_CLASS(klass)->reset_by_base_init = 0;
    (void)data;
}

static void base_init(Object *obj)
{
    called("init-base", object_get_class(obj));
    BASE(obj)->number = 3;
}

static void base_post_init(Object *obj)
{
    called("post-base", object_get_class(obj));
}

static void base_finalize(Object *obj)
{
    called("finalize-base", object_get_class(obj));
}

static int leaf_run(CanRun *self)
{
    return BASE(self)->number * 100;
}

static int leaf_method(Base *base)
{
    return -base->number;
}

static void leaf_class_init(ObjectClass *klass, const void *data)
{
    (void)data;
    called("class_init", klass);
    BASE_CLASS(klass)->method = leaf_method;
    CAN_RUN_CLASS(klass)->run = leaf_run;
}

static void leaf_init(Object *obj)
{
    called("init-leaf", object_get_class(obj));
    assert_int_equal(BASE(obj)->number, 3);
}

static void leaf_post_init(Object *obj)
{
    called("post-leaf", object_get_class(obj));
}

static void leaf_finalize(Object *obj)
{
    called("finalize-leaf", object_get_class(obj));
}

static void can_run_class_init(ObjectClass *klass, const void *data)
{
    (void)data;
    ((CanRunClass *)klass)->speed = 5;
}

static const TypeInfo family[] = {
    {
        /* Before its parent: the order of registration does not matter. */
        .name = TYPE_LEAF,
        .parent = TYPE_MIDDLE,
        .instance_size = sizeof(Leaf),
        .instance_align = __alignof__(Leaf),
        .instance_init = leaf_init,
        .instance_post_init = leaf_post_init,
        .instance_finalize = leaf_finalize,
        .class_init = leaf_class_init,
    },
    {
        .name = TYPE_MIDDLE,
        .parent = TYPE_BASE,
        .abstract = true,
        .interfaces = (const InterfaceInfo[]){{TYPE_CAN_RUN}, {}},
    },
    {
        .name = TYPE_BASE,
        .parent = TYPE_OBJECT,
        .instance_size = sizeof(Base),
        .instance_init = base_init,
        .instance_post_init = base_post_init,
        .instance_finalize = base_finalize,
        .class_size = sizeof(BaseClass),
        .class_init = base_class_init,
        .class_base_init = base_class_base_init,
        .class_data = "base data",
    },
    {
        .name = TYPE_CAN_RUN,
        .parent = TYPE_INTERFACE,
        .class_size = sizeof(CanRunClass),
        .class_init = can_run_class_init,
    },
    {
        .name = TYPE_CAN_FLY,
        .parent = TYPE_CAN_RUN,
    },
    {
        .name = "t-flyer",
        .parent = TYPE_BASE,
        .interfaces = (const InterfaceInfo[]){{TYPE_CAN_FLY}, {TYPE_CAN_RUN}, {}},
    },
    {
        .name = "t-twice",
        .parent = TYPE_LEAF,
        .interfaces = (const InterfaceInfo[]){{TYPE_CAN_FLY}, {}},
    },
};
DEFINE_TYPES(family)

/* --- types defined in one line ------------------------------------------------------ */

#define TYPE_SHORT "t-short"
OBJECT_DECLARE_TYPE(Short, ShortClass, SHORT)
struct Short {
    Object parent_obj;
    int number;
};
struct ShortClass {
    ObjectClass parent_class;
    int number;
};
OBJECT_DEFINE_TYPE_WITH_INTERFACES(Short, short_type, SHORT, OBJECT, {TYPE_CAN_RUN},
                                   {NULL})

static void short_type_init(Object *obj)
{
    SHORT(obj)->number = SHORT_GET_CLASS(obj)->number;
}

static void short_type_finalize(Object *obj)
{
    assert_int_equal(SHORT(obj)->number, 11);
}

static void short_type_class_init(ObjectClass *oc, const void *data)
{
    (void)data;
    SHORT_CLASS(oc)->number = 11;
}

/* --- tests -------------------------------------------------------------------------- */

static void functions_of_classes_and_instances_run_root_first_finalize_last(void **state)
{
    Object *obj;

    (void)state;
    obj = object_new(TYPE_LEAF);
    assert_string_equal(calls->str,
                        "class_init(t-base) base_init(t-middle) base_init(t-leaf) "
                        "class_init(t-leaf) init-base(t-leaf) init-leaf(t-leaf) "
                        "post-base(t-leaf) post-leaf(t-leaf) ");
    g_string_truncate(calls, 0);
    object_unref(obj);
    assert_string_equal(calls->str, "finalize-leaf(t-leaf) finalize-base(t-leaf) ");
}

static void a_class_is_a_copy_of_its_parents_with_its_own_methods(void **state)
{
    BaseClass *leaf = BASE_CLASS(object_class_by_name(TYPE_LEAF));
    BaseClass *base = BASE_CLASS(object_class_by_name(TYPE_BASE));
    g_autoptr(Leaf) obj = NULL;

    (void)state;
    obj = LEAF(object_new(TYPE_LEAF));
    assert_int_equal(leaf->inherited, 7);
    assert_int_equal(base->reset_by_base_init, 9);
    assert_int_equal(leaf->reset_by_base_init, 0);
    assert_int_equal(BASE_GET_CLASS(obj)->method(BASE(obj)), -3);
    assert_int_equal(base->method(BASE(obj)), 3);
}

static void sizes_and_alignment_come_from_the_parent(void **state)
{
    (void)state;
    assert_int_equal(object_type_get_instance_size(TYPE_MIDDLE), sizeof(Base));
    assert_int_equal(object_type_get_instance_size("t-twice"), sizeof(Leaf));
    for (int i = 0; i < 20; i++) {
        Object *obj = object_new("t-twice");

        assert_true(QEMU_PTR_IS_ALIGNED(obj, 64));
        object_unref(obj);
    }
}

static void an_interface_is_inherited_and_has_a_table_per_class(void **state)
{
    g_autoptr(Object) leaf = object_new(TYPE_LEAF);
    g_autoptr(Object) twice = object_new("t-twice");
    g_autoptr(Object) flyer = object_new("t-flyer");

    (void)state;
    assert_int_equal(CAN_RUN_GET_CLASS(leaf)->run(CAN_RUN(leaf)), 300);
    assert_int_equal(CAN_RUN_GET_CLASS(leaf)->speed, 5);
    assert_null(CAN_RUN_GET_CLASS(flyer)->run);
    assert_ptr_not_equal(CAN_RUN_GET_CLASS(leaf), CAN_RUN_GET_CLASS(flyer));
    assert_string_equal(object_class_get_name(OBJECT_CLASS(CAN_RUN_GET_CLASS(leaf))),
                        "t-leaf::t-can-run");
    assert_ptr_equal(object_dynamic_cast(flyer, TYPE_CAN_FLY), flyer);
    assert_null(object_dynamic_cast(leaf, TYPE_CAN_FLY));
    /* Both the inherited table and that of the derived interface are one for it. */
    assert_null(object_class_dynamic_cast(object_get_class(twice), TYPE_CAN_RUN));
    assert_non_null(object_class_dynamic_cast(object_get_class(twice), TYPE_CAN_FLY));
    assert_ptr_equal(INTERFACE_CLASS(CAN_RUN_GET_CLASS(leaf)), CAN_RUN_GET_CLASS(leaf));
}

static void definition_macros_make_a_whole_type(void **state)
{
    g_autoptr(Short) obj = SHORT(object_new(TYPE_SHORT));

    (void)state;
    assert_int_equal(obj->number, 11);
    assert_non_null(CAN_RUN(obj));
}

static void classes_are_found_by_name(void **state)
{
    ObjectClass *leaf = object_class_by_name(TYPE_LEAF);

    (void)state;
    assert_null(object_class_by_name("t-no-such-type"));
    assert_ptr_equal(module_object_class_by_name(TYPE_LEAF), leaf);
    assert_string_equal(object_class_get_name(leaf), TYPE_LEAF);
    assert_false(object_class_is_abstract(leaf));
    assert_true(object_class_is_abstract(object_class_get_parent(leaf)));
    assert_null(object_class_get_parent(object_class_by_name(TYPE_OBJECT)));
}

static void lists_have_what_implements_a_type(void **state)
{
    static const char *const sorted[] = {TYPE_BASE, "t-flyer", TYPE_LEAF, "t-twice"};
    GSList *all = object_class_get_list(TYPE_BASE, true);
    GSList *concrete = object_class_get_list_sorted(TYPE_BASE, false);
    GSList *flyers = object_class_get_list_sorted(TYPE_CAN_FLY, false);
    int i = 0;

    (void)state;
    assert_int_equal(g_slist_length(all), 5);
    assert_int_equal(g_slist_length(concrete), ARRAY_SIZE(sorted));
    for (GSList *l = concrete; l; l = l->next) {
        assert_string_equal(object_class_get_name(l->data), sorted[i++]);
    }
    assert_int_equal(g_slist_length(flyers), 2);
    g_slist_free(all);
    g_slist_free(concrete);
    g_slist_free(flyers);
}

/* --- misuse ------------------------------------------------------------------------- */

static void register_one(void *info)
{
    type_register_static(info);
    object_class_by_name(((const TypeInfo *)info)->name);
}

static void new_of(void *name)
{
    object_new(name);
}

static void types_that_cannot_be_are_refused(void **state)
{
    TypeInfo twice = {.name = TYPE_LEAF, .parent = TYPE_OBJECT};
    TypeInfo bad_name = {.name = "t bad", .parent = TYPE_OBJECT};
    TypeInfo orphan = {.name = "t-orphan", .parent = "t-nobody"};
    TypeInfo small = {.name = "t-small", .parent = TYPE_BASE, .instance_size = 8};
    TypeInfo small_class = {.name = "t-small", .parent = TYPE_BASE, .class_size = 8};
    TypeInfo own = {.name = "t-own", .parent = "t-own"};
    TypeInfo fat = {.name = "t-fat", .parent = TYPE_INTERFACE, .instance_size = 8};
    TypeInfo no_interface = {.name = "t-x",
                             .parent = TYPE_OBJECT,
                             .interfaces = (InterfaceInfo[]){{TYPE_BASE}, {}}};

    (void)state;
    ASSERT_ABORTS(register_one, &twice, "t-leaf", "registered twice");
    ASSERT_ABORTS(register_one, &bad_name, "'t bad'", "name");
    ASSERT_ABORTS(register_one, &orphan, "t-orphan", "t-nobody");
    ASSERT_ABORTS(register_one, &small, "t-small", "instance has 8 bytes");
    ASSERT_ABORTS(register_one, &small_class, "t-small", "class has 8 bytes");
    ASSERT_ABORTS(register_one, &own, "t-own", "derived from itself");
    ASSERT_ABORTS(register_one, &fat, "t-fat", "interface has no instances");
    ASSERT_ABORTS(register_one, &no_interface, "t-x", TYPE_BASE, "interface");
}

static void objects_of_no_or_abstract_types_are_refused(void **state)
{
    (void)state;
    ASSERT_ABORTS(new_of, "t-nothing", "'t-nothing' is not registered",
                  "module_call_init");
    ASSERT_ABORTS(new_of, TYPE_MIDDLE, "'t-middle' is abstract");
    ASSERT_ABORTS(new_of, TYPE_CAN_RUN, "'t-can-run' is abstract");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_of_classes_and_instances_run_root_first_finalize_last),
        cmocka_unit_test(a_class_is_a_copy_of_its_parents_with_its_own_methods),
        cmocka_unit_test(sizes_and_alignment_come_from_the_parent),
        cmocka_unit_test(an_interface_is_inherited_and_has_a_table_per_class),
        cmocka_unit_test(definition_macros_make_a_whole_type),
        cmocka_unit_test(classes_are_found_by_name),
        cmocka_unit_test(lists_have_what_implements_a_type),
        cmocka_unit_test(types_that_cannot_be_are_refused),
        cmocka_unit_test(objects_of_no_or_abstract_types_are_refused),
    };
    int failed;

    calls = g_string_new(NULL);
    module_call_init(MODULE_INIT_QOM);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    g_string_free(calls, TRUE);
    return failed;
}
