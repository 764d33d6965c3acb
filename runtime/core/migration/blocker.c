/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "migration/blocker.h"

#include "migration_busy.h"
#include "qapi/error.h"

static GSList *blockers;
static bool busy;

bool migration_busy_begin(Error **errp)
{
    if (busy) {
        error_setg(errp, "a save or load of the machine's state is under way");
        return false;
    }
    busy = true;
    return true;
}

void migration_busy_end(void)
{
    g_assert(busy);
    busy = false;
}

int migrate_add_blocker(Error **reasonp, Error **errp)
{
    g_assert(*reasonp);
    if (busy) {
        error_propagate_prepend(errp, *reasonp,
                                "a save or load of the machine's state is under way, "
                                "so it cannot be kept from now on: ");
        *reasonp = NULL;
        return -EBUSY;
    }
    blockers = g_slist_prepend(blockers, *reasonp);
    return 0;
}

int migrate_add_blocker_normal(Error **reasonp, Error **errp)
{
    return migrate_add_blocker(reasonp, errp);
}

int migrate_add_blocker_internal(Error **reasonp, Error **errp)
{
    return migrate_add_blocker(reasonp, errp);
}

void migrate_del_blocker(Error **reasonp)
{
    if (*reasonp) {
        blockers = g_slist_remove(blockers, *reasonp);
        error_free(*reasonp);
        *reasonp = NULL;
    }
}

bool migration_is_blocked(Error **errp)
{
    if (!blockers) {
        return false;
    }
    error_propagate(errp, error_copy(blockers->data));
    return true;
}
