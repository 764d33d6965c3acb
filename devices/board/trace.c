/* SPDX-License-Identifier: MIT */
#include "trace.h"

#include <errno.h>

#include "error.h"
#include "trace_format.h"

struct Trace {
    char *path;
    FILE *file;
    const TraceFormat *format;
    void *state;
    /* The time that was written last. */
    int64_t ns;
    /* Why nothing is written any more; 0: all is well. */
    int failure;
};

static int64_t now(Trace *trace)
{
    /* Loading a state may set the clock back. */
    trace->ns = MAX(trace->ns, qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL));
    return trace->ns;
}

static void check(Trace *trace)
{
    if (ferror(trace->file) && !trace->failure) {
        trace->failure = errno ? errno : EIO;
        error_report("'%s': %s; nothing more is recorded", trace->path,
                     g_strerror(trace->failure));
    }
}

static void access_begins(void *opaque)
{
    Trace *trace = opaque;

    if (!trace->failure && trace->format->access_begins) {
        trace->format->access_begins(trace->state);
    }
}

static void accessed(void *opaque, const BoardAccess *access)
{
    Trace *trace = opaque;

    if (!trace->failure) {
        trace->format->access(trace->state, trace->file, now(trace), access);
        check(trace);
    }
}

static void output_changed(void *opaque, const BoardOutput *output)
{
    Trace *trace = opaque;

    if (!trace->failure) {
        trace->format->output(trace->state, trace->file, now(trace), output);
        check(trace);
    }
}

static const TraceFormat *find_format(const char *path, GError **error)
{
    static const TraceFormat *const formats[] = {&trace_vcd, &trace_jsonl};

    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (g_str_has_suffix(path, formats[i]->suffix)) {
            return formats[i];
        }
    }
    g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                "--trace %s: the file's name must end with .vcd or .jsonl", path);
    return NULL;
}

Trace *trace_open(Board *board, const char *path, GError **error)
{
    static const BoardObserver observer = {
        .access_begins = access_begins,
        .accessed = accessed,
        .output_changed = output_changed,
    };
    const TraceFormat *format = find_format(path, error);
    FILE *file = format ? fopen(path, "we") : NULL;

    if (!format) {
        return NULL;
    }
    if (!file) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED, "--trace %s: %s", path,
                    g_strerror(errno));
        return NULL;
    }
    Trace *trace = g_new0(Trace, 1);
    trace->path = g_strdup(path);
    trace->file = file;
    trace->format = format;
    trace->state = format->start(board, file, now(trace));
    board_add_observer(board, &observer, trace);
    return trace;
}

bool trace_close(Trace *trace, GError **error)
{
    if (!trace) {
        return true;
    }
    trace->format->finish(trace->state, trace->file, now(trace));
    if (fclose(trace->file) != 0 && !trace->failure) {
        trace->failure = errno;
    }
    if (trace->failure) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED, "'%s' is not complete: %s",
                    trace->path, g_strerror(trace->failure));
    }
    bool complete = !trace->failure;
    g_free(trace->path);
    g_free(trace);
    return complete;
}
