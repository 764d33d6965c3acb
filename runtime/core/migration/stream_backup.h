/* SPDX-License-Identifier: MIT */
/* The state of everything that is registered, to go back to when a load fails. */
#ifndef RUNTIME_STREAM_BACKUP_H
#define RUNTIME_STREAM_BACKUP_H

#include <glib.h>

#include "qemu/typedefs.h"

typedef struct StreamBackup StreamBackup;

/* New, without the unmigratable; NULL with errp set where a state cannot be saved. */
StreamBackup *stream_backup_new(Error **errp);
/* backup is stolen; NULL is fine. */
void stream_backup_free(StreamBackup *backup);

/*
 * Load every state from its backup; limits: see vmstate_limits.h. False where some
 * refused it; errp, which holds an error, gets a hint for each of them.
 */
bool stream_backup_restore(StreamBackup *backup, GHashTable *limits, Error **errp);

#endif
