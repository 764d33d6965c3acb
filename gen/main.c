/* SPDX-License-Identifier: MIT */
/* The program: parses the command line and runs one command. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "command_check.h"
#include "command_diff.h"
#include "command_gen.h"
#include "command_render.h"
#include "command_scan.h"
#include "command_show.h"
#include "diag.h"
#include "heap.h"
#include "help.h"
#include "options.h"

static int (*const commands[COMMANDS])(const Options *options, Diagnostics *diag) = {
    [COMMAND_SCAN] = command_scan, [COMMAND_RENDER] = command_render,
    [COMMAND_GEN] = command_gen,   [COMMAND_SHOW] = command_show,
    [COMMAND_DIFF] = command_diff, [COMMAND_CHECK] = command_check,
};

/*
 * A standard stream that the caller closed must not become the number of a file that is
 * opened later. It is opened so that using it still fails.
 */
static void hold_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0) {
            (void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

static int run(int argc, const char *const *argv, Diagnostics *diag)
{
    Options options;
    int status;

    if (!options_parse(&options, argc, argv, diag)) {
        status = 2;
    } else if (options.help) {
        status = help_print(options.command, diag) ? 0 : 1;
    } else if (options.version) {
        status = help_print_version(diag) ? 0 : 1;
    } else {
        heap_prepare();
        status = commands[options.command](&options, diag);
    }
    options_finish(&options);
    return status;
}

int main(int argc, char **argv)
{
    Diagnostics *diag;
    int status;

    hold_standard_streams();
    /* A reader that has gone and a file that may not grow are writes that fail. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    diag = diag_create();
    status = run(argc, (const char *const *)argv, diag);
    diag_destroy(diag);
    return status;
}
