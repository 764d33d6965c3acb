/* SPDX-License-Identifier: MIT */
/*
 * The state of everything that is registered ("migration/vmstate.h",
 * "migration/register.h") as one stream: a header, a section for each in order of
 * priority, then a description of it all as JSON text.
 *
 * Loading changes all or nothing. Before the first section is loaded, all states are
 * saved to a backup in memory; when a stream turns out to be damaged, truncated or not
 * meant for these devices, all of them are loaded from it again. This calls the devices'
 * pre_save, post_save, pre_load and post_load hooks as any save and load does. Memory
 * that loading has to allocate is bounded by the size of the stream. A stream is refused,
 * too, that has a section twice, has one that nothing here has registered, or lacks one
 * that is always saved.
 *
 * What a device does not save is not restored either: a device that has state which a
 * subsection alone sets clears it in pre_load.
 *
 * Errors name the section, the description and field, and the offset in the stream.
 * Everything is called under the big lock, and the machine stands still meanwhile.
 */
#ifndef RUNTIME_SNAPSHOT_H
#define RUNTIME_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "qemu/typedefs.h"

typedef enum {
    /* The stream's state is the devices' state. */
    SNAPSHOT_LOADED,
    /* errp is set, and the devices have the state that they had before. */
    SNAPSHOT_REFUSED,
    /*
     * errp is set, and a device refused to take its own state back (its hooks say so):
     * its state is mixed, so reset the machine before it runs again.
     */
    SNAPSHOT_RESET_NEEDED,
} SnapshotResult;

/* A stream is no larger than this, in bytes. */
#define SNAPSHOT_SIZE_MAX ((size_t)1 << 30)

/*
 * A new stream, for g_byte_array_unref(); NULL with errp set where a device cannot be
 * saved or a blocker ("migration/blocker.h") is there.
 */
GByteArray *snapshot_save(Error **errp);
/*
 * The same to a regular file, which appears whole or is left as it was: false with errp
 * set. Links are followed, and a file that is there keeps its mode.
 */
bool snapshot_save_file(const char *path, Error **errp);

/* The data is borrowed during the call. */
SnapshotResult snapshot_load(const void *data, size_t size, Error **errp);
SnapshotResult snapshot_load_file(const char *path, Error **errp);

/*
 * The JSON text that snapshot_save() would put at the stream's end, new, for g_free():
 * { "page_size", "devices": [ { "name", "instance_id", "vmsd_name", "version", "fields":
 * [ { "name", "type", "size", "array_len" or "index", "struct" } ], "subsections" } ] }.
 * NULL with errp set as with snapshot_save().
 */
char *snapshot_describe(Error **errp);

#endif
