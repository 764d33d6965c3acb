/* SPDX-License-Identifier: MIT */
/*
 * What pieces of the mid-layer cost: NAME_typed and NAME_raw do the same, with a piece
 * and without. The test compares their instructions.
 */
#include "bindery/bql/bql_cell.h"
#include "bindery/bql/lock.h"
#include "bindery/hwcore/clock_period.h"
#include "bindery/system/memtx.h"
#include "bindery/util/duration.h"
#include "bindery/util/log.h"
#include "bindery/util/trace.h"

/* Declares both. */
#define PAIR(result, name, ...)                                                          \
    result name##_typed(__VA_ARGS__);                                                    \
    result name##_raw(__VA_ARGS__)

typedef struct Registers {
    uint32_t control, status;
} Registers;

typedef struct TypedDevice {
    BqlCell(uint32_t) level;
    BqlRefCell(Registers) regs;
    uint32_t fifo[16];
} TypedDevice;

typedef struct RawDevice {
    uint32_t level;
    Registers regs;
    uint32_t fifo[16];
} RawDevice;

/* --- cells -------------------------------------------------------------------------- */

uint32_t cell_get_typed(TypedDevice *s);
uint32_t cell_get_raw(RawDevice *s);
void cell_set_typed(TypedDevice *s, uint32_t level);
void cell_set_raw(RawDevice *s, uint32_t level);

uint32_t cell_get_typed(TypedDevice *s)
{
    return bql_cell_get(&s->level);
}

uint32_t cell_get_raw(RawDevice *s)
{
    return s->level;
}

void cell_set_typed(TypedDevice *s, uint32_t level)
{
    bql_cell_set(&s->level, level);
}

void cell_set_raw(RawDevice *s, uint32_t level)
{
    s->level = level;
}

uint32_t borrow_typed(TypedDevice *s);
uint32_t borrow_raw(RawDevice *s);

uint32_t borrow_typed(TypedDevice *s)
{
    BQL_BORROW_MUT(regs, &s->regs);
    regs->status &= ~regs->control;
    return regs->status;
}

uint32_t borrow_raw(RawDevice *s)
{
    Registers *regs = &s->regs;
    regs->status &= ~regs->control;
    return regs->status;
}

/* --- spans -------------------------------------------------------------------------- */

/* An index that is known to be right. */
PAIR(uint32_t, masked_index, uint32_t *fifo, unsigned position);

uint32_t masked_index_typed(uint32_t *fifo, unsigned position)
{
    uint32_t(*words)[16] = (uint32_t(*)[16])fifo;
    return array_at(*words, position & 15) + array_at(*words, 3);
}

uint32_t masked_index_raw(uint32_t *fifo, unsigned position)
{
    return fifo[position & 15] + fifo[3];
}

PAIR(uint32_t, sum, const uint8_t *bytes, size_t length);

uint32_t sum_typed(const uint8_t *bytes, size_t length)
{
    uint32_t total = 0;
    SPAN_FOR_EACH(byte, byte_span(bytes, length)) {
        total = total * 31 + *byte;
    }
    return total;
}

uint32_t sum_raw(const uint8_t *bytes, size_t length)
{
    uint32_t total = 0;
    for (; length > 0; bytes++, length--) {
        total = total * 31 + *bytes;
    }
    return total;
}

/* --- owned references --------------------------------------------------------------- */

PAIR(char *, stolen, const char *text);

char *stolen_typed(const char *text)
{
    OWNED(char, copy, g_strdup(text));
    return OWNED_STEAL(copy);
}

char *stolen_raw(const char *text)
{
    return g_strdup(text);
}

PAIR(int, dropped, const char *text);

int dropped_typed(const char *text)
{
    OWNED(char, copy, g_strdup(text));
    return copy[0];
}

int dropped_raw(const char *text)
{
    char *copy = g_strdup(text);
    int first = copy[0];
    g_free(copy);
    return first;
}

/* --- results ------------------------------------------------------------------------ */

PAIR(bool, result, int fd, Error **errp);

bool result_typed(int fd, Error **errp)
{
    return errno_ok(fd, errp, "cannot open it");
}

bool result_raw(int fd, Error **errp)
{
    if (G_LIKELY(fd >= 0)) {
        return true;
    }
    error_setg_errno_internal(errp, __FILE__, __LINE__ - 8, "result_typed", -fd,
                              "cannot open it");
    return false;
}

PAIR(bool, access, MemTxResult result, Error **errp);

bool access_typed(MemTxResult result, Error **errp)
{
    return memtx_ok(result, errp, "cannot read it");
}

bool access_raw(MemTxResult result, Error **errp)
{
    if (G_LIKELY(result == MEMTX_OK)) {
        return true;
    }
    memtx_set_error(result, errp, __FILE__, __LINE__ - 8, "access_typed",
                    "cannot read it");
    return false;
}

/* --- units -------------------------------------------------------------------------- */

PAIR(int64_t, constant, void);

int64_t constant_typed(void)
{
    return ns_from_ms(5) + (int64_t)(clock_period_from_hz(24000000) & 0xffff);
}

int64_t constant_raw(void)
{
    return 5000000 + (int64_t)((4294967296000000000 / 24000000) & 0xffff);
}

/* --- log ---------------------------------------------------------------------------- */

PAIR(void, log, int offset);

void log_typed(int offset)
{
    log_guest_error("no register at %d", offset);
}

void log_raw(int offset)
{
    if (G_UNLIKELY(qemu_loglevel & LOG_GUEST_ERROR)) {
        log_line("no register at %d", offset);
    }
}

/* --- what is checked ---------------------------------------------------------------- */

PAIR(uint32_t, locked, const uint32_t *level);

uint32_t locked_typed(const uint32_t *level)
{
    bql_assert_locked();
    return *level;
}

uint32_t locked_raw(const uint32_t *level)
{
    return *level;
}

PAIR(uint32_t, index, const uint32_t *items, size_t length, size_t index);

uint32_t index_typed(const uint32_t *items, size_t length, size_t index)
{
    typedef struct {
        const uint32_t *items;
        size_t length;
    } Words;
    return span_at(span_of(Words, items, length), index);
}

uint32_t index_raw(const uint32_t *items, size_t length, size_t index)
{
    return items[index];
}

PAIR(void, trace, int offset);

void trace_typed(int offset)
{
    TRACE("demo_read", "offset %d", offset);
}

void trace_raw(int offset)
{
}
