/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "stream_backup.h"

#include "qapi/error.h"
#include "qemu_file_impl.h"
#include "stream.h"

typedef struct SavedState {
    uint32_t section_id;
    QEMUFile *bytes; /* written */
} SavedState;

struct StreamBackup {
    GArray *states; /* SavedState, in the order of saving */
};

static void clear_state(void *data)
{
    SavedState *state = data;
    qemu_file_free(state->bytes);
}

static bool can_be_saved(const SaveStateEntry *entry)
{
    return entry->vmsd ? !entry->vmsd->unmigratable
                       : entry->ops->save_state && entry->ops->load_state;
}

static bool save_state(StreamBackup *backup, SaveStateEntry *entry, Error **errp)
{
    ERRP_GUARD();
    SavedState state = {entry->section_id, qemu_file_new_output()};
    if (stream_save_state(state.bytes, entry, NULL, errp) < 0) {
        error_prepend(errp, "the present state of '%s' cannot be kept: ", entry->idstr);
        qemu_file_free(state.bytes);
        return false;
    }
    g_array_append_val(backup->states, state);
    return true;
}

StreamBackup *stream_backup_new(Error **errp)
{
    const GPtrArray *entries = vmstate_registry_entries();
    StreamBackup *backup = g_new0(StreamBackup, 1);
    backup->states = g_array_new(FALSE, FALSE, sizeof(SavedState));
    g_array_set_clear_func(backup->states, clear_state);
    for (guint i = 0; i < entries->len; i++) {
        SaveStateEntry *entry = g_ptr_array_index(entries, i);
        if (can_be_saved(entry) && !save_state(backup, entry, errp)) {
            stream_backup_free(backup);
            return NULL;
        }
    }
    return backup;
}

void stream_backup_free(StreamBackup *backup)
{
    if (backup) {
        g_array_unref(backup->states);
        g_free(backup);
    }
}

static int restore_state(const SavedState *state, GHashTable *limits, Error **errp)
{
    SaveStateEntry *entry = vmstate_registry_find_id(state->section_id);
    const GByteArray *bytes = qemu_file_output(state->bytes);
    QEMUFile *f;
    int ret;
    if (!entry) {
        return 0; /* a hook took it away */
    }
    f = qemu_file_new_input(bytes->data, bytes->len);
    f->limits = limits;
    ret = stream_load_state(f, entry, entry->version_id, errp);
    qemu_file_free(f);
    return ret;
}

bool stream_backup_restore(StreamBackup *backup, GHashTable *limits, Error **errp)
{
    bool ok = true;
    for (guint i = 0; i < backup->states->len; i++) {
        Error *err = NULL;
        if (restore_state(&g_array_index(backup->states, SavedState, i), limits, &err) <
            0) {
            error_append_hint(errp, "The state before could not be restored: %s\n",
                              error_get_pretty(err));
            error_free(err);
            ok = false;
        }
    }
    return ok;
}
