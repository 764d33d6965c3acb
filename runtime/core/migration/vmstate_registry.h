/* SPDX-License-Identifier: MIT */
/* What is saved and loaded: the sections of a stream. Under the big lock. */
#ifndef RUNTIME_VMSTATE_REGISTRY_H
#define RUNTIME_VMSTATE_REGISTRY_H

#include "migration/register.h"
#include "migration/vmstate.h"

/* By vmsd or by ops; all but the strings is borrowed. */
typedef struct SaveStateEntry {
    uint32_t section_id; /* never used again */
    char *idstr;
    uint32_t instance_id;
    int alias_id; /* or -1 */
    /* Name and number without a path, as older streams have them; or NULL. */
    char *compat_idstr;
    uint32_t compat_instance_id;
    int version_id;
    const VMStateDescription *vmsd;
    const SaveVMHandlers *ops;
    void *opaque;
} SaveStateEntry;

/*
 * The entries in the order in which they are saved; borrowed until one is added or taken
 * away.
 */
const GPtrArray *vmstate_registry_entries(void);

/* Borrowed likewise; NULL: there is none. */
SaveStateEntry *vmstate_registry_find(const char *idstr, uint32_t instance_id);
SaveStateEntry *vmstate_registry_find_id(uint32_t section_id);

/* Whether the entry would be in a stream that is saved now. */
bool vmstate_registry_needed(const SaveStateEntry *entry);

#endif
