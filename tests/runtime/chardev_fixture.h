/* SPDX-License-Identifier: MIT */
/* A front end that records what it gets, and a main loop that runs until something holds.
 */
#ifndef TESTS_RUNTIME_CHARDEV_FIXTURE_H
#define TESTS_RUNTIME_CHARDEV_FIXTURE_H

#include "chardev/char-fe.h"
#include "qapi/error.h"
#include "qemu/main-loop.h"
#include "runtime/chardev.h"

#define DEADLINE_S 30

typedef struct FrontEnd {
    CharFrontend chr;
    GByteArray *input;
    GString *events; /* a letter for each: Opened, Closed, Break */
    int space;       /* what it can take at once; it takes it */
    bool only_once;  /* ... and then nothing until front_end_accept() */
    bool end_on_input;
    bool end_on_close;
    int watch_calls;
    GIOCondition watch_condition;
} FrontEnd;

static inline int front_end_can_receive(void *opaque)
{
    return ((FrontEnd *)opaque)->space;
}

static inline void front_end_receive(void *opaque, const uint8_t *buf, int size)
{
    FrontEnd *self = opaque;

    assert_true(size > 0 && size <= self->space);
    g_byte_array_append(self->input, buf, size);
    if (self->only_once) {
        self->space = 0;
    }
    if (self->end_on_input) {
        qemu_chr_fe_deinit(&self->chr, true);
    }
}

static inline void front_end_event(void *opaque, QEMUChrEvent event)
{
    FrontEnd *self = opaque;
    static const char letters[] = {
        [CHR_EVENT_BREAK] = 'B',   [CHR_EVENT_OPENED] = 'O', [CHR_EVENT_MUX_IN] = 'I',
        [CHR_EVENT_MUX_OUT] = 'U', [CHR_EVENT_CLOSED] = 'C',
    };

    g_string_append_c(self->events, letters[event]);
    if (event == CHR_EVENT_CLOSED && self->end_on_close) {
        qemu_chr_fe_deinit(&self->chr, true);
    }
}

static inline gboolean front_end_watch(void *unused, GIOCondition condition, void *opaque)
{
    FrontEnd *self = opaque;

    self->watch_calls++;
    self->watch_condition = condition;
    return G_SOURCE_REMOVE;
}

static inline void front_end_listen(FrontEnd *self)
{
    qemu_chr_fe_set_handlers(&self->chr, front_end_can_receive, front_end_receive,
                             front_end_event, NULL, self, NULL, true);
}

/* Has room for everything. chr is ended with it. */
static inline FrontEnd *front_end_new(Chardev *chr)
{
    FrontEnd *self = g_new0(FrontEnd, 1);

    self->input = g_byte_array_new();
    self->events = g_string_new(NULL);
    self->space = CHR_READ_BUF_LEN;
    assert_non_null(chr);
    qemu_chr_fe_init(&self->chr, chr, &error_abort);
    front_end_listen(self);
    return self;
}

static inline FrontEnd *front_end_open(const char *filename)
{
    return front_end_new(chardev_new("test", filename, &error_abort));
}

static inline void front_end_free(FrontEnd *self)
{
    qemu_chr_fe_deinit(&self->chr, true);
    assert_null(qemu_chr_find("test"));
    g_byte_array_unref(self->input);
    g_string_free(self->events, TRUE);
    g_free(self);
}

static inline void front_end_accept(FrontEnd *self, int space)
{
    self->space = space;
    qemu_chr_fe_accept_input(&self->chr);
}

static inline void assert_input(const FrontEnd *self, const char *text)
{
    assert_int_equal(self->input->len, strlen(text));
    assert_memory_equal(self->input->data, text, strlen(text));
}

/* --- the loop -------------------------------------------------------------------------
 */

typedef bool Condition(void *opaque);

typedef struct Wait {
    Condition *condition;
    void *opaque;
    GMainLoop *loop;
    gint64 end;
    bool met;
} Wait;

static inline gboolean wait_over(gpointer opaque)
{
    Wait *self = opaque;

    self->met = self->condition(self->opaque);
    if (self->met || g_get_monotonic_time() > self->end) {
        g_main_loop_quit(self->loop);
    }
    return G_SOURCE_CONTINUE;
}

/* Run a GMainLoop until condition(opaque). */
static inline void run_until_(Condition *condition, void *opaque, const char *text,
                              const char *file, int line)
{
    Wait wait = {condition, opaque, g_main_loop_new(NULL, FALSE),
                 g_get_monotonic_time() + DEADLINE_S * G_USEC_PER_SEC, false};
    guint timer = g_timeout_add(1, wait_over, &wait);

    g_main_loop_run(wait.loop);
    g_source_remove(timer);
    g_main_loop_unref(wait.loop);
    if (!wait.met) {
        fprintf(stderr, "%s:%d: %s did not come to hold\n", file, line, text);
        fail();
    }
}
#define run_until(condition, opaque)                                                     \
    run_until_((condition), (opaque), #condition "(" #opaque ")", __FILE__, __LINE__)

/* What is ready now, and what becomes ready by that; nothing may come after it. */
static inline void run_pending(void)
{
    for (int i = 0; i < 20; i++) {
        while (g_main_context_iteration(NULL, FALSE)) {
        }
        g_usleep(1000);
    }
}

static inline bool is_open(void *front_end)
{
    return qemu_chr_fe_backend_open(&((FrontEnd *)front_end)->chr);
}

static inline bool is_closed(void *front_end)
{
    return !is_open(front_end);
}

static inline bool has_input(void *front_end)
{
    return ((FrontEnd *)front_end)->input->len > 0;
}

/* --- the program ----------------------------------------------------------------------
 */

static inline int chardev_group_setup(void **state)
{
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    bql_lock();
    return 0;
}

static inline int chardev_group_teardown(void **state)
{
    qemu_chr_cleanup();
    bql_unlock();
    return 0;
}

/* A new directory, for files with short names. */
static inline char *new_directory(void)
{
    char *path = g_dir_make_tmp("chardev-XXXXXX", NULL);
    assert_non_null(path);
    return path;
}

/* path is stolen; so are the files in it. */
static inline void remove_directory(char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir))) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        assert_int_equal(unlink(file), 0);
    }
    g_dir_close(dir);
    assert_int_equal(rmdir(path), 0);
    g_free(path);
}

#endif
