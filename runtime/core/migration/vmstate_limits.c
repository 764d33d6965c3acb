/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "vmstate_limits.h"

#include "vmstate_field.h"

GHashTable *vmstate_limits_new(void)
{
    return g_hash_table_new(NULL, NULL);
}

static void note_number(GHashTable *limits, const VMStateField *field, const void *opaque)
{
    int64_t value = 0;
    const void *address = vmstate_field_variable(field, opaque, &value);
    if (address && !g_hash_table_contains(limits, address)) {
        g_hash_table_insert(limits, (void *)(uintptr_t)address,
                            GSIZE_TO_POINTER((size_t)MAX(value, 0)));
    }
}

static bool has_pre_load(const VMStateDescription *vmsd)
{
    return vmsd->pre_load || vmsd->pre_load_errp;
}

/* All elements that there can be: those of an array that is longer than it says, too. */
static void note_embedded(GHashTable *limits, const VMStateField *field,
                          const uint8_t *state)
{
    size_t count = 1;
    if (field->flags & VMS_ARRAY) {
        count = (size_t)field->num;
    } else if (field->flags & VMS_VARRAYS_) {
        count = field->capacity;
    }
    for (size_t i = 0; i < count; i++) {
        vmstate_limits_note(limits, field->vmsd, state + field->offset + i * field->size);
    }
}

void vmstate_limits_note(GHashTable *limits, const VMStateDescription *vmsd,
                         const void *opaque)
{
    const VMStateDescription *const *subsection = vmsd->subsections;
    for (const VMStateField *field = vmsd->fields; field && !(field->flags & VMS_END);
         field++) {
        note_number(limits, field, opaque);
        if ((field->flags & (VMS_STRUCT | VMS_VSTRUCT)) &&
            !(field->flags & (VMS_POINTER | VMS_ARRAY_OF_POINTER)) &&
            !has_pre_load(field->vmsd)) {
            note_embedded(limits, field, opaque);
        }
    }
    for (; subsection && *subsection; subsection++) {
        if (!has_pre_load(*subsection)) {
            vmstate_limits_note(limits, *subsection, opaque);
        }
    }
}

bool vmstate_limits_find(GHashTable *limits, const void *address, uint64_t *limit)
{
    void *value = NULL;
    if (!g_hash_table_lookup_extended(limits, address, NULL, &value)) {
        return false;
    }
    *limit = GPOINTER_TO_SIZE(value);
    return true;
}

typedef struct MemoryRange {
    uintptr_t start;
    size_t size;
} MemoryRange;

static gboolean lies_in_range(void *key, void *value, void *opaque)
{
    const MemoryRange *range = opaque;
    return (uintptr_t)key - range->start < range->size;
}

void vmstate_limits_forget(GHashTable *limits, const void *start, size_t size)
{
    MemoryRange range = {(uintptr_t)start, size};
    g_hash_table_foreach_remove(limits, lies_in_range, &range);
}
