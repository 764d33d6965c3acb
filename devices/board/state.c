/* SPDX-License-Identifier: MIT */
#include "state.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "error.h"

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
