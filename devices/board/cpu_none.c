/* SPDX-License-Identifier: MIT */
/* What stands for processors in a board that was built without the Unicorn emulator. */
#include "cpu.h"

#include "error.h"

BoardCpu *cpu_create(Board *board, const BoardCpuOptions *options, BoardCpuEndFunc *end,
                     void *opaque, GError **error)
{
    g_set_error(
        error, BOARD_ERROR, BOARD_ERROR_FAILED,
        "--cpu %s: this board was built without processors; install Unicorn "
        "(Debian package libunicorn-dev) and build it again with -Dunicorn=enabled",
        options->type);
    return NULL;
}

void cpu_stop(BoardCpu *cpu)
{
}

void cpu_destroy(BoardCpu *cpu)
{
}
