/* SPDX-License-Identifier: MIT */
#include "open_chardev.h"

#include "error.h"

Chardev *open_chardev(const char *label, const char *option, const char *text,
                      GError **error)
{
    Error *err = NULL;
    Chardev *chr = NULL;
    BoardErrorCode code = BOARD_ERROR_USAGE;

    if (chardev_check_filename(text, &err)) {
        code = BOARD_ERROR_FAILED;
        chr = chardev_new(label, text, &err);
    }
    if (!board_error_pass(err, code, error)) {
        g_prefix_error(error, "%s %s: ", option, text);
    }
    return chr;
}
