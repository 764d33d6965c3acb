/* SPDX-License-Identifier: MIT */
/* The composition tree, and the properties that lead through it. */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qom/object.h"
#include "qom_abort.h"

#define TYPE_NODE "n-node"
OBJECT_DECLARE_SIMPLE_TYPE(Node, NODE)
struct Node {
    Object parent_obj;
    Object *weak;
    Object *strong;
    Object *of_class;
    Object *fixed;
    uint32_t number;
};
OBJECT_DEFINE_SIMPLE_TYPE(Node, node, NODE, OBJECT)

#define TYPE_NODE_KIND "n-kind"
static const TypeInfo kinds[] = {
    {.name = TYPE_NODE_KIND, .parent = TYPE_NODE},
};
DEFINE_TYPES(kinds)

static unsigned alive;
static unsigned unparented;

static void refuse_root(const Object *obj, const char *name, Object *val, Error **errp)
{
    (void)obj;
    if (val == object_get_root()) {
        error_setg(errp, "%s does not want the root", name);
    }
}

static void node_init(Object *obj)
{
    Node *node = NODE(obj);

    alive++;
    object_property_add_link(obj, "weak", TYPE_NODE, &node->weak,
                             object_property_allow_set_link, 0);
    object_property_add_link(obj, "strong", TYPE_OBJECT, &node->strong, refuse_root,
                             OBJ_PROP_LINK_STRONG);
    object_property_add_link(obj, "fixed", TYPE_NODE, &node->fixed, NULL, 0);
    object_property_add_uint32_ptr(obj, "number", &node->number, OBJ_PROP_FLAG_READWRITE);
}

static void node_finalize(Object *obj)
{
    (void)obj;
    alive--;
}

static void count_unparent(Object *obj)
{
    assert_non_null(object_get_canonical_path_component(obj));
    unparented++;
}

static void node_class_init(ObjectClass *klass, const void *data)
{
    (void)data;
    klass->unparent = count_unparent;
    object_class_property_add_link(klass, "of-class", TYPE_NODE, offsetof(Node, of_class),
                                   object_property_allow_set_link, OBJ_PROP_LINK_STRONG);
}

static Object *add(Object *parent, const char *name, const char *type)
{
    Object *obj = object_new(type);

    object_property_add_child(parent, name, obj);
    object_unref(obj);
    return obj;
}

/* A fresh "/t" for each test. */
static Object *top;

static int set_up(void **state)
{
    (void)state;
    top = object_property_add_new_container(object_get_root(), "t");
    unparented = 0;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    object_unparent(top);
    return alive == 0 ? 0 : -1;
}

static void assert_error(Error *err, const char *word)
{
    assert_non_null(err);
    if (!strstr(error_get_pretty(err), word)) {
        fail_msg("no '%s' in: %s", word, error_get_pretty(err));
    }
    error_free(err);
}

/* --- children ----------------------------------------------------------------------- */

static void a_child_has_a_path_and_one_reference_of_its_parent(void **state)
{
    Object *a = add(top, "a", TYPE_NODE);
    Object *b = add(a, "b", TYPE_NODE);
    g_autofree char *path = object_get_canonical_path(b);
    g_autofree char *root = object_get_canonical_path(object_get_root());
    g_autofree char *text = object_property_get_str(a, "b", &error_abort);

    (void)state;
    assert_string_equal(path, "/t/a/b");
    assert_string_equal(text, "/t/a/b");
    assert_string_equal(root, "/");
    assert_string_equal(object_get_canonical_path_component(b), "b");
    assert_string_equal(object_property_get_type(a, "b", NULL), "child<n-node>");
    assert_ptr_equal(object_property_get_link(a, "b", &error_abort), b);
    assert_null(object_get_canonical_path(object_get_internal_root()));
    object_ref(b);
    object_unparent(a);
    assert_int_equal(alive, 1);
    assert_int_equal(unparented, 2);
    assert_null(object_get_canonical_path_component(b));
    object_unparent(b);
    object_unref(b);
}

static void a_child_is_refused_where_the_tree_would_be_none(void **state)
{
    Object *a = add(top, "a", TYPE_NODE);
    Object *b = add(a, "b", TYPE_NODE);
    g_autoptr(Object) other = object_new(TYPE_CONTAINER);
    Error *err = NULL;

    (void)state;
    assert_null(object_property_try_add_child(top, "c", b, &err));
    assert_error(err, "object '/t/a/b' of type 'n-node' has a parent already");
    err = NULL;
    assert_null(object_property_try_add_child(b, "c", top, &err));
    assert_error(err, "cannot be below itself");
    err = NULL;
    assert_null(object_property_try_add_child(a, "b", other, &err));
    assert_error(err, "'b' is already there in object '/t/a'");
    err = NULL;
    assert_false(object_property_set_str(a, "b", "/t", &err));
    assert_error(err, "'n-node.b' of object '/t/a' of type 'n-node': it cannot be set");
}

static void add_duplicate(void *parent)
{
    add(parent, "a", TYPE_NODE);
    add(parent, "a", TYPE_NODE);
}

static void a_duplicate_child_is_fatal(void **state)
{
    (void)state;
    ASSERT_ABORTS(add_duplicate, top, "'a' is already there", "'/t' of type 'container'");
}

static int count_to_two(Object *child, void *opaque)
{
    (void)child;
    return ++*(int *)opaque == 2 ? 42 : 0;
}

static int count(Object *child, void *opaque)
{
    (void)child;
    ++*(int *)opaque;
    return 0;
}

static void children_are_visited_until_one_says_stop(void **state)
{
    Object *a = add(top, "a", TYPE_NODE);
    int n = 0;

    (void)state;
    add(top, "b", TYPE_NODE);
    add(top, "c", TYPE_NODE);
    add(a, "d", TYPE_NODE);
    assert_int_equal(object_child_foreach(top, count, &n), 0);
    assert_int_equal(n, 3);
    n = 0;
    assert_int_equal(object_child_foreach_recursive(top, count, &n), 0);
    assert_int_equal(n, 4);
    n = 0;
    assert_int_equal(object_child_foreach_recursive(top, count_to_two, &n), 42);
    assert_int_equal(n, 2);
}

/* --- paths -------------------------------------------------------------------------- */

static void absolute_paths_go_through_children_and_links(void **state)
{
    Object *a = add(top, "a", TYPE_NODE);
    Object *b = add(a, "b", TYPE_NODE);
    bool ambiguous = true;

    (void)state;
    NODE(b)->fixed = a;
    assert_ptr_equal(object_resolve_path("/t/a/b/fixed/b", &ambiguous), b);
    assert_false(ambiguous);
    assert_ptr_equal(object_resolve_path("/", NULL), object_get_root());
    assert_ptr_equal(object_resolve_path("//t//a/", NULL), a);
    assert_null(object_resolve_path("/t/a/x", NULL));
    assert_null(object_resolve_path("/t/a/number", NULL));
    assert_null(object_resolve_path("/t/a/weak/b", NULL));
    assert_ptr_equal(object_resolve_path_at(a, "b"), b);
    assert_ptr_equal(object_resolve_path_at(a, "/t"), top);
    assert_ptr_equal(object_resolve_path_component(a, "b"), b);
    assert_null(object_resolve_path_type("/t/a", TYPE_NODE_KIND, NULL));
}

static void partial_paths_are_found_anywhere_unless_two_match(void **state)
{
    Object *a = add(top, "a", TYPE_NODE);
    Object *b = add(a, "same", TYPE_NODE_KIND);
    bool ambiguous = true;
    Error *err = NULL;

    (void)state;
    assert_ptr_equal(object_resolve_path("same", &ambiguous), b);
    assert_false(ambiguous);
    assert_ptr_equal(object_resolve_path("a/same", NULL), b);
    assert_ptr_equal(object_resolve_type_unambiguous(TYPE_NODE_KIND, &error_abort), b);
    add(top, "same", TYPE_NODE);
    assert_null(object_resolve_path("same", &ambiguous));
    assert_true(ambiguous);
    assert_ptr_equal(object_resolve_path_type("same", TYPE_NODE_KIND, &ambiguous), b);
    assert_false(ambiguous);
    assert_null(object_resolve_type_unambiguous(TYPE_NODE, &err));
    assert_error(err, "more than one object of type 'n-node'");
    err = NULL;
    assert_null(object_resolve_type_unambiguous("n-none", &err));
    assert_error(err, "no object of type 'n-none'");
}

static void containers_are_made_on_the_way(void **state)
{
    Object *deep = container_get(top, "/x/y");

    (void)state;
    assert_ptr_equal(container_get(top, "/x/y"), deep);
    assert_ptr_equal(object_resolve_path("/t/x/y", NULL), deep);
    assert_ptr_equal(object_get_container("objects"), object_get_objects_root());
}

static void get_container(void *name)
{
    object_get_container(name);
}

static void get_relative(void *path)
{
    container_get(object_get_root(), path);
}

static void containers_that_cannot_be_are_fatal(void **state)
{
    (void)state;
    ASSERT_ABORTS(get_container, "nowhere", "'/nowhere'");
    ASSERT_ABORTS(get_relative, "a/b", "'a/b' is not an absolute path");
}

/* --- links -------------------------------------------------------------------------- */

static void a_strong_link_holds_its_target(void **state)
{
    static const char *const names[] = {"strong", "of-class"};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        Object *a = add(top, "a", TYPE_NODE);
        Object *b = object_new(TYPE_NODE);

        assert_true(object_property_set_link(a, names[i], b, &error_abort));
        object_unref(b);
        assert_int_equal(alive, 2);
        assert_ptr_equal(object_property_get_link(a, names[i], &error_abort), b);
        assert_true(object_property_set_link(a, names[i], a, &error_abort));
        assert_int_equal(alive, 1);
        assert_true(object_property_set_link(a, names[i], NULL, &error_abort));
        assert_null(object_property_get_link(a, names[i], &error_abort));

        b = object_new(TYPE_NODE);
        assert_true(object_property_set_link(a, names[i], b, &error_abort));
        object_unref(b);
        object_unparent(a);
        assert_int_equal(alive, 0);
    }
}

static void a_weak_link_does_not(void **state)
{
    Object *a = add(top, "a", TYPE_NODE);
    Object *b = object_new(TYPE_NODE);

    (void)state;
    assert_true(object_property_set_link(a, "weak", b, &error_abort));
    assert_ptr_equal(NODE(a)->weak, b);
    object_unref(b);
    assert_int_equal(alive, 1);
    NODE(a)->weak = NULL;
}

static void a_link_is_set_by_path_too(void **state)
{
    Object *a = add(top, "a", TYPE_NODE);
    Object *b = add(a, "b", TYPE_NODE);
    g_autofree char *path = NULL;

    (void)state;
    assert_true(object_property_parse(a, "weak", "a/b", &error_abort));
    assert_ptr_equal(NODE(a)->weak, b);
    path = object_property_get_str(a, "weak", &error_abort);
    assert_string_equal(path, "/t/a/b");
    assert_true(object_property_set_str(a, "weak", "", &error_abort));
    assert_null(NODE(a)->weak);
}

static void a_link_refuses_what_it_must_not_lead_to(void **state)
{
    Object *a = add(top, "a", TYPE_NODE);
    Error *err = NULL;

    (void)state;
    assert_false(object_property_set_link(a, "weak", top, &err));
    assert_error(err,
                 "'n-node.weak' of object '/t/a' of type 'n-node': Link 'weak' expects "
                 "an object of type 'n-node', not object '/t' of type 'container'");
    err = NULL;
    assert_false(object_property_set_str(a, "weak", "/t", &err));
    assert_error(err, "'/t' is of another");
    err = NULL;
    assert_false(object_property_set_str(a, "weak", "/t/z", &err));
    assert_error(err, "there is no object '/t/z'");
    err = NULL;
    assert_false(object_property_set_link(a, "strong", object_get_root(), &err));
    assert_error(err, "strong does not want the root");
    err = NULL;
    assert_false(object_property_set_link(a, "fixed", a, &err));
    assert_error(err, "'n-node.fixed'");
    err = NULL;
    assert_null(object_property_get_link(a, "number", &err));
    assert_error(err, "'n-node.number'");
    err = NULL;
    assert_null(object_property_get_link(a, "nothing", &err));
    assert_error(err, "'n-node.nothing' not found");
    err = NULL;
    add(a, "x", TYPE_NODE);
    add(top, "x", TYPE_NODE);
    assert_false(object_property_set_str(a, "weak", "x", &err));
    assert_error(err, "several objects");
    assert_null(NODE(a)->weak);
    assert_null(NODE(a)->strong);
}

static void a_constant_link_stays(void **state)
{
    Object *a = add(top, "a", TYPE_NODE);
    Object *b = add(top, "b", TYPE_NODE);

    (void)state;
    assert_string_equal(object_property_add_const_link(a, "peer", b)->type,
                        "link<n-node>");
    assert_ptr_equal(object_property_get_link(a, "peer", &error_abort), b);
    assert_ptr_equal(object_resolve_path("/t/a/peer", NULL), b);
    assert_false(object_property_set_link(a, "peer", a, NULL));
}

/* --- aliases ------------------------------------------------------------------------ */

static void an_alias_is_the_property_it_names(void **state)
{
    Object *a = add(top, "a", TYPE_NODE);
    Object *b = add(a, "b", TYPE_NODE);
    Error *err = NULL;

    (void)state;
    object_property_add_alias(a, "b-number", b, "number");
    object_property_add_alias(a, "b-number-again", a, "b-number");
    object_property_add_alias(top, "grandchild", a, "b");
    object_property_add_alias(top, "b-strong", b, "strong");
    assert_true(object_property_set_uint(a, "b-number-again", 8, &error_abort));
    assert_int_equal(NODE(b)->number, 8);
    assert_int_equal(object_property_get_uint(a, "b-number", &error_abort), 8);
    assert_string_equal(object_property_get_type(a, "b-number", NULL), "uint32");
    assert_string_equal(object_property_get_type(top, "grandchild", NULL),
                        "link<n-node>");
    assert_ptr_equal(object_resolve_path("/t/grandchild", NULL), b);
    assert_ptr_equal(object_property_get_link(top, "grandchild", &error_abort), b);
    assert_true(object_property_set_link(top, "b-strong", a, &error_abort));
    assert_ptr_equal(NODE(b)->strong, a);
    assert_true(object_property_set_link(top, "b-strong", NULL, &error_abort));
    assert_false(object_property_set_bool(a, "b-number-again", true, &err));
    assert_error(err, "Property 'n-node.number' of object '/t/a/b'");
}

static void alias_of_nothing(void *obj)
{
    object_property_add_alias(obj, "x", obj, "nothing");
}

static void an_alias_of_nothing_is_fatal(void **state)
{
    (void)state;
    ASSERT_ABORTS(alias_of_nothing, top, "'container.nothing' not found", "'/t'");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_child_has_a_path_and_one_reference_of_its_parent),
        TEST(a_child_is_refused_where_the_tree_would_be_none),
        TEST(a_duplicate_child_is_fatal),
        TEST(children_are_visited_until_one_says_stop),
        TEST(absolute_paths_go_through_children_and_links),
        TEST(partial_paths_are_found_anywhere_unless_two_match),
        TEST(containers_are_made_on_the_way),
        TEST(containers_that_cannot_be_are_fatal),
        TEST(a_strong_link_holds_its_target),
        TEST(a_weak_link_does_not),
        TEST(a_link_is_set_by_path_too),
        TEST(a_link_refuses_what_it_must_not_lead_to),
        TEST(a_constant_link_stays),
        TEST(an_alias_is_the_property_it_names),
        TEST(an_alias_of_nothing_is_fatal),
    };

    module_call_init(MODULE_INIT_QOM);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
