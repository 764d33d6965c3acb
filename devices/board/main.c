/* SPDX-License-Identifier: MIT */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "bindery/hwcore.h"
#include "board.h"
#include "cpu.h"
#include "error.h"
#include "list.h"
#include "options.h"
#include "qtest.h"
#include "script.h"
#include "setup.h"
#include "state.h"
#include "stop.h"
#include "trace.h"

/* The program while it runs. */
typedef struct Program {
    const BoardOptions *options;
    GMainLoop *loop;
    Board *board;
    GPtrArray *traces;
    Script *script;
    Qtest *qtest;
    BoardCpu *cpu;
    /* The first failure, which the exit status is of. */
    GError *error;
} Program;

static void qtest_ended(void *opaque)
{
    Program *program = opaque;

    g_main_loop_quit(program->loop);
}

static bool start_qtest(Program *program, GError **error)
{
    if (program->options->qtest) {
        program->qtest = qtest_create(program->board, program->options->qtest,
                                      qtest_ended, program, error);
        return program->qtest != NULL;
    }
    return true;
}

/* A client takes over where the script has ended. */
static void script_ended(void *opaque, const GError *error)
{
    Program *program = opaque;

    if (error) {
        program->error = g_error_copy(error);
    }
    if (error || !program->options->qtest || !start_qtest(program, &program->error)) {
        g_main_loop_quit(program->loop);
    }
}

static void cpu_ended(void *opaque, const GError *error)
{
    Program *program = opaque;

    if (error) {
        program->error = g_error_copy(error);
    }
    g_main_loop_quit(program->loop);
}

static bool start_cpu(Program *program, GError **error)
{
    const BoardOptions *options = program->options;
    BoardCpuOptions cpu_options = {
        .type = options->cpu,
        .firmware = options->firmware,
        .dtb = options->dtb,
        .icount = options->icount,
    };

    program->cpu = cpu_create(program->board, &cpu_options, cpu_ended, program, error);
    return program->cpu != NULL;
}

static bool open_traces(Program *program, GError **error)
{
    program->traces = g_ptr_array_new();
    for (char **path = program->options->traces; path && *path; path++) {
        Trace *trace = trace_open(program->board, *path, error);

        if (!trace) {
            return false;
        }
        g_ptr_array_add(program->traces, trace);
    }
    return true;
}

static bool start(Program *program, GError **error)
{
    const BoardOptions *options = program->options;

    if ((options->save && !state_check_path(options->save, error)) ||
        !setup_devices(program->board, options, error)) {
        return false;
    }
    if (options->load && !state_load(program->board, options->load, error)) {
        return false;
    }
    if (!open_traces(program, error)) {
        return false;
    }
    if (options->cpu) {
        return start_cpu(program, error);
    }
    if (!options->script) {
        return start_qtest(program, error);
    }
    program->script =
        script_start(program->board, options->script, script_ended, program, error);
    return program->script != NULL;
}

/* The first error is the program's; the others are only told. error is stolen. */
static void keep_error(Program *program, GError *error)
{
    if (!program->error) {
        program->error = error;
    } else if (error) {
        error_report("%s", error->message);
        g_error_free(error);
    }
}

static void finish(Program *program)
{
    for (guint i = 0; program->traces && i < program->traces->len; i++) {
        GError *error = NULL;

        trace_close(g_ptr_array_index(program->traces, i), &error);
        keep_error(program, error);
    }
    g_clear_pointer(&program->traces, g_ptr_array_unref);
    script_destroy(program->script);
    qtest_destroy(program->qtest);
    cpu_stop(program->cpu);
    board_destroy(program->board);
    cpu_destroy(program->cpu);
    qemu_chr_cleanup();
}

static int run(const BoardOptions *options)
{
    Program program = {.options = options};
    int status = 0;

    program.loop = g_main_loop_new(NULL, FALSE);
    stop_catch_signals(program.loop);
    setup_clock(options);
    program.board = board_create();
    if (start(&program, &program.error)) {
        stop_loop_runs();
        g_main_loop_run(program.loop);
        stop_loop_ended();
        if (options->save && !program.error) {
            state_save(options->save, &program.error);
        }
    }
    finish(&program);
    g_main_loop_unref(program.loop);
    if (program.error) {
        status = program.error->code;
        error_report("%s", program.error->message);
        g_error_free(program.error);
    }
    return status;
}

/* What ends the program before there is a board. */
static bool answer_questions(const BoardOptions *options, GError **error)
{
    if (options->version) {
        printf("bindery-board %s\n", BINDERY_VERSION);
    } else if (options->list_types) {
        list_types();
    } else if (!list_properties(options->list_properties, error)) {
        return false;
    }
    if (fflush(stdout) != 0) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED,
                    "cannot write to standard output");
        return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    BoardOptions options = {0};
    GError *error = NULL;
    int status = 0;

    setlocale(LC_ALL, "");
    error_init(argv[0]);
    setup_runtime();
    if (options_parse(&options, &argc, &argv, &error)) {
        if (options.version || options.list_types || options.list_properties) {
            answer_questions(&options, &error);
        } else {
            status = run(&options);
        }
    }
    if (error) {
        status = error->code;
        error_report("%s", error->message);
        g_error_free(error);
    }
    options_finish(&options);
    return status;
}
