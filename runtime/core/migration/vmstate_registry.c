/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "vmstate_registry.h"

#include "qapi/error.h"

#define IDSTR_MAX 255

static GPtrArray *entries;
static uint32_t next_section_id;

static void free_entry(void *data)
{
    SaveStateEntry *entry = data;
    g_free(entry->idstr);
    g_free(entry->compat_idstr);
    g_free(entry);
}

const GPtrArray *vmstate_registry_entries(void)
{
    if (!entries) {
        entries = g_ptr_array_new_with_free_func(free_entry);
    }
    return entries;
}

static SaveStateEntry *entry_at(guint i)
{
    return g_ptr_array_index(entries, i);
}

/* --- looking up --------------------------------------------------------------------- */

static bool answers_to(const SaveStateEntry *entry, const char *idstr, uint32_t instance)
{
    bool alias = entry->alias_id >= 0 && (uint32_t)entry->alias_id == instance;
    if (strcmp(entry->idstr, idstr) == 0) {
        return entry->instance_id == instance || alias;
    }
    return entry->compat_idstr && strcmp(entry->compat_idstr, idstr) == 0 &&
           (entry->compat_instance_id == instance || alias);
}

SaveStateEntry *vmstate_registry_find(const char *idstr, uint32_t instance_id)
{
    for (guint i = 0; i < vmstate_registry_entries()->len; i++) {
        if (answers_to(entry_at(i), idstr, instance_id)) {
            return entry_at(i);
        }
    }
    return NULL;
}

SaveStateEntry *vmstate_registry_find_id(uint32_t section_id)
{
    for (guint i = 0; i < vmstate_registry_entries()->len; i++) {
        if (entry_at(i)->section_id == section_id) {
            return entry_at(i);
        }
    }
    return NULL;
}

bool vmstate_registry_needed(const SaveStateEntry *entry)
{
    return entry->vmsd ? vmstate_section_needed(entry->vmsd, entry->opaque)
                       : entry->ops->save_state != NULL;
}

/* --- adding ------------------------------------------------------------------------- */

/* The number after the greatest that is in use with the name. */
static uint32_t next_instance(const char *idstr, bool compat)
{
    uint32_t next = 0;
    for (guint i = 0; i < vmstate_registry_entries()->len; i++) {
        const SaveStateEntry *entry = entry_at(i);
        const char *other = compat ? entry->compat_idstr : entry->idstr;
        uint32_t number = compat ? entry->compat_instance_id : entry->instance_id;
        if (other && strcmp(other, idstr) == 0 && number >= next) {
            next = number + 1;
        }
    }
    return next;
}

static MigrationPriority priority(const SaveStateEntry *entry)
{
    return entry->vmsd && entry->vmsd->priority ? entry->vmsd->priority : MIG_PRI_DEFAULT;
}

/*
 * Behind the last one that is not less important. entry is stolen, and freed on failure.
 * A caller that does not ask for the error would run a machine that loses state.
 */
static int insert(SaveStateEntry *entry, Error **errp)
{
    guint at = 0;
    errp = errp ? errp : &error_fatal;
    if (strlen(entry->idstr) > IDSTR_MAX) {
        error_setg(errp, "the section's name '%s' is longer than %d bytes", entry->idstr,
                   IDSTR_MAX);
        free_entry(entry);
        return -1;
    }
    for (guint i = 0; i < vmstate_registry_entries()->len; i++) {
        const SaveStateEntry *other = entry_at(i);
        if (other->instance_id == entry->instance_id &&
            strcmp(other->idstr, entry->idstr) == 0) {
            error_setg(errp, "a section '%s' with the number %" PRIu32 " exists already",
                       other->idstr, other->instance_id);
            free_entry(entry);
            return -1;
        }
        if (priority(other) >= priority(entry)) {
            at = i + 1;
        }
    }
    entry->section_id = next_section_id++;
    g_ptr_array_insert(entries, (gint)at, entry);
    return 0;
}

/* "PATH/name" where obj has a path, name otherwise; new, for g_free(). */
static char *section_name(VMStateIf *obj, const char *name)
{
    char *path = vmstate_if_get_id(obj);
    char *idstr = path ? g_strdup_printf("%s/%s", path, name) : g_strdup(name);
    g_free(path);
    return idstr;
}

int vmstate_register_with_alias_id(VMStateIf *obj, uint32_t instance_id,
                                   const VMStateDescription *vmsd, void *base,
                                   int alias_id, int required_for_version, Error **errp)
{
    const uint32_t any = (uint32_t)VMSTATE_INSTANCE_ID_ANY;
    SaveStateEntry *entry = g_new0(SaveStateEntry, 1);
    g_assert(alias_id == -1 || required_for_version >= vmsd->minimum_version_id);
    entry->idstr = section_name(obj, vmsd->name);
    entry->alias_id = alias_id;
    entry->version_id = vmsd->version_id;
    entry->vmsd = vmsd;
    entry->opaque = base;
    if (strcmp(entry->idstr, vmsd->name) != 0) {
        /* The path says which one it is. */
        entry->compat_idstr = g_strdup(vmsd->name);
        entry->compat_instance_id =
            instance_id == any ? next_instance(vmsd->name, true) : instance_id;
        entry->instance_id = 0;
    } else {
        entry->instance_id =
            instance_id == any ? next_instance(entry->idstr, false) : instance_id;
    }
    return insert(entry, errp);
}

int register_savevm_live(const char *idstr, uint32_t instance_id, int version_id,
                         const SaveVMHandlers *ops, void *opaque)
{
    SaveStateEntry *entry = g_new0(SaveStateEntry, 1);
    entry->idstr = g_strdup(idstr);
    entry->alias_id = -1;
    entry->instance_id = instance_id == (uint32_t)VMSTATE_INSTANCE_ID_ANY
                             ? next_instance(idstr, false)
                             : instance_id;
    entry->version_id = version_id;
    entry->ops = ops;
    entry->opaque = opaque;
    return insert(entry, NULL);
}

/* --- taking away -------------------------------------------------------------------- */

void vmstate_unregister(VMStateIf *obj, const VMStateDescription *vmsd, void *opaque)
{
    for (guint i = vmstate_registry_entries()->len; i-- > 0;) {
        if (entry_at(i)->vmsd == vmsd && entry_at(i)->opaque == opaque) {
            g_ptr_array_remove_index(entries, i);
        }
    }
}

void unregister_savevm(VMStateIf *obj, const char *idstr, void *opaque)
{
    char *name = section_name(obj, idstr);
    for (guint i = vmstate_registry_entries()->len; i-- > 0;) {
        if (entry_at(i)->opaque == opaque && strcmp(entry_at(i)->idstr, name) == 0) {
            g_ptr_array_remove_index(entries, i);
        }
    }
    g_free(name);
}
