/* SPDX-License-Identifier: MIT */
/* User-creatable objects, and properties that are set from outside. */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qapi/visitor.h"
#include "qom/global-property.h"
#include "qom/object_interfaces.h"
#include "qom_abort.h"

#define TYPE_BACKEND "i-backend"
OBJECT_DECLARE_SIMPLE_TYPE(Backend, BACKEND)
struct Backend {
    Object parent_obj;
    uint32_t size;
    bool complete;
    bool busy;
    int32List *list;
    unsigned lists;
};
OBJECT_DEFINE_SIMPLE_TYPE_WITH_INTERFACES(Backend, backend, BACKEND, OBJECT,
                                          {TYPE_USER_CREATABLE}, {NULL})

#define TYPE_SPECIAL "i-special"
static const TypeInfo types[] = {{.name = TYPE_SPECIAL, .parent = TYPE_BACKEND}};
DEFINE_TYPES(types)

static unsigned alive;

static void set_list(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    (void)opaque;
    if (visit_start_list(v, name, (GenericList **)&BACKEND(obj)->list, sizeof(int32List),
                         errp)) {
        BACKEND(obj)->lists++;
        visit_end_list(v, NULL);
    }
}

static void backend_init(Object *obj)
{
    alive++;
    object_property_add_uint32_ptr(obj, "size", &BACKEND(obj)->size,
                                   OBJ_PROP_FLAG_READWRITE);
}

static void backend_finalize(Object *obj)
{
    (void)obj;
    alive--;
}

static void backend_complete(UserCreatable *uc, Error **errp)
{
    if (BACKEND(uc)->size > 100) {
        error_setg(errp, "size %u is too much", BACKEND(uc)->size);
        return;
    }
    BACKEND(uc)->complete = true;
}

static bool backend_can_be_deleted(UserCreatable *uc)
{
    return !BACKEND(uc)->busy;
}

static void backend_class_init(ObjectClass *klass, const void *data)
{
    UserCreatableClass *ucc = USER_CREATABLE_CLASS(klass);
    ObjectProperty *prop;

    (void)data;
    ucc->complete = backend_complete;
    ucc->can_be_deleted = backend_can_be_deleted;
    prop = object_class_property_add(klass, "list", "list", NULL, set_list, NULL, NULL);
    object_property_set_default_list(prop);
}

static Backend *make(const char *id, const char *size, Error **errp)
{
    Object *obj = object_new_with_props(TYPE_BACKEND, object_get_objects_root(), id, errp,
                                        "size", size, NULL);
    return BACKEND(obj);
}

static void an_object_is_completed_when_its_properties_are_set(void **state)
{
    Backend *backend = make("a", "7", &error_abort);

    (void)state;
    assert_true(backend->complete);
    assert_int_equal(backend->lists, 1);
    assert_true(user_creatable_del("a", &error_abort));
    assert_int_equal(alive, 0);
}

static void an_object_that_cannot_be_completed_is_gone(void **state)
{
    Error *err = NULL;

    (void)state;
    assert_null(make("a", "101", &err));
    assert_string_equal(error_get_pretty(err), "size 101 is too much");
    error_free(err);
    assert_int_equal(alive, 0);
    assert_null(object_resolve_path("/objects/a", NULL));
}

static void only_idle_user_creatable_objects_are_deleted(void **state)
{
    Backend *backend = make("a", "1", &error_abort);
    Error *err = NULL;

    (void)state;
    backend->busy = true;
    assert_false(user_creatable_del("a", &err));
    assert_non_null(
        strstr(error_get_pretty(err), "'/objects/a' of type 'i-backend' is in"));
    error_free_or_abort(&err);
    assert_false(user_creatable_del("b", &err));
    error_free_or_abort(&err);
    object_property_add_new_container(object_get_objects_root(), "c");
    assert_false(user_creatable_del("c", &err));
    error_free_or_abort(&err);
    user_creatable_cleanup();
    assert_int_equal(alive, 0);
    assert_null(object_resolve_path("/objects/c", NULL));
}

/* --- properties from outside -------------------------------------------------------- */

static void globals_are_applied_to_a_type_and_what_comes_from_it(void **state)
{
    GlobalProperty all[] = {
        {.driver = TYPE_BACKEND, .property = "size", .value = "11"},
        {.driver = TYPE_SPECIAL, .property = "size", .value = "12"},
        {.driver = TYPE_BACKEND, .property = "absent", .value = "x", .optional = true},
        {.driver = "i-other", .property = "absent", .value = "x"},
    };
    g_autoptr(GPtrArray) props = g_ptr_array_new();
    g_autoptr(Object) plain = object_new(TYPE_BACKEND);
    g_autoptr(Object) special = object_new(TYPE_SPECIAL);

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
        g_ptr_array_add(props, &all[i]);
    }
    assert_true(object_apply_global_props(plain, props, &error_abort));
    assert_false(all[1].used);
    assert_true(object_apply_global_props(special, props, &error_abort));
    assert_int_equal(BACKEND(plain)->size, 11);
    assert_int_equal(BACKEND(special)->size, 12);
    assert_true(all[0].used && all[1].used);
    assert_false(all[2].used || all[3].used);
    assert_true(object_apply_global_props(plain, NULL, &error_abort));
}

static void a_global_that_does_not_fit_is_an_error(void **state)
{
    GlobalProperty bad = {.driver = TYPE_BACKEND, .property = "size", .value = "big"};
    g_autoptr(GPtrArray) props = g_ptr_array_new();
    g_autoptr(Object) obj = object_new(TYPE_BACKEND);
    Error *err = NULL;

    (void)state;
    g_ptr_array_add(props, &bad);
    assert_false(object_apply_global_props(obj, props, &err));
    assert_non_null(
        strstr(error_get_pretty(err), "global property i-backend.size=big: "));
    error_free(err);
    assert_true(object_apply_global_props(obj, props, NULL));
}

static void set_machine_list(void *props)
{
    object_set_machine_compat_props(props);
}

static void compatibility_lists_are_applied_machine_over_accelerator(void **state)
{
    GlobalProperty accelerator = {
        .driver = TYPE_BACKEND, .property = "size", .value = "1"};
    GlobalProperty machine = {.driver = TYPE_BACKEND, .property = "size", .value = "2"};
    static GPtrArray *of_accelerator, *of_machine;
    g_autoptr(Object) obj = object_new(TYPE_BACKEND);

    (void)state;
    object_apply_compat_props(obj);
    assert_int_equal(BACKEND(obj)->size, 0);
    of_accelerator = g_ptr_array_new();
    of_machine = g_ptr_array_new();
    g_ptr_array_add(of_accelerator, &accelerator);
    g_ptr_array_add(of_machine, &machine);
    object_set_machine_compat_props(of_machine);
    object_set_accelerator_compat_props(of_accelerator);
    object_apply_compat_props(obj);
    assert_int_equal(BACKEND(obj)->size, 2);
    object_register_sugar_prop(TYPE_BACKEND, "size", "3", false);
    object_register_sugar_prop(TYPE_BACKEND, "absent", "3", true);
    object_apply_compat_props(obj);
    assert_int_equal(BACKEND(obj)->size, 3);
    ASSERT_ABORTS(set_machine_list, of_machine, "set once");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_is_completed_when_its_properties_are_set),
        cmocka_unit_test(an_object_that_cannot_be_completed_is_gone),
        cmocka_unit_test(only_idle_user_creatable_objects_are_deleted),
        cmocka_unit_test(globals_are_applied_to_a_type_and_what_comes_from_it),
        cmocka_unit_test(a_global_that_does_not_fit_is_an_error),
        cmocka_unit_test(compatibility_lists_are_applied_machine_over_accelerator),
    };

    module_call_init(MODULE_INIT_QOM);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
