/* SPDX-License-Identifier: MIT */
#include "firmware.h"

#include "bindery/hwcore.h"
#include "error.h"

bool firmware_load(const char *option, const char *path, uint64_t addr, uint64_t size,
                   GError **error)
{
    static const MemTxAttrs unspecified = {.unspecified = true};
    g_autoptr(GError) file_error = NULL;
    g_autofree char *bytes = NULL;
    gsize length;

    if (!g_file_get_contents(path, &bytes, &length, &file_error)) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED, "%s %s: %s", option, path,
                    file_error->message);
        return false;
    }
    if (length == 0 || length > size) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED,
                    "%s %s: it has %" G_GSIZE_FORMAT
                    " bytes, and there is room for 1 to %" G_GUINT64_FORMAT,
                    option, path, length, size);
        return false;
    }
    if (address_space_write(&address_space_memory, addr, unspecified, bytes, length) !=
        MEMTX_OK) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED,
                    "%s %s: the RAM at 0x%" G_GINT64_MODIFIER "x cannot be written",
                    option, path, addr);
        return false;
    }
    return true;
}
