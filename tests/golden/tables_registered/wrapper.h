/* SPDX-License-Identifier: MIT */
/* Functions that take a table and the object for its functions. */
#include <bindery/marks.h>

typedef struct RegionOps {
    unsigned long (*read)(void *opaque, unsigned long offset);
    int order;
} RegionOps;
typedef struct OtherOps {
    int (*read)(void *opaque);
} OtherOps;

/**
 * A region that ops answers for.
 *
 * @opaque: what its functions are given
 */
void region_init(const RegionOps *ops, void *opaque, const char *name);
/* Where the table stands, and what a parameter is called, does not matter. */
int region_add(int uart_ops, void *user_data, RegionOps const *);

/* No typed form: another table; a name that says nothing; two pointers; two tables; a table
 * that is filled in; a callback's own pointer; variable arguments. */
void other_init(const OtherOps *ops, void *opaque);
void region_write(const RegionOps *ops, void *buffer);
void region_copy(const RegionOps *ops, void *opaque, void *user_data);
void region_join(const RegionOps *ops, const RegionOps *more, void *opaque);
void region_get(RegionOps *ops, void *opaque);
void region_each(const RegionOps *ops, void (*visit)(void *opaque), void *opaque);
void region_log(const RegionOps *ops, void *opaque, ...);

typedef struct Uart {
    int control;
} Uart BINDERY_TYPE("uart") BINDERY_TABLE(RegionOps, uart_ops, .order = 1)
    BINDERY_TABLE(RegionOps, fixed_ops, .order = 2);
unsigned long uart_read(Uart *uart, unsigned long offset)
    BINDERY_IMPLEMENTS(RegionOps, read, uart_ops);
