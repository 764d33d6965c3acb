/* SPDX-License-Identifier: MIT */
#include "state.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "error.h"

/* --- the clock --------------------------------------------------------------- */

/* QEMU's record: its other members are for the host's processor. */
typedef struct ClockState {
    int64_t cpu_ticks_offset;
    /* The virtual clock while the machine stands still, ns. */
    int64_t cpu_clock_offset;
} ClockState;

static ClockState clock_state;

static int clock_pre_save(void *opaque)
{
    ClockState *state = opaque;

    state->cpu_clock_offset = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
    return 0;
}

static int clock_post_load(void *opaque, int version_id)
{
    const ClockState *state = opaque;

    if (state->cpu_clock_offset < 0) {
        error_report("the clock in the stream is before 0");
        return -EINVAL;
    }
    virtual_clock_set_ns(state->cpu_clock_offset);
    return 0;
}

/*
 * Always: but a section whose description has this function may be missing from a stream
 * that is loaded. One of devices alone has no clock, and leaves it as it is.
 */
static bool clock_needed(void *opaque)
{
    return true;
}

void state_register_clock(void)
{
    static const VMStateField fields[] = {
        {
            .name = "cpu_ticks_offset",
            .info = &vmstate_info_int64,
            .size = sizeof(int64_t),
            .flags = VMS_SINGLE,
            .offset = offsetof(ClockState, cpu_ticks_offset),
        },
        {
            .name = "unused",
            .info = &vmstate_info_unused_buffer,
            .size = 8,
            .flags = VMS_BUFFER,
        },
        {
            .name = "cpu_clock_offset",
            .version_id = 2,
            .info = &vmstate_info_int64,
            .size = sizeof(int64_t),
            .flags = VMS_SINGLE,
            .offset = offsetof(ClockState, cpu_clock_offset),
        },
        {.flags = VMS_END},
    };
    static const VMStateDescription description = {
        .name = "timer",
        .version_id = 2,
        .minimum_version_id = 2,
        .needed = clock_needed,
        .pre_save = clock_pre_save,
        .post_load = clock_post_load,
        .fields = fields,
    };

    vmstate_register(NULL, 0, &description, &clock_state);
}

/* --- files ------------------------------------------------------------------- */

bool state_save(const char *path, GError **error)
{
    Error *err = NULL;

    snapshot_save_file(path, &err);
    if (!board_error_pass(err, BOARD_ERROR_FAILED, error)) {
        g_prefix_error(error, "cannot save to '%s': ", path);
        return false;
    }
    return true;
}

static bool no_place(const char *path, const char *why, GError **error)
{
    g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED, "cannot save to '%s': %s", path,
                why);
    return false;
}

bool state_check_path(const char *path, GError **error)
{
    /* A link stays, and what it leads to is replaced. */
    g_autofree char *target = realpath(path, NULL);
    g_autofree char *directory = g_path_get_dirname(target ? target : path);

    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        return no_place(path, "it is a directory", error);
    }
    if ((target || g_file_test(path, G_FILE_TEST_IS_SYMLINK)) &&
        !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        return no_place(path, "it is no regular file", error);
    }
    if (access(directory, W_OK | X_OK) != 0) {
        g_autofree char *why =
            g_strdup_printf("directory '%s': %s", directory, g_strerror(errno));
        return no_place(path, why, error);
    }
    return true;
}

bool state_load(Board *board, const char *path, GError **error)
{
    Error *err = NULL;
    SnapshotResult result = snapshot_load_file(path, &err);

    if (result == SNAPSHOT_LOADED) {
        return true;
    }
    board_error_pass(err, BOARD_ERROR_FAILED, error);
    g_prefix_error(error, "cannot load: ");
    if (result == SNAPSHOT_RESET_NEEDED) {
        board_reset(board);
        g_prefix_error(error, "the machine was reset: ");
    }
    return false;
}
