/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "vmstate_describe.h"

bool vmstate_describe_is_uniform(const VMStateField *field)
{
    if (field->field_exists) {
        return false;
    }
    if (field->flags & VMS_STRUCT) {
        if (field->vmsd->subsections) {
            return false;
        }
        for (const VMStateField *inner = field->vmsd->fields; !(inner->flags & VMS_END);
             inner++) {
            if (!vmstate_describe_is_uniform(inner)) {
                return false;
            }
        }
    }
    return true;
}

/* "NAME"; "NAME[n]" for the n-th of several fields with that name. */
static char *unique_name(const VMStateDescription *vmsd, const VMStateField *field)
{
    unsigned before = 0;
    unsigned all = 0;
    for (const VMStateField *other = vmsd->fields; !(other->flags & VMS_END); other++) {
        if (strcmp(other->name, field->name) == 0) {
            before += other < field;
            all++;
        }
    }
    return all > 1 ? g_strdup_printf("%s[%u]", field->name, before)
                   : g_strdup(field->name);
}

static const char *type_name(const VMStateField *field)
{
    if (field->flags & VMS_STRUCT) {
        return "struct";
    }
    if (field->flags & VMS_VSTRUCT) {
        return "vstruct";
    }
    return field->info && field->info->name ? field->info->name : "unknown";
}

void vmstate_describe_begin(JSONWriter *vmdesc, const VMStateDescription *vmsd,
                            const VMStateField *field, const VMStateField *kind,
                            size_t index, size_t count, bool uniform)
{
    char *name;
    if (!vmdesc) {
        return;
    }
    name = unique_name(vmsd, field);
    json_writer_start_object(vmdesc, NULL);
    json_writer_str(vmdesc, "name", name);
    if (count > 1 && uniform) {
        json_writer_int64(vmdesc, "array_len", (int64_t)count);
    } else if (count > 1) {
        json_writer_int64(vmdesc, "index", (int64_t)index);
    }
    json_writer_str(vmdesc, "type", type_name(kind));
    if (kind->flags & VMS_STRUCT) {
        json_writer_start_object(vmdesc, "struct");
    }
    g_free(name);
}

void vmstate_describe_end(JSONWriter *vmdesc, const VMStateField *kind, size_t size)
{
    if (!vmdesc) {
        return;
    }
    if (kind->flags & VMS_STRUCT) {
        json_writer_end_object(vmdesc);
    }
    json_writer_int64(vmdesc, "size", (int64_t)size);
    json_writer_end_object(vmdesc);
}
