/* SPDX-License-Identifier: MIT */
/* What marks come out as: bridges, typed functions, tables, objects; and what they do not
 * change. The messages are in tests/golden/bad-handler-* and bad-mark-*. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "captured.h"
#include "handlers.h"
#include "scanned.h"

#define MARKS "#include <bindery/marks.h>\n"

#define TIMER                                                                            \
    "typedef int (*tick_fn)(void *opaque);\n"                                            \
    "int add(int n, tick_fn tick, void *opaque);\n"                                      \
    "struct counter { int n; };\n"

static const IrHandler *handler(const Ir *ir, guint i)
{
    assert_true(i < ir->handlers->len);
    return &g_array_index(ir->handlers, IrHandler, i);
}

static const IrRegistrar *registrar(const IrHandler *of, guint i)
{
    assert_non_null(of->registrars);
    assert_true(i < of->registrars->len);
    return &g_array_index(of->registrars, IrRegistrar, i);
}

static const IrTable *table(const Ir *ir, guint i)
{
    assert_true(i < ir->tables->len);
    return &g_array_index(ir->tables, IrTable, i);
}

static void a_header_without_marks_has_no_trampolines(void **state)
{
    Ir *ir = scanned(TIMER);

    (void)state;
    assert_int_equal(ir->handlers->len, 0);
    assert_int_equal(ir->tables->len, 0);
    assert_int_equal(ir->objects->len, 0);
    ir_destroy(ir);
}

static void the_marks_header_is_not_in_the_record(void **state)
{
    Ir *ir = scanned(MARKS);

    (void)state;
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        assert_int_equal(ir->decls[kind]->len, 0);
    }
    ir_destroy(ir);
}

static void a_handler_has_a_bridge_and_a_typed_function(void **state)
{
    Ir *ir =
        scanned(MARKS TIMER "int tick(struct counter *c) BINDERY_IMPLEMENTS(tick_fn);\n");
    const IrHandler *tick = handler(ir, 0);

    (void)state;
    assert_string_equal(tick->function->key, "tick");
    assert_null(tick->function->attributes);
    assert_string_equal(tick->what->key, "tick_fn");
    assert_string_equal(tick->object, "struct counter");
    assert_null(tick->member);
    assert_string_equal(tick->bridge, "tick_bridge");
    assert_string_equal(tick->c, "int tick_bridge(void *opaque)");
    assert_string_equal(tick->call, "return tick(opaque)");
    assert_int_equal(tick->registrars->len, 1);
    assert_string_equal(registrar(tick, 0)->function, "add");
    assert_string_equal(registrar(tick, 0)->name, "tick_add");
    assert_string_equal(registrar(tick, 0)->c,
                        "int tick_add(int n, struct counter *opaque)");
    assert_string_equal(registrar(tick, 0)->call, "return add(n, tick_bridge, opaque)");
    ir_destroy(ir);
}

static void handlers_are_sorted_by_function(void **state)
{
    Ir *ir =
        scanned(MARKS TIMER "int z(struct counter *c) BINDERY_IMPLEMENTS(tick_fn);\n"
                            "int a(struct counter *c) BINDERY_IMPLEMENTS(tick_fn);\n"
                            "int m(struct counter *c) BINDERY_IMPLEMENTS(tick_fn);\n");

    (void)state;
    assert_int_equal(ir->handlers->len, 3);
    assert_string_equal(handler(ir, 0)->function->key, "a");
    assert_string_equal(handler(ir, 1)->function->key, "m");
    assert_string_equal(handler(ir, 2)->function->key, "z");
    ir_destroy(ir);
}

static void only_what_takes_the_exact_type_registers(void **state)
{
    Ir *ir =
        scanned(MARKS TIMER "typedef int (*tock_fn)(void *opaque);\n"
                            "int add_tock(tock_fn tock, void *opaque);\n"
                            "int add_spelled(int (*tick)(void *opaque), void *opaque);\n"
                            "int add_no_data(tick_fn tick);\n"
                            "int tick(struct counter *c) BINDERY_IMPLEMENTS(tick_fn);\n");

    (void)state;
    assert_int_equal(handler(ir, 0)->registrars->len, 1);
    assert_string_equal(registrar(handler(ir, 0), 0)->function, "add");
    ir_destroy(ir);
}

static void the_object_is_as_const_as_the_function_has_it(void **state)
{
    Ir *ir = scanned(MARKS "typedef int (*tick_fn)(const void *opaque);\n"
                           "int add(tick_fn tick, const void *opaque);\n"
                           "int add_plain(tick_fn tick, void *opaque);\n"
                           "int tick(const int *c) BINDERY_IMPLEMENTS(tick_fn);\n");
    const IrHandler *tick = handler(ir, 0);

    (void)state;
    assert_string_equal(tick->object, "int");
    assert_string_equal(registrar(tick, 0)->c, "int tick_add(const int *opaque)");
    assert_string_equal(registrar(tick, 1)->c, "int tick_add_plain(int *opaque)");
    ir_destroy(ir);
}

static void a_handler_without_an_object_is_not_registered(void **state)
{
    Ir *ir = scanned(MARKS TIMER "int tick(void *c) BINDERY_IMPLEMENTS(tick_fn);\n");

    (void)state;
    assert_null(handler(ir, 0)->object);
    assert_null(handler(ir, 0)->registrars);
    ir_destroy(ir);
}

#define SHARED                                                                           \
    "typedef void (*read_fn)(int n, void *opaque);\n"                                    \
    "void watch(read_fn read, read_fn write, void *opaque, void (*destroy)(void *));\n"  \
    "struct conn { int n; };\n"                                                          \
    "struct other { int n; };\n"

static void only_handlers_of_the_object_are_registered_with_it(void **state)
{
    Ir *ir = scanned(MARKS SHARED
                     "void read(int n, struct conn *c) BINDERY_IMPLEMENTS(read_fn);\n"
                     "void write(int n, struct other *o)\n"
                     "    BINDERY_IMPLEMENTS(watch, write);\n");
    const IrHandler *read = handler(ir, 0);

    (void)state;
    assert_int_equal(read->registrars->len, 2);
    assert_string_equal(registrar(read, 0)->c, "void read_watch_read(struct conn *opaque,"
                                               " void (*destroy)(void *))");
    assert_string_equal(registrar(read, 0)->call,
                        "watch(read_bridge, NULL, opaque, destroy)");
    assert_string_equal(registrar(read, 1)->call,
                        "watch(NULL, read_bridge, opaque, destroy)");
    ir_destroy(ir);
}

static void handlers_of_one_object_are_registered_together(void **state)
{
    Ir *ir = scanned(MARKS SHARED
                     "void z(int n, struct conn *c) BINDERY_IMPLEMENTS(watch, read);\n"
                     "void y(int n, struct conn *c) BINDERY_IMPLEMENTS(watch, write);\n"
                     "void x(struct conn *c) BINDERY_IMPLEMENTS(watch, destroy);\n");

    (void)state;
    assert_null(handler(ir, 0)->registrars);
    assert_null(handler(ir, 1)->registrars);
    assert_int_equal(handler(ir, 2)->registrars->len, 1);
    assert_string_equal(registrar(handler(ir, 2), 0)->name, "conn_watch");
    assert_string_equal(registrar(handler(ir, 2), 0)->c,
                        "void conn_watch(struct conn *opaque)");
    assert_string_equal(registrar(handler(ir, 2), 0)->call,
                        "watch(z_bridge, y_bridge, opaque, x_bridge)");
    ir_destroy(ir);
}

static void a_callback_that_must_be_given_is_not_left_out(void **state)
{
    static const char *const attributes[] = {"nonnull", "nonnull(1, 2)", "nonnull(3)"};

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(attributes); i++) {
        g_autofree char *text = g_strdup_printf(
            MARKS SHARED
            "void both(read_fn a, read_fn b, void *opaque)"
            "    __attribute__((%s));\n"
            "void read(int n, struct conn *c) BINDERY_IMPLEMENTS(both, a);\n",
            attributes[i]);
        Ir *ir = scanned(text);

        assert_int_equal(handler(ir, 0)->registrars != NULL, i == 2);
        ir_destroy(ir);
    }
}

#define OPERATIONS                                                                       \
    "struct ops { int n; int (*read)(void *opaque);\n"                                   \
    "             struct { int (*accepts)(void *opaque); } v;\n"                         \
    "             int (*plain)(int n); };\n"                                             \
    "struct timer { int n; };\n"

static void members_of_one_object_are_one_table(void **state)
{
    Ir *ir = scanned(
        MARKS OPERATIONS
        "int accepts(struct timer *t) BINDERY_IMPLEMENTS(struct ops, v.accepts);\n"
        "int plain(int n) BINDERY_IMPLEMENTS(struct ops, plain);\n"
        "int read(const struct timer *t) BINDERY_IMPLEMENTS(struct ops, read);\n");
    const IrTable *ops = table(ir, 0);

    (void)state;
    assert_int_equal(ir->tables->len, 1);
    assert_int_equal(ops->kind, IR_TABLE_CONST);
    assert_string_equal(ops->name, "timer_ops");
    assert_string_equal(ops->type, "struct ops");
    assert_string_equal(ops->object, "struct timer");
    assert_string_equal(ops->c, "const struct ops timer_ops");
    assert_null(ops->user_data);
    assert_null(ops->values);
    assert_int_equal(ops->members->len, 3);
    assert_string_equal(g_array_index(ops->members, IrTableMember, 0).name, "read");
    assert_string_equal(g_array_index(ops->members, IrTableMember, 1).name, "v.accepts");
    assert_string_equal(g_array_index(ops->members, IrTableMember, 2).name, "plain");
    assert_string_equal(g_array_index(ops->members, IrTableMember, 2).handler, "plain");
    assert_string_equal(g_array_index(ops->members, IrTableMember, 2).bridge,
                        "plain_bridge");
    ir_destroy(ir);
}

static void members_of_two_objects_are_two_tables(void **state)
{
    Ir *ir =
        scanned(MARKS OPERATIONS
                "typedef struct PL011State { int n; } PL011State;\n"
                "int read(struct timer *t) BINDERY_IMPLEMENTS(struct ops, read);\n"
                "int pl011_read(PL011State *s) BINDERY_IMPLEMENTS(struct ops, read);\n"
                "int alone(int n) BINDERY_IMPLEMENTS(struct ops, plain, alone_ops);\n");

    (void)state;
    assert_int_equal(ir->tables->len, 3);
    assert_string_equal(table(ir, 0)->name, "alone_ops");
    assert_null(table(ir, 0)->object);
    assert_string_equal(table(ir, 1)->name, "pl011_state_ops");
    assert_string_equal(table(ir, 1)->object, "PL011State");
    assert_string_equal(table(ir, 2)->name, "timer_ops");
    ir_destroy(ir);
}

static void a_record_that_carries_the_object_is_filled(void **state)
{
    Ir *ir = scanned(
        MARKS
        "struct stream { int (*read)(void *opaque); void *opaque; };\n"
        "struct pool { int n; };\n"
        "int pool_read(struct pool *pool) BINDERY_IMPLEMENTS(struct stream, read);\n");

    (void)state;
    assert_int_equal(table(ir, 0)->kind, IR_TABLE_OBJECT);
    assert_string_equal(table(ir, 0)->user_data, "opaque");
    assert_string_equal(table(ir, 0)->c,
                        "void pool_stream_set(struct stream *to, struct pool *object)");
    ir_destroy(ir);
}

#define CLASSES                                                                          \
    "struct object { int n; }; struct device { struct object parent; };\n"               \
    "struct object_class { void (*reset)(struct object *o); };\n"                        \
    "struct device_class { struct object_class parent;\n"                                \
    "                      int (*open)(struct device *d); };\n"

static void methods_of_a_class_are_filled_in(void **state)
{
    Ir *ir = scanned(
        MARKS CLASSES
        "void reset(struct device *d) BINDERY_IMPLEMENTS(struct object_class, reset);\n"
        "int open(struct device *d) BINDERY_IMPLEMENTS(struct device_class, open);\n");

    (void)state;
    assert_int_equal(ir->tables->len, 2);
    assert_int_equal(table(ir, 0)->kind, IR_TABLE_CLASS);
    assert_string_equal(table(ir, 0)->c,
                        "void device_device_class_set(struct device_class *klass)");
    assert_int_equal(table(ir, 1)->kind, IR_TABLE_CLASS);
    assert_string_equal(handler(ir, 0)->call, "return open(d)");
    assert_string_equal(handler(ir, 1)->call, "reset((struct device *)o)");
    ir_destroy(ir);
}

static void a_named_table_of_methods_is_constant(void **state)
{
    Ir *ir =
        scanned(MARKS CLASSES
                "void reset(struct device *d)\n"
                "    BINDERY_IMPLEMENTS(struct object_class, reset, device_methods);\n");

    (void)state;
    assert_int_equal(table(ir, 0)->kind, IR_TABLE_CONST);
    assert_string_equal(table(ir, 0)->c, "const struct object_class device_methods");
    ir_destroy(ir);
}

static void a_constant_member_is_initialized(void **state)
{
    Ir *ir = scanned(
        MARKS "struct stream { int (*const read)(void *opaque); void *opaque; };\n"
              "int pool_read(int *pool) BINDERY_IMPLEMENTS(struct stream, read);\n");

    (void)state;
    assert_int_equal(table(ir, 0)->kind, IR_TABLE_CONST);
    assert_null(table(ir, 0)->user_data);
    ir_destroy(ir);
}

static void an_object_has_casts_to_all_it_begins_with(void **state)
{
    Ir *ir = scanned(MARKS
                     "struct object { int n; };\n"
                     "typedef struct Device { struct object parent; } Device;\n"
                     "_Bool is_uart(const struct object *o);\n"
                     "typedef struct { Device device; int n; } Uart\n"
                     "    BINDERY_TYPE(\"uart\", Device) BINDERY_CAST_CHECK(is_uart);\n");
    const IrObject *uart = &g_array_index(ir->objects, IrObject, 0);
    const IrParent *device, *object;

    (void)state;
    assert_int_equal(ir->objects->len, 1);
    assert_string_equal(uart->type, "Uart");
    assert_string_equal(uart->name, "uart");
    assert_string_equal(uart->check, "is_uart");
    assert_int_equal(uart->parents->len, 2);
    device = &g_array_index(uart->parents, IrParent, 0);
    object = &g_array_index(uart->parents, IrParent, 1);
    assert_string_equal(device->up, "Device *uart_as_Device(Uart *object)");
    assert_string_equal(device->up_call, "return &object->device");
    assert_string_equal(device->down, "Uart *uart_from_Device(Device *parent)");
    assert_string_equal(device->down_call, "return (Uart *)parent");
    assert_string_equal(device->check, "is_uart(&parent->parent)");
    assert_string_equal(object->type, "struct object");
    assert_string_equal(object->path, "device.parent");
    assert_string_equal(object->check, "is_uart(parent)");
    ir_destroy(ir);
}

static void what_a_dependency_says_of_its_callbacks_counts(void **state)
{
    Ir *dependency = scanned("typedef int (*odd_fn)(void *a, void *b);\n"
                             "void add(odd_fn odd, void *mine, void *other);\n");
    Ir *ir = scanned(MARKS "typedef int (*odd_fn)(void *a, void *b);\n"
                           "void add(odd_fn odd, void *mine, void *other);\n"
                           "int odd(const char *a, struct x { int n; } *b);\n");
    IrDecl *add = ir_find_decl(dependency, IR_FUNCTION, "add");
    IrDecl *odd_fn = ir_find_decl(dependency, IR_TYPEDEF, "odd_fn");
    IrDecl *odd = ir_find_decl(ir, IR_FUNCTION, "odd");
    IrCallback pair = {
        .param = 0, .opaque = 1, .user_data = 1, .destroy = -1, .confidence = IR_GIVEN};
    GPtrArray *dependencies = g_ptr_array_new();
    Diagnostics *diag = diag_create();

    (void)state;
    g_clear_pointer(&add->callbacks, g_array_unref);
    g_clear_pointer(&odd_fn->callbacks, g_array_unref);
    add->callbacks = g_array_new(FALSE, TRUE, sizeof pair);
    odd_fn->callbacks = g_array_new(FALSE, TRUE, sizeof pair);
    g_array_append_val(add->callbacks, pair);
    g_array_append_val(odd_fn->callbacks, pair);
    ir_find_decl(ir, IR_FUNCTION, "add")->from = "dependency";
    ir_find_decl(ir, IR_TYPEDEF, "odd_fn")->from = "dependency";
    odd->attributes = g_ptr_array_new();
    g_ptr_array_add(odd->attributes,
                    (gpointer) "annotate(\"bindery:implements:odd_fn\")");
    ir->marked = true;
    g_ptr_array_add(dependencies, dependency);
    assert_true(handlers_check(ir, dependencies, diag));
    assert_string_equal(handler(ir, 0)->object, "struct x");
    assert_string_equal(registrar(handler(ir, 0), 0)->c,
                        "void odd_add(struct x *mine, void *other)");
    g_ptr_array_free(dependencies, TRUE);
    diag_destroy(diag);
    ir_destroy(ir);
    ir_destroy(dependency);
}

static void a_wrong_mark_refuses_the_header(void **state)
{
    Captured captured;
    Ir *ir;
    char *text;

    (void)state;
    captured_start(&captured);
    ir = scanned(MARKS TIMER
                 "long tick(struct counter *c) BINDERY_IMPLEMENTS(tick_fn);\n");
    text = captured_stop(&captured);
    assert_null(ir);
    assert_non_null(strstr(text, "m.h:5:6: error: the handler 'tick' returns 'long', and "
                                 "'tick_fn' returns 'int'; declare it 'int tick(struct "
                                 "counter *c)'\n"));
    g_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_without_marks_has_no_trampolines),
        cmocka_unit_test(the_marks_header_is_not_in_the_record),
        cmocka_unit_test(a_handler_has_a_bridge_and_a_typed_function),
        cmocka_unit_test(handlers_are_sorted_by_function),
        cmocka_unit_test(only_what_takes_the_exact_type_registers),
        cmocka_unit_test(the_object_is_as_const_as_the_function_has_it),
        cmocka_unit_test(a_handler_without_an_object_is_not_registered),
        cmocka_unit_test(only_handlers_of_the_object_are_registered_with_it),
        cmocka_unit_test(handlers_of_one_object_are_registered_together),
        cmocka_unit_test(a_callback_that_must_be_given_is_not_left_out),
        cmocka_unit_test(members_of_one_object_are_one_table),
        cmocka_unit_test(members_of_two_objects_are_two_tables),
        cmocka_unit_test(a_record_that_carries_the_object_is_filled),
        cmocka_unit_test(methods_of_a_class_are_filled_in),
        cmocka_unit_test(a_named_table_of_methods_is_constant),
        cmocka_unit_test(a_constant_member_is_initialized),
        cmocka_unit_test(an_object_has_casts_to_all_it_begins_with),
        cmocka_unit_test(what_a_dependency_says_of_its_callbacks_counts),
        cmocka_unit_test(a_wrong_mark_refuses_the_header),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
