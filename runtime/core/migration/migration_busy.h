/* SPDX-License-Identifier: MIT */
/* One save or load of the machine's state at a time: hooks cannot start another. */
#ifndef RUNTIME_MIGRATION_BUSY_H
#define RUNTIME_MIGRATION_BUSY_H

#include <stdbool.h>

#include "qemu/typedefs.h"

/* False with errp set where one is under way. */
bool migration_busy_begin(Error **errp);
void migration_busy_end(void);

#endif
