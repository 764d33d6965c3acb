/* SPDX-License-Identifier: MIT */
/* Which callbacks are found in declarations, and how sure that is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "callback_fixture.h"
#include "callback_name.h"
#include "callbacks.h"

/* The header's text, and of the declaration f in it what is told. */
typedef struct Example {
    const char *text;
    const char *told;
} Example;

static void check_examples(const Example *examples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Ir *ir = scan_text(examples[i].text);
        char *text = told(find(ir, "f"));

        if (strcmp(text, examples[i].told) != 0) {
            print_error("%s\n  told:   %s\n  wanted: %s\n", examples[i].text, text,
                        examples[i].told);
        }
        assert_string_equal(text, examples[i].told);
        g_free(text);
        ir_destroy(ir);
    }
}

#define CHECK(examples) check_examples(examples, G_N_ELEMENTS(examples))

static void function_gives_its_user_data_to_its_callback(void **state)
{
    static const Example examples[] = {
        {"void f(int (*cb)(void *, int), void *user_data);",
         "cb 0 user_data=user_data name"},
        {"void f(int (*cb)(int, void *), void *);", "cb 1 user_data= shape"},
        {"void f(void *opaque, void (*cb)(void *));", "cb 0 user_data=opaque name"},
        {"typedef void (*fn)(int i, void *x);\nvoid f(fn cb, void *y);",
         "cb 1 user_data=y shape"},
        {"typedef void fn(void *data);\nvoid f(fn *cb, void *data);",
         "cb 0 user_data=data name"},
        {"typedef void fn(void *data);\nvoid f(fn cb, void *data);",
         "cb 0 user_data=data name"},
        {"typedef void *pointer;\nvoid f(int (*const cb)(pointer), pointer const p_arg);",
         "cb 0 user_data=p_arg name"},
        {"void f(int (*cb)(void *), void *data, unsigned long stack_size);",
         "cb 0 user_data=data name"},
        {"void f(int (*cb)(void *), void *data, int n_bytes, void *u);",
         "cb 0 user_data=u name"},
        {"void f(int (*cb)(void *, char *), char *out, int n, void *closure);",
         "cb 0 user_data=closure name"},
    };

    (void)state;
    CHECK(examples);
}

static void callback_may_have_several_void_pointers(void **state)
{
    static const Example examples[] = {
        {"typedef int (*cmp)(const void *, const void *, void *);\n"
         "void f(void *base, int n, cmp c, void *arg);",
         "c 2 user_data=arg name"},
        {"typedef int (*cmp)(void *thunk, const void *a, const void *b);\n"
         "void f(void *base, int n, void *thunk, cmp c);",
         "c 0 user_data=thunk name"},
        {"typedef void (*fn)(void *data, void *user_data);\n"
         "void f(void *list, fn func, void *user_data);",
         "func 1 user_data=user_data name"},
        {"typedef void (*fn)(void *key, void *value, void *p);\nvoid f(fn func, void "
         "*p);",
         "func 2 user_data=p name"},
        {"void f(void (*fn)(void *, void *), void *arg);", "fn 1 user_data=arg shape"},
        {"struct e;\ntypedef int (*fn)(int a, void *data, struct e **error);\n"
         "void f(fn func, void *data);",
         "func 1 user_data=data name"},
    };

    (void)state;
    CHECK(examples);
}

static void several_callbacks_share_a_pointer(void **state)
{
    static const Example examples[] = {
        {"void f(void (*r)(void *), void (*w)(void *), void *arg);",
         "r 0 user_data=arg name; w 0 user_data=arg name"},
        {"void f(void *arg, int (*r)(void *, int), int (*w)(void *, int));",
         "r 0 user_data=arg name; w 0 user_data=arg name"},
        {"typedef void (*fn)(void *, int);\nvoid f(fn a, void *a_data, fn b, void "
         "*b_data);",
         "a 0 user_data=a_data name; b 0 user_data=b_data name"},
        {"typedef void (*fn)(void *data, int);\n"
         "void f(void *pre_data, fn pre_notify, void *post_data, fn post_notify);",
         "pre_notify 0 user_data=pre_data name; post_notify 0 user_data=post_data name"},
    };

    (void)state;
    CHECK(examples);
}

static void destroy_goes_with_the_pointer_it_frees(void **state)
{
    static const Example examples[] = {
        {"typedef void (*DestroyNotify)(void *data);\n"
         "void f(int (*fn)(void *), void *data, DestroyNotify notify);",
         "fn 0 user_data=data destroy=notify name"},
        {"void f(void *p_arg, int (*compare)(void *, int), void (*xDestroy)(void *));",
         "compare 0 user_data=p_arg destroy=xDestroy name"},
        {"void f(int (*fn)(void *, int), void *data, void (*item_free)(void *));",
         "fn 0 user_data=data name"},
        {"void f(int (*fn)(void *, int), void *item_data, void (*item_free)(void *));",
         "fn 0 user_data=item_data destroy=item_free name"},
        {"typedef void (*DestroyNotify)(void *data);\n"
         "void f(char *key, void *data, DestroyNotify destroy);",
         "destroy 0 user_data=data name"},
        {"void f(int (*init)(int), void *app, void (*xDestroy)(void *));",
         "xDestroy 0 user_data=app name"},
        {"void f(int (*fn)(void *, int), void *, void (*)(void *));",
         "fn 0 user_data= destroy= shape"},
    };

    (void)state;
    CHECK(examples);
}

static void name_of_the_callback_finds_its_pointer(void **state)
{
    static const Example examples[] = {
        {"typedef void (*free_cb)(void *cls);\n"
         "void f(unsigned long size, void *buffer, free_cb crfc, void *crfc_cls);",
         "crfc 0 user_data=crfc_cls name"},
        {"typedef void (*free_cb)(void *cls);\n"
         "void f(unsigned long size, void *block, free_cb crfc, void *crfc_cls);",
         "crfc 0 user_data=crfc_cls name"},
        {"typedef int (*status)(const char *path, void *payload);\n"
         "void f(status notify_cb, status done_cb, void *done_payload,\n"
         "       void *notify_payload);",
         "notify_cb 1 user_data=notify_payload name; "
         "done_cb 1 user_data=done_payload name"},
        {"void f(int (*f_rng)(void *, char *, int), void *p_rng);",
         "f_rng 0 user_data=p_rng name"},
        {"void f(void *p_bio, int (*f_send)(void *, int), int (*f_recv)(void *, int));",
         "f_send 0 user_data=p_bio name; f_recv 0 user_data=p_bio name"},
        {"typedef void (*fn)(void *fixture, const void *user_data);\n"
         "void f(const void *test_data, fn data_setup, fn data_test, fn data_teardown);",
         "data_setup 1 user_data=test_data name; data_test 1 user_data=test_data name; "
         "data_teardown 1 user_data=test_data name"},
        {"void f(int (*reader)(void *ud, int *size), void *dt);",
         "reader 0 user_data=dt name"},
        {"typedef int (*fn)(struct s *s, void *ud, unsigned long *sz);\n"
         "void f(fn reader, void *dt);",
         "reader 1 user_data=dt name"},
    };

    (void)state;
    CHECK(examples);
}

static void destroy_may_stand_on_either_side(void **state)
{
    static const Example examples[] = {
        {"typedef void (*free_cb)(void *cls);\n"
         "void f(int (*crc)(void *cls, char *buf), void *crc_cls, free_cb crfc);",
         "crc 0 user_data=crc_cls destroy=crfc name"},
        {"typedef int (*filter)(int n, void *ctx);\n"
         "void f(filter in, filter out, void (*free_context)(void *), void *ctx);",
         "in 1 user_data=ctx destroy=free_context name; "
         "out 1 user_data=ctx destroy=free_context name"},
    };

    (void)state;
    CHECK(examples);
}

/* A void pointer behind a typedef that says what it is. */
static void handle_goes_with_callbacks_that_take_it(void **state)
{
    static const Example examples[] = {
        {"typedef void *thandle;\ntypedef long (*rw)(thandle, void *, long);\n"
         "void f(const char *name, thandle, rw r, rw w, int (*close)(thandle));",
         "r 0 user_data= shape; w 0 user_data= shape; close 0 user_data= shape"},
        {"typedef void *thandle;\n"
         "void f(thandle clientdata, int (*read)(thandle fd, void *buf, int n),\n"
         "       int (*close)(thandle fd));",
         "read 0 user_data=clientdata name; close 0 user_data=clientdata name"},
    };

    (void)state;
    CHECK(examples);
}

static void only_pointer_is_shared_even_if_it_is_a_thing(void **state)
{
    static const Example examples[] = {
        {"typedef int (*rng)(void *, int);\ntypedef int (*decrypt)(void *ctx, int n);\n"
         "typedef int (*sign)(void *ctx, rng f_rng, void *p_rng, int n);\n"
         "void f(struct pk *pk, void *key, decrypt decrypt_func, sign sign_func);",
         "decrypt_func 0 user_data=key shape; sign_func 0 user_data=key shape"},
        {"typedef int (*decrypt)(void *ctx, int n);\nvoid f(void *key, decrypt func);",
         "func 0 name"},
    };

    (void)state;
    CHECK(examples);
}

static void memory_and_second_names_are_no_opaque_pointers(void **state)
{
    static const Example examples[] = {
        {"void f(void *(*my_alloc)(unsigned long, void **),\n"
         "       void (*my_free)(void *, void **),\n"
         "       void *(*my_realloc)(void *, unsigned long, void **), void *abstract);",
         ""},
        {"void f(void *mem, void *(*malloc_fn)(struct s *, int),\n"
         "       void (*free_fn)(struct s *, void *));",
         ""},
        {"typedef void (*fn)(void *payload, const char *name);\n"
         "void f(void *data, fn deallocator);",
         ""},
        {"typedef void (*fn)(void *payload, void *data, const char *name);\n"
         "void f(fn scan, void *data);",
         "scan 1 user_data=data name"},
        {"typedef int (*fn)(void *cls, int n, void *req_cls, int m);\n"
         "void f(fn upgrade, void *cls);",
         "upgrade 0 user_data=cls name"},
        {"typedef void (*fn)(int, void *transdata, void *inputdata);\n"
         "void f(fn cb, void *data);",
         ""},
    };

    (void)state;
    CHECK(examples);
}

static void what_has_no_opaque_pointer_is_not_told(void **state)
{
    static const Example examples[] = {
        {"void f(void *base, int n, int (*cmp)(const void *, const void *));", ""},
        {"void f(void (*at_exit)(void));", ""},
        {"typedef unsigned (*hash)(const void *key);\ntypedef void (*destroy)(void "
         "*data);\n"
         "void f(hash h, destroy key_destroy, destroy value_destroy);",
         ""},
        {"typedef void (*action)(const void *nodep, int which);\n"
         "void f(const void *root, action a);",
         ""},
        {"typedef void (*free_fn)(void *node);\nvoid f(void *root, free_fn freefct);",
         ""},
        {"void f(void (*handler)(void), void *data);", ""},
        {"typedef void *(*alloc)(unsigned long n);\nvoid f(alloc a, void *data);", ""},
        {"typedef void *EGLDisplay;\nvoid f(void (*cb)(int), EGLDisplay display);", ""},
        {"typedef void (*fn)(void *item);\nvoid f(void *list, fn each);", ""},
        {"typedef int (*fn)(int i, void *data, unsigned long len);\n"
         "void f(fn write, void *arg);",
         ""},
        {"void f(void (*cb)(int), void *data, int size);", ""},
    };

    (void)state;
    CHECK(examples);
}

static void callback_without_a_pointer_here_is_told_by_name(void **state)
{
    static const Example examples[] = {
        {"typedef void (*start)(void *userData, const char *name);\n"
         "void f(struct parser *p, start s, start e);",
         "s 0 name; e 0 name"},
        {"typedef void (*start)(void *x, const char *name);\nvoid f(start s);", ""},
    };

    (void)state;
    CHECK(examples);
}

static void typedefs_have_their_opaque_pointer(void **state)
{
    static const Example examples[] = {
        {"typedef void (*f)(void *user_data);", "0 name"},
        {"typedef void f(int, void *);", "1 shape"},
        {"typedef int (*f)(const void *, const void *);", ""},
        {"typedef int (*f)(const void *a, const void *b, void *data);", "2 name"},
        {"typedef void (*g)(void *data);\ntypedef g f;", "0 name"},
        {"typedef void (*f)(const void *user_data);", "0 name"},
        {"typedef int (*f)(const void *data0, const void *data1);", ""},
        {"typedef unsigned (*f)(const void *key);", ""},
        {"typedef int f;", ""},
        {"typedef void (*inner)(int, void *);\n"
         "typedef void (*f)(struct file *self, inner done, void *user_data);",
         ""},
    };

    (void)state;
    CHECK(examples);
}

static void assert_record_told(const char *text, const char *wanted)
{
    Ir *ir = scan_text(text);

    assert_told(ir, "struct s", wanted);
    ir_destroy(ir);
}

static void members_go_with_the_pointer_beside_them(void **state)
{
    (void)state;
    assert_record_told(
        "typedef void *voidpf;\n"
        "struct s { int n; voidpf (*zalloc)(voidpf opaque, unsigned n);\n"
        "  void (*zfree)(voidpf opaque, voidpf address); voidpf opaque; };",
        "zalloc 0 user_data=opaque name; zfree 0 user_data=opaque name");
    assert_record_told("struct s { int (*convert)(void *data, const char *s);\n"
                       "  void (*release)(void *data); void *data; };",
                       "convert 0 user_data=data destroy=release name; "
                       "release 0 user_data=data name");
    assert_record_told("struct s { void (*a)(void *), *a_data; void (*b)(void *);\n"
                       "  void *b_data; };",
                       "a 0 user_data=a_data name; b 0 user_data=b_data name");
}

static void members_have_the_pointer_called_after_them(void **state)
{
    (void)state;
    assert_record_told(
        "typedef int (*status)(const char *path, unsigned flags, void *payload);\n"
        "struct s { status notify_cb; void *notify_payload; status progress_cb;\n"
        "  void *progress_payload; };",
        "notify_cb 2 user_data=notify_payload name; "
        "progress_cb 2 user_data=progress_payload name");
    assert_record_told(
        "struct s { int (*f_vrfy)(void *, int *); void *p_vrfy;\n"
        "  int (*f_send)(void *ctx, const char *); int (*f_recv)(void *ctx, char *);\n"
        "  int (*f_recv_timeout)(void *ctx, char *, int); void *p_bio; };",
        "f_vrfy 0 user_data=p_vrfy name; f_send 0 user_data=p_bio name; "
        "f_recv 0 user_data=p_bio name; f_recv_timeout 0 user_data=p_bio name");
    assert_record_told(
        "struct s { void (*interface_init)(void *g_iface, void *iface_data);\n"
        "  void (*interface_finalize)(void *g_iface, void *iface_data);\n"
        "  void *interface_data; };",
        "interface_init 1 user_data=interface_data name; "
        "interface_finalize 1 user_data=interface_data name");
}

static void records_of_things_have_none(void **state)
{
    (void)state;
    assert_record_told("struct s { void **array; int n; void (*free_fn)(void *data); };",
                       "");
    assert_record_told("struct s { void (*pad1)(void *user_data); };", "");
}

/* Few of a library's many functions take something that is passed on. */
static void table_of_all_functions_has_none(void **state)
{
    GString *text = g_string_new("struct s { void (*a)(void *clientData);");

    (void)state;
    for (int i = 0; i < 100; i++) {
        g_string_append_printf(text, " int (*b%d)(int);", i);
    }
    g_string_append(text, " };");
    assert_record_told(text->str, "");
    g_string_free(text, TRUE);
    assert_record_told("struct s { void (*a)(void *clientData); int (*b)(int); };",
                       "a 0 name");
}

static void tables_of_operations_have_opaque_pointers(void **state)
{
    (void)state;
    assert_record_told("struct s { long (*read)(void *opaque, long at);\n"
                       "  void (*write)(void *opaque, long at, long v); int endian; };",
                       "read 0 name; write 0 name");
    assert_record_told(
        "struct s { long (*read)(void *, char *); int (*close)(void *); };",
        "read 0 shape; close 0 shape");
    assert_record_told("struct s { void *(*malloc)(unsigned); void (*free)(void *); };",
                       "");
    assert_record_told("struct s { void *(*xMalloc)(int); void (*xFree)(void *);\n"
                       "  int (*xInit)(void *); void *pAppData; };",
                       "xInit 0 user_data=pAppData name");
}

static void methods_take_their_record(void **state)
{
    (void)state;
    assert_record_told("struct s { void *pAppData; void (*close)(struct s *, void *); };",
                       "");
    assert_record_told(
        "struct s { int (*cmp)(const void *, const void *); void *data; };", "");
    assert_record_told(
        "typedef void (*done)(int, void *);\n"
        "struct s { void (*read_async)(struct s *, done, void *user_data); };",
        "");
}

/* ---- names ---- */

static void names_say_what_a_pointer_is(void **state)
{
    (void)state;
    assert_int_equal(callback_name_kind(NULL), NAME_NONE);
    assert_int_equal(callback_name_kind(""), NAME_NONE);
    assert_int_equal(callback_name_kind("user_data"), NAME_CERTAIN);
    assert_int_equal(callback_name_kind("pUserData"), NAME_CERTAIN);
    assert_int_equal(callback_name_kind("__closure"), NAME_CERTAIN);
    assert_int_equal(callback_name_kind("clientp"), NAME_CERTAIN);
    assert_int_equal(callback_name_kind("pArg"), NAME_LIKELY);
    assert_int_equal(callback_name_kind("ctx"), NAME_LIKELY);
    assert_int_equal(callback_name_kind("marshal_data"), NAME_WEAK);
    assert_int_equal(callback_name_kind("g_class"), NAME_THING);
    assert_int_equal(callback_name_kind("instream"), NAME_OTHER);
    assert_int_equal(
        callback_name_kind("x_9$_____________________________________________"
                           "____________________________________________user"),
        NAME_OTHER);
    assert_true(callback_names_same("pArg", "__arg"));
    assert_true(callback_names_same("userData", "user_data"));
    assert_false(callback_names_same("data", "user_data"));
    assert_false(callback_names_same("", ""));
    assert_true(callback_name_frees_this("data_destroy", "hook_data"));
    assert_true(callback_name_frees_this("uri_destroy", "uri_data"));
    assert_false(callback_name_frees_this("item_free_func", "user_data"));
    assert_false(callback_name_frees_this("key_destroy_func", "key_compare_data"));
}

/* A typedef that another module declares keeps what that module's record says. */
static void opaque_pointer_of_another_module_counts(void **state)
{
    Ir *ir = scan_text("typedef void (*fn)(void *user_data, int n, void *data);\n"
                       "void f(fn function, void *user_data);\n");
    IrDecl *decl = find(ir, "fn");

    (void)state;
    assert_told(ir, "f", "function 0 user_data=user_data name");
    decl->from = ir_string(ir, "other");
    g_array_index(decl->callbacks, IrCallback, 0).opaque = 2;
    find_callbacks(ir, NULL);
    assert_told(ir, "fn", "2 name");
    assert_told(ir, "f", "function 2 user_data=user_data name");
    ir_destroy(ir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(function_gives_its_user_data_to_its_callback),
        cmocka_unit_test(callback_may_have_several_void_pointers),
        cmocka_unit_test(several_callbacks_share_a_pointer),
        cmocka_unit_test(destroy_goes_with_the_pointer_it_frees),
        cmocka_unit_test(name_of_the_callback_finds_its_pointer),
        cmocka_unit_test(destroy_may_stand_on_either_side),
        cmocka_unit_test(handle_goes_with_callbacks_that_take_it),
        cmocka_unit_test(only_pointer_is_shared_even_if_it_is_a_thing),
        cmocka_unit_test(memory_and_second_names_are_no_opaque_pointers),
        cmocka_unit_test(what_has_no_opaque_pointer_is_not_told),
        cmocka_unit_test(callback_without_a_pointer_here_is_told_by_name),
        cmocka_unit_test(typedefs_have_their_opaque_pointer),
        cmocka_unit_test(members_go_with_the_pointer_beside_them),
        cmocka_unit_test(members_have_the_pointer_called_after_them),
        cmocka_unit_test(records_of_things_have_none),
        cmocka_unit_test(table_of_all_functions_has_none),
        cmocka_unit_test(tables_of_operations_have_opaque_pointers),
        cmocka_unit_test(methods_take_their_record),
        cmocka_unit_test(names_say_what_a_pointer_is),
        cmocka_unit_test(opaque_pointer_of_another_module_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
