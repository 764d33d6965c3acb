/* SPDX-License-Identifier: MIT */
#include "pieces.h"

#include <string.h>
#include <unistd.h>

#include "write_all.h"

static void free_piece(gpointer piece)
{
    g_string_free(piece, TRUE);
}

GPtrArray *pieces_create(void)
{
    return g_ptr_array_new_with_free_func(free_piece);
}

GPtrArray *pieces_of(char *data, size_t length)
{
    GPtrArray *pieces = pieces_create();
    GString *whole = g_string_sized_new(0);

    g_free(whole->str);
    whole->str = data;
    whole->len = length;
    whole->allocated_len = length;
    g_ptr_array_add(pieces, whole);
    return pieces;
}

size_t pieces_length(const GPtrArray *pieces)
{
    size_t length = 0;

    for (guint i = 0; i < pieces->len; i++) {
        length += ((const GString *)g_ptr_array_index(pieces, i))->len;
    }
    return length;
}

bool pieces_write(const GPtrArray *pieces, int fd)
{
    for (guint i = 0; i < pieces->len; i++) {
        const GString *piece = g_ptr_array_index(pieces, i);

        if (!write_all(fd, piece->str, piece->len)) {
            return false;
        }
    }
    return true;
}

/* Whether the piece comes next in the file. */
static bool comes_next(const GString *piece, int fd)
{
    char buffer[1 << 16];
    size_t done = 0;

    while (done < piece->len) {
        ssize_t got = read(fd, buffer, MIN(sizeof buffer, piece->len - done));

        if (got <= 0 || memcmp(buffer, piece->str + done, (size_t)got) != 0) {
            return false;
        }
        done += (size_t)got;
    }
    return true;
}

bool pieces_equal_file(const GPtrArray *pieces, int fd)
{
    char more;

    for (guint i = 0; i < pieces->len; i++) {
        if (!comes_next(g_ptr_array_index(pieces, i), fd)) {
            return false;
        }
    }
    return read(fd, &more, 1) == 0;
}
