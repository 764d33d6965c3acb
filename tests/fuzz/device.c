/* SPDX-License-Identifier: MIT */
#include "device.h"

#include "bindery/bql/lock.h"
#include "bindery/system/memtx.h"
#include "input.h"

void start_runtime(void)
{
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    bql_lock();
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
}

uint64_t read_sized(hwaddr offset, unsigned size)
{
    uint64_t value = 0;

    address_space_read(&address_space_memory, BASE + offset, MEMTXATTRS_UNSPECIFIED,
                       &value, size);
    return GUINT64_FROM_LE(value);
}

void write_sized(hwaddr offset, unsigned size, uint64_t value)
{
    value = GUINT64_TO_LE(value);
    address_space_write(&address_space_memory, BASE + offset, MEMTXATTRS_UNSPECIFIED,
                        &value, size);
}

GByteArray *save(void)
{
    return snapshot_save(&error_abort);
}

void assert_same(const GByteArray *one, const GByteArray *other)
{
    g_assert(one->len == other->len && memcmp(one->data, other->data, one->len) == 0);
}

size_t damage_state(GByteArray *state, unsigned damage)
{
    for (unsigned i = 0; i < damage; i++) {
        size_t at = next_bytes(2) % state->len;

        state->data[at] = next();
    }
    return damage > 6 ? next_bytes(2) % state->len : state->len;
}
