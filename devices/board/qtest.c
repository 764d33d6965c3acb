/* SPDX-License-Identifier: MIT */
#include "qtest.h"

#include <errno.h>
#include <string.h>

#include "open_chardev.h"
#include "session.h"

/* Bytes that are read at once. */
#define READ_SIZE 4096
/* With more answers than this waiting, no command is run. */
#define ANSWERS_WAITING ((gsize)64 << 10)
/* Lines about interrupts come without commands: with more of them, the client must go. */
#define UNASKED_MAX ((gsize)256 << 10)
/* More than the longest command, in which two characters of hexadecimal are a byte. */
#define LINE_MAX_SIZE ((gsize)(3 * COMMAND_TRANSFER_MAX))

struct Qtest {
    Session *session;
    CharFrontend chr;
    QtestEndFunc *end;
    void *opaque;
    /* Another client can come when one has gone. */
    bool serves_again;
    /* What came and was not run yet, from in_done on. */
    GString *in;
    gsize in_done;
    /* Commands run now, one of which may let the main loop go round. */
    bool running;
    /* Answers that were not sent yet, from out_done on. */
    GString *out;
    gsize out_done;
    /* Bytes that waited when the client took no more, or commands had been answered. */
    gsize stalled;
    /* Sources that run: until the client can take more; until the loop comes round. */
    guint writable;
    guint soon;
};

static gsize waiting(const Qtest *qtest)
{
    return qtest->out->len - qtest->out_done;
}

static void forget(GString *text, gsize *done)
{
    g_string_truncate(text, 0);
    *done = 0;
}

static void send_away(Qtest *qtest, const char *why)
{
    error_report("the qtest client is sent away: %s", why);
    forget(qtest->in, &qtest->in_done);
    forget(qtest->out, &qtest->out_done);
    qemu_chr_fe_disconnect(&qtest->chr);
}

/* --- answers ----------------------------------------------------------------- */

static void run_lines(Qtest *qtest);
static void send_answers(Qtest *qtest);

static gboolean can_write(void *do_not_use, GIOCondition condition, void *opaque)
{
    Qtest *qtest = opaque;

    qtest->writable = 0;
    send_answers(qtest);
    run_lines(qtest);
    qemu_chr_fe_accept_input(&qtest->chr);
    return G_SOURCE_REMOVE;
}

static void send_answers(Qtest *qtest)
{
    while (waiting(qtest) > 0 && !qtest->writable) {
        const char *text = qtest->out->str + qtest->out_done;
        int length = (int)MIN(waiting(qtest), (gsize)G_MAXINT);
        int sent = qemu_chr_fe_write(&qtest->chr, (const uint8_t *)text, length);

        if (sent > 0) {
            qtest->out_done += (gsize)sent;
        } else if (sent < 0 && errno == EAGAIN) {
            qtest->stalled = waiting(qtest);
            qtest->writable =
                qemu_chr_fe_add_watch(&qtest->chr, G_IO_OUT | G_IO_HUP, can_write, qtest);
            return;
        } else {
            /* Nobody is there; what comes next is the end of the stream. */
            forget(qtest->out, &qtest->out_done);
        }
    }
    if (waiting(qtest) == 0) {
        forget(qtest->out, &qtest->out_done);
    }
}

/* Waits for the client to take all, or to leave. */
static void write_all(Qtest *qtest)
{
    const char *text = qtest->out->str + qtest->out_done;

    qemu_chr_fe_write_all(&qtest->chr, (const uint8_t *)text, (int)waiting(qtest));
}

static gboolean send_soon(gpointer opaque)
{
    Qtest *qtest = opaque;

    qtest->soon = 0;
    send_answers(qtest);
    if (qtest->writable && waiting(qtest) > qtest->stalled + UNASKED_MAX) {
        send_away(qtest, "it does not read what it is told");
    }
    return G_SOURCE_REMOVE;
}

/* A timer changed a line. It is not for the timer to write. */
static void wake(void *opaque)
{
    Qtest *qtest = opaque;

    if (!qtest->soon) {
        qtest->soon = g_idle_add_full(G_PRIORITY_DEFAULT, send_soon, qtest, NULL);
    }
}

/* --- commands ---------------------------------------------------------------- */

static void run_lines(Qtest *qtest)
{
    GString *in = qtest->in;
    char *newline;

    if (qtest->running) {
        return;
    }
    qtest->running = true;
    while (waiting(qtest) <= ANSWERS_WAITING && qtest->in_done < in->len &&
           (newline = memchr(in->str + qtest->in_done, '\n', in->len - qtest->in_done))) {
        char *line = in->str + qtest->in_done;

        *newline = '\0';
        qtest->in_done = (gsize)(newline + 1 - in->str);
        session_run(qtest->session, line);
        if (waiting(qtest) > ANSWERS_WAITING) {
            send_answers(qtest);
        }
    }
    g_string_erase(in, 0, (gssize)qtest->in_done);
    qtest->in_done = 0;
    qtest->running = false;
    qtest->stalled = waiting(qtest);
    send_answers(qtest);
}

static int can_receive(void *opaque)
{
    const Qtest *qtest = opaque;

    return qtest->running || waiting(qtest) > ANSWERS_WAITING ? 0 : READ_SIZE;
}

static void receive(void *opaque, const uint8_t *buf, int size)
{
    Qtest *qtest = opaque;

    g_string_append_len(qtest->in, (const char *)buf, size);
    run_lines(qtest);
    if (qtest->in->len > LINE_MAX_SIZE) {
        send_away(qtest, "it sent a line without an end");
    }
}

static void event(void *opaque, QEMUChrEvent what)
{
    Qtest *qtest = opaque;

    if (what == CHR_EVENT_OPENED) {
        session_restart(qtest->session);
    } else if (what == CHR_EVENT_CLOSED) {
        /* The input has ended; who reads from a pipe may still be there. */
        write_all(qtest);
        forget(qtest->in, &qtest->in_done);
        forget(qtest->out, &qtest->out_done);
        if (!qtest->serves_again) {
            qtest->end(qtest->opaque);
        }
    }
}

/* --- the whole --------------------------------------------------------------- */

Qtest *qtest_create(Board *board, const char *spec, QtestEndFunc *end, void *opaque,
                    GError **error)
{
    Chardev *chr = open_chardev("qtest", "--qtest", spec, error);

    if (!chr) {
        return NULL;
    }
    Qtest *qtest = g_new0(Qtest, 1);
    qtest->end = end;
    qtest->opaque = opaque;
    qtest->serves_again = strstr(spec, ",server") || strstr(spec, ",reconnect-ms=") ||
                          g_str_has_prefix(spec, "pty");
    qtest->in = g_string_new(NULL);
    qtest->out = g_string_new(NULL);
    qtest->session = session_create(board, qtest->out, wake, qtest);
    qemu_chr_fe_init(&qtest->chr, chr, &error_abort);
    qemu_chr_fe_set_handlers(&qtest->chr, can_receive, receive, event, NULL, qtest, NULL,
                             true);
    qemu_chr_fe_set_echo(&qtest->chr, true);
    return qtest;
}

static void remove_source(guint source)
{
    if (source) {
        g_source_remove(source);
    }
}

void qtest_destroy(Qtest *qtest)
{
    if (!qtest) {
        return;
    }
    remove_source(qtest->writable);
    remove_source(qtest->soon);
    session_destroy(qtest->session);
    qemu_chr_fe_deinit(&qtest->chr, true);
    g_string_free(qtest->in, TRUE);
    g_string_free(qtest->out, TRUE);
    g_free(qtest);
}
