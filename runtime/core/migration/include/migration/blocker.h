/* SPDX-License-Identifier: MIT */
/* Reasons why the machine cannot be saved at present. Under the big lock. */
#ifndef MIGRATION_BLOCKER_H
#define MIGRATION_BLOCKER_H

#include <stdbool.h>

#include "qemu/typedefs.h"

/*
 * While *reasonp is among the reasons, saving fails with its text. It is owned by this
 * module until migrate_del_blocker(), though *reasonp keeps the pointer as its key. 0; or
 * -EBUSY while a save or load is under way: *reasonp is freed then and NULL, and errp
 * says why.
 */
int migrate_add_blocker(Error **reasonp, Error **errp);
/* The same here, where nothing asks for machines that can always be saved. */
int migrate_add_blocker_normal(Error **reasonp, Error **errp);
int migrate_add_blocker_internal(Error **reasonp, Error **errp);
/* Take *reasonp away, free it and leave NULL; NULL is fine. */
void migrate_del_blocker(Error **reasonp);

/* Whether there is a reason; the latest is copied to errp. */
bool migration_is_blocked(Error **errp);

#endif
