/* SPDX-License-Identifier: MIT */
#include "error.h"

/* It is a string, too, and takes no blanks. */
/* clang-format off */
G_DEFINE_QUARK(board-error, board_error)
/* clang-format on */

bool board_error_pass(Error *err, BoardErrorCode code, GError **error)
{
    if (!err) {
        return true;
    }
    g_set_error_literal(error, BOARD_ERROR, code, error_get_pretty(err));
    error_free(err);
    return false;
}
