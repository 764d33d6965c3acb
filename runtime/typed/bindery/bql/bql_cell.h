/* SPDX-License-Identifier: MIT */
/*
 * Members of a device that only the holder of the big lock may touch, checked when they
 * are touched.
 *
 *   BqlCell(uint32_t) level;              in the device's record
 *   uint32_t level = bql_cell_get(&s->level);
 *   bql_cell_set(&s->level, level + 1);
 *
 *   BqlRefCell(Registers) regs;           a value that is used in place
 *   {
 *       BQL_BORROW_MUT(regs, &s->regs);   Registers *regs, up to the end of the scope
 *       regs->control = 1;
 *   }
 *
 * Any number of BQL_BORROW (const pointers) may be live at a time, or one BQL_BORROW_MUT.
 * A fault (no lock, a borrow that conflicts, the lock freed during a borrow) aborts with
 * the place where it happened and the place of the borrow that it conflicts with.
 *
 * A cell of zeros is a cell that holds a zero value and is not borrowed; the value stands
 * first in it. With BQL_CELL_UNCHECKED defined (in all sources of a program, or in none)
 * nothing is checked, and a cell is as large as its value.
 */
#ifndef BINDERY_BQL_BQL_CELL_H
#define BINDERY_BQL_BQL_CELL_H

#include "bindery/bql.h"

/* The state of a BqlRefCell's borrows; looked into by the functions below only. */
typedef struct BqlBorrow {
#ifndef BQL_CELL_UNCHECKED
    int count;        /* of live BQL_BORROW; -1: one BQL_BORROW_MUT */
    int line;         /* where the latest one began */
    const char *file; /* borrowed for good */
#else
    __extension__ char nothing[0];
#endif
} BqlBorrow;

/*
 * type is one that can stand before a member's name: no array, no function pointer. The
 * generator knows a cell by its first member: what is saved of a cell is bql_value.
 */
#define BqlCell(type)                                                                    \
    struct {                                                                             \
        type bql_value;                                                                  \
    }
#define BqlRefCell(type)                                                                 \
    struct {                                                                             \
        type bql_value;                                                                  \
        BqlBorrow bql_borrow;                                                            \
    }

#ifndef BQL_CELL_UNCHECKED

/* Each aborts with a message that begins "file:line: error:" when it may not be. */
void bql_borrow_shared(BqlBorrow *borrow, const char *file, int line);
void bql_borrow_exclusive(BqlBorrow *borrow, const char *file, int line);
void bql_borrow_end(BqlBorrow *borrow);
_Noreturn void bql_cell_fail_unlocked(const char *file, int line);

static inline void bql_cell_check(const char *file, int line)
{
    if (G_UNLIKELY(!bql_is_held)) {
        bql_cell_fail_unlocked(file, line);
    }
}

#else

static inline void bql_cell_check(const char *file, int line)
{
    (void)file;
    (void)line;
}

static inline void bql_borrow_shared(BqlBorrow *borrow, const char *file, int line)
{
    (void)borrow;
    (void)file;
    (void)line;
}

static inline void bql_borrow_exclusive(BqlBorrow *borrow, const char *file, int line)
{
    (void)borrow;
    (void)file;
    (void)line;
}

static inline void bql_borrow_end(BqlBorrow *borrow)
{
    (void)borrow;
}

#endif

/* --- BqlCell ------------------------------------------------------------------------ */

/* The value, copied. */
#define bql_cell_get(cell)                                                               \
    (__extension__({                                                                     \
        bql_cell_check(__FILE__, __LINE__);                                              \
        (cell)->bql_value;                                                               \
    }))

#define bql_cell_set(cell, value)                                                        \
    do {                                                                                 \
        bql_cell_check(__FILE__, __LINE__);                                              \
        (cell)->bql_value = (value);                                                     \
    } while (0)

/* Set it; the value is the old one. */
#define bql_cell_replace(cell, value)                                                    \
    BQL_CELL_REPLACE_(cell, value, G_PASTE(bql_old_, __COUNTER__))
#define BQL_CELL_REPLACE_(cell, value, old)                                              \
    (__extension__({                                                                     \
        __typeof__((cell)->bql_value) old = bql_cell_get(cell);                          \
        (cell)->bql_value = (value);                                                     \
        old;                                                                             \
    }))

/* --- BqlRefCell --------------------------------------------------------------------- */

/* Declares var, a pointer to the cell's value, borrowed up to the end of the scope. */
#define BQL_BORROW(var, cell)                                                            \
    BQL_BORROW_(const, var, cell, shared, G_PASTE(bql_owner_, __COUNTER__),              \
                G_PASTE(bql_hold_, __COUNTER__))
#define BQL_BORROW_MUT(var, cell)                                                        \
    BQL_BORROW_(, var, cell, exclusive, G_PASTE(bql_owner_, __COUNTER__),                \
                G_PASTE(bql_hold_, __COUNTER__))

#define BQL_BORROW_(qualifier, var, cell, how, cell_id, borrow_id)                       \
    __typeof__(cell) const cell_id = (cell);                                             \
    bql_borrow_##how(&cell_id->bql_borrow, __FILE__, __LINE__);                          \
    BqlBorrow *const borrow_id __attribute__((cleanup(bql_borrow_cleanup), unused)) =    \
        &cell_id->bql_borrow;                                                            \
    qualifier __typeof__(cell_id->bql_value) *const var = &cell_id->bql_value

static inline void bql_borrow_cleanup(BqlBorrow *const *borrow)
{
    bql_borrow_end(*borrow);
}

#endif
