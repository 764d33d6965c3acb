/* SPDX-License-Identifier: MIT */
#include "board.h"

#include "board_impl.h"

typedef struct Registration {
    const BoardObserver *observer;
    void *opaque;
} Registration;

/* --- observers --------------------------------------------------------------- */

GArray *board_observers_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(Registration));
}

void board_add_observer(Board *board, const BoardObserver *observer, void *opaque)
{
    Registration registration = {observer, opaque};

    g_array_append_val(board->observers, registration);
}

void board_tell_output(Board *board, const BoardOutput *output)
{
    for (guint i = 0; i < board->observers->len; i++) {
        const Registration *who = &g_array_index(board->observers, Registration, i);

        if (who->observer->output_changed) {
            who->observer->output_changed(who->opaque, output);
        }
    }
}

static void tell_begin(Board *board)
{
    for (guint i = 0; i < board->observers->len; i++) {
        const Registration *who = &g_array_index(board->observers, Registration, i);

        if (who->observer->access_begins) {
            who->observer->access_begins(who->opaque);
        }
    }
}

static void tell_access(Board *board, const BoardAccess *access)
{
    for (guint i = 0; i < board->observers->len; i++) {
        const Registration *who = &g_array_index(board->observers, Registration, i);

        if (who->observer->accessed) {
            who->observer->accessed(who->opaque, access);
        }
    }
}

uint64_t board_access_value(const BoardAccess *access)
{
    uint64_t value = 0;

    for (size_t i = MIN(access->size, sizeof(value)); i > 0; i--) {
        value = value << 8 | access->data[i - 1];
    }
    return value;
}

/* --- accesses ---------------------------------------------------------------- */

/* data is written to where is_write is false. */
static MemTxResult access_space(Board *board, AddressSpace *space, uint64_t addr,
                                void *data, size_t size, bool is_write)
{
    static const MemTxAttrs unspecified = {.unspecified = true};
    BoardAccess access = {
        .addr = addr,
        .is_write = is_write,
        .is_port = space == &address_space_io,
        .data = data,
        .size = size,
    };

    if (board->observers->len == 0) {
        return address_space_rw(space, addr, unspecified, data, size, is_write);
    }
    tell_begin(board);
    access.region = access.is_port ? NULL : board_find_region(board, addr);
    access.result = address_space_rw(space, addr, unspecified, data, size, is_write);
    tell_access(board, &access);
    return access.result;
}

MemTxResult board_read(Board *board, uint64_t addr, void *data, size_t size)
{
    return access_space(board, &address_space_memory, addr, data, size, false);
}

MemTxResult board_write(Board *board, uint64_t addr, const void *data, size_t size)
{
    return access_space(board, &address_space_memory, addr, (void *)data, size, true);
}

MemTxResult board_read_port(Board *board, uint16_t port, void *data, size_t size)
{
    return access_space(board, &address_space_io, port, data, size, false);
}

MemTxResult board_write_port(Board *board, uint16_t port, const void *data, size_t size)
{
    return access_space(board, &address_space_io, port, (void *)data, size, true);
}
