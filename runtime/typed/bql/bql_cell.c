/* SPDX-License-Identifier: MIT */
#include "bindery/bql/bql_cell.h"

#include <stdio.h>
#include <stdlib.h>

#ifndef BQL_CELL_UNCHECKED

_Noreturn void bql_cell_fail_unlocked(const char *file, int line)
{
    fprintf(stderr,
            "%s:%d: error: the cell is used without the big lock: bql_lock() comes "
            "first\n",
            file, line);
    abort();
}

static _Noreturn void fail_conflict(const BqlBorrow *borrow, const char *file, int line,
                                    const char *wanted)
{
    fprintf(stderr,
            "%s:%d: error: cannot borrow the cell for %s: it is borrowed for %s at "
            "%s:%d, up to the end of that scope\n",
            file, line, wanted, borrow->count < 0 ? "writing" : "reading", borrow->file,
            borrow->line);
    abort();
}

/* The lock stays with the thread while a borrow is live. */
static void begin(BqlBorrow *borrow, int count, const char *file, int line)
{
    borrow->count = count;
    borrow->file = file;
    borrow->line = line;
    bql_block_unlock(true);
}

void bql_borrow_shared(BqlBorrow *borrow, const char *file, int line)
{
    bql_cell_check(file, line);
    if (borrow->count < 0) {
        fail_conflict(borrow, file, line, "reading");
    }
    begin(borrow, borrow->count + 1, file, line);
}

void bql_borrow_exclusive(BqlBorrow *borrow, const char *file, int line)
{
    bql_cell_check(file, line);
    if (borrow->count != 0) {
        fail_conflict(borrow, file, line, "writing");
    }
    begin(borrow, -1, file, line);
}

void bql_borrow_end(BqlBorrow *borrow)
{
    borrow->count -= borrow->count > 0 ? 1 : -1;
    bql_block_unlock(false);
}

#endif
