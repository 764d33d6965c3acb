/* SPDX-License-Identifier: MIT */
/* Chardevs, whatever their back end: events, writing, the end. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "chardev_fixture.h"

/* A back end of which the test says how many bytes it takes, and when it is busy. */
typedef struct ScriptedChardev {
    Chardev parent;
    GString *written;
    int at_once;
    int busy;  /* so many calls */
    int error; /* errno of all calls, if not 0 */
    bool open_state;
} ScriptedChardev;

#define TYPE_SCRIPTED "chardev-scripted"
#define SCRIPTED(obj) OBJECT_CHECK(ScriptedChardev, (obj), TYPE_SCRIPTED)

static int scripted_write(Chardev *chr, const uint8_t *buf, int len)
{
    ScriptedChardev *self = SCRIPTED(chr);

    if (self->error || self->busy-- > 0) {
        errno = self->error ? self->error : EAGAIN;
        return -1;
    }
    g_string_append_len(self->written, (const char *)buf, MIN(len, self->at_once));
    return MIN(len, self->at_once);
}

static void scripted_set_fe_open(Chardev *chr, int fe_open)
{
    SCRIPTED(chr)->open_state = fe_open;
}

static void scripted_init(Object *obj)
{
    SCRIPTED(obj)->written = g_string_new(NULL);
    SCRIPTED(obj)->at_once = 1000;
}

static void scripted_finalize(Object *obj)
{
    g_string_free(SCRIPTED(obj)->written, TRUE);
}

static void scripted_class_init(ObjectClass *klass, const void *data)
{
    CHARDEV_CLASS(klass)->chr_write = scripted_write;
    CHARDEV_CLASS(klass)->chr_set_fe_open = scripted_set_fe_open;
}

static const TypeInfo scripted_types[] = {
    {
        .name = TYPE_SCRIPTED,
        .parent = TYPE_CHARDEV,
        .instance_size = sizeof(ScriptedChardev),
        .instance_init = scripted_init,
        .instance_finalize = scripted_finalize,
        .class_init = scripted_class_init,
    },
};

DEFINE_TYPES(scripted_types)

static int open_scripted(void **state)
{
    *state =
        front_end_new(qemu_chardev_new("test", TYPE_SCRIPTED, NULL, NULL, &error_abort));
    return 0;
}

static int close_scripted(void **state)
{
    front_end_free(*state);
    return 0;
}

static ScriptedChardev *scripted(FrontEnd *fe)
{
    return SCRIPTED(qemu_chr_fe_get_driver(&fe->chr));
}

static const uint8_t text[] = "0123456789";

static void write_is_partial(void **state)
{
    FrontEnd *fe = *state;
    scripted(fe)->at_once = 4;
    assert_int_equal(qemu_chr_fe_write(&fe->chr, text, 10), 4);
    assert_string_equal(scripted(fe)->written->str, "0123");
}

static void write_that_must_wait_is_eagain(void **state)
{
    FrontEnd *fe = *state;
    scripted(fe)->busy = 1;
    errno = 0;
    assert_int_equal(qemu_chr_fe_write(&fe->chr, text, 10), -1);
    assert_int_equal(errno, EAGAIN);
    assert_int_equal(qemu_chr_fe_write(&fe->chr, text, 10), 10);
}

static void write_all_goes_on_until_all_is_written(void **state)
{
    FrontEnd *fe = *state;
    scripted(fe)->at_once = 3;
    scripted(fe)->busy = 5;
    assert_int_equal(qemu_chr_fe_write_all(&fe->chr, text, 10), 10);
    assert_string_equal(scripted(fe)->written->str, "0123456789");
}

static void write_all_ends_at_an_error(void **state)
{
    FrontEnd *fe = *state;
    scripted(fe)->error = EPIPE;
    assert_int_equal(qemu_chr_fe_write_all(&fe->chr, text, 10), -1);
    assert_int_equal(errno, EPIPE);
}

static void printf_has_no_limit(void **state)
{
    FrontEnd *fe = *state;
    g_autofree char *long_text = g_strnfill(10000, 'x');
    qemu_chr_fe_printf(&fe->chr, "%d%s", 42, long_text);
    assert_int_equal(scripted(fe)->written->len, 10002);
    assert_true(g_str_has_prefix(scripted(fe)->written->str, "42xxx"));
}

static void handlers_open_the_front_end(void **state)
{
    FrontEnd *fe = *state;
    assert_true(scripted(fe)->open_state);
    qemu_chr_fe_set_handlers(&fe->chr, NULL, NULL, NULL, NULL, NULL, NULL, true);
    assert_false(scripted(fe)->open_state);
    qemu_chr_fe_set_open(&fe->chr, true);
    assert_true(scripted(fe)->open_state);
}

static void set_open_can_be_left_to_the_device(void **state)
{
    FrontEnd *fe = *state;
    qemu_chr_fe_set_open(&fe->chr, false);
    qemu_chr_fe_set_handlers(&fe->chr, front_end_can_receive, front_end_receive,
                             front_end_event, NULL, fe, NULL, false);
    assert_false(scripted(fe)->open_state);
}

static void events_reach_the_front_end_in_order(void **state)
{
    FrontEnd *fe = *state;
    Chardev *chr = qemu_chr_fe_get_driver(&fe->chr);
    assert_string_equal(fe->events->str, "O");
    qemu_chr_be_event(chr, CHR_EVENT_BREAK);
    qemu_chr_be_event(chr, CHR_EVENT_CLOSED);
    assert_false(qemu_chr_fe_backend_open(&fe->chr));
    qemu_chr_be_event(chr, CHR_EVENT_OPENED);
    assert_true(qemu_chr_fe_backend_open(&fe->chr));
    assert_string_equal(fe->events->str, "OBCO");
}

static void handlers_are_told_that_it_is_open_already(void **state)
{
    FrontEnd *fe = *state;
    front_end_listen(fe);
    assert_string_equal(fe->events->str, "OO");
    qemu_chr_fe_set_handlers_full(&fe->chr, front_end_can_receive, front_end_receive,
                                  front_end_event, NULL, fe, NULL, true, false);
    assert_string_equal(fe->events->str, "OO");
    qemu_chr_be_event(qemu_chr_fe_get_driver(&fe->chr), CHR_EVENT_CLOSED);
    front_end_listen(fe);
    assert_string_equal(fe->events->str, "OOC");
}

static void input_needs_both_handlers(void **state)
{
    FrontEnd *fe = *state;
    Chardev *chr = qemu_chr_fe_get_driver(&fe->chr);
    assert_int_equal(qemu_chr_be_can_write(chr), CHR_READ_BUF_LEN);
    qemu_chr_fe_set_handlers(&fe->chr, front_end_can_receive, NULL, NULL, NULL, fe, NULL,
                             true);
    assert_int_equal(qemu_chr_be_can_write(chr), 0);
    fe->space = -3;
    front_end_listen(fe);
    assert_int_equal(qemu_chr_be_can_write(chr), 0);
}

static void its_end_parts_it_from_the_front_end(void **state)
{
    FrontEnd *fe = *state;
    object_unparent(OBJECT(qemu_chr_fe_get_driver(&fe->chr)));
    assert_false(qemu_chr_fe_backend_connected(&fe->chr));
    assert_string_equal(fe->events->str, "OC");
    assert_int_equal(qemu_chr_fe_write(&fe->chr, text, 10), 0);
}

static void front_end_may_end_it_on_the_event_of_its_end(void **state)
{
    FrontEnd *fe = *state;
    fe->end_on_close = true;
    object_unparent(OBJECT(qemu_chr_fe_get_driver(&fe->chr)));
    assert_string_equal(fe->events->str, "OC");
    assert_null(qemu_chr_find("test"));
}

static void what_a_back_end_lacks_is_not_supported(void **state)
{
    FrontEnd *fe = *state;
    Chardev *chr = qemu_chr_fe_get_driver(&fe->chr);
    int fd = -1;
    assert_int_equal(qemu_chr_fe_ioctl(&fe->chr, 1, NULL), -ENOTSUP);
    assert_int_equal(qemu_chr_fe_get_msgfd(&fe->chr), -1);
    assert_int_equal(qemu_chr_fe_set_msgfds(&fe->chr, &fd, 1), -1);
    assert_int_equal(qemu_chr_fe_add_watch(&fe->chr, G_IO_OUT, front_end_watch, fe), 0);
    assert_int_equal(qemu_chr_fe_read_all(&fe->chr, (uint8_t[1]){0}, 1), 0);
    assert_int_equal(qemu_chr_fe_wait_connected(&fe->chr, &error_abort), 0);
    assert_int_equal(qemu_chr_add_client(chr, -1), -1);
    assert_false(qemu_chr_has_feature(chr, QEMU_CHAR_FEATURE_GCONTEXT));
    qemu_chr_fe_disconnect(&fe->chr);
    qemu_chr_fe_set_echo(&fe->chr, true);
    qemu_chr_fe_accept_input(&fe->chr);
    assert_string_equal(fe->events->str, "O");
}

static gboolean count_call(gpointer calls)
{
    ++*(int *)calls;
    return G_SOURCE_CONTINUE;
}

static bool three_calls(void *calls)
{
    return *(int *)calls >= 3;
}

static void timeout_comes_again_until_it_is_destroyed(void **state)
{
    FrontEnd *fe = *state;
    int calls = 0;
    GSource *source =
        qemu_chr_timeout_add_ms(qemu_chr_fe_get_driver(&fe->chr), 1, count_call, &calls);
    run_until(three_calls, &calls);
    g_source_destroy(source);
    g_source_unref(source);
}

#define SCRIPTED_TEST(name)                                                              \
    cmocka_unit_test_setup_teardown(name, open_scripted, close_scripted)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRIPTED_TEST(write_is_partial),
        SCRIPTED_TEST(write_that_must_wait_is_eagain),
        SCRIPTED_TEST(write_all_goes_on_until_all_is_written),
        SCRIPTED_TEST(write_all_ends_at_an_error),
        SCRIPTED_TEST(printf_has_no_limit),
        SCRIPTED_TEST(handlers_open_the_front_end),
        SCRIPTED_TEST(set_open_can_be_left_to_the_device),
        SCRIPTED_TEST(events_reach_the_front_end_in_order),
        SCRIPTED_TEST(handlers_are_told_that_it_is_open_already),
        SCRIPTED_TEST(input_needs_both_handlers),
        SCRIPTED_TEST(its_end_parts_it_from_the_front_end),
        SCRIPTED_TEST(front_end_may_end_it_on_the_event_of_its_end),
        SCRIPTED_TEST(what_a_back_end_lacks_is_not_supported),
        SCRIPTED_TEST(timeout_comes_again_until_it_is_destroyed),
    };
    return cmocka_run_group_tests(tests, chardev_group_setup, chardev_group_teardown);
}
