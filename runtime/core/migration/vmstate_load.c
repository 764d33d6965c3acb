/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "migration/vmstate.h"
#include "qapi/error.h"
#include "qemu_file_impl.h"
#include "stream_format.h"
#include "vmstate_field.h"
#include "vmstate_limits.h"

/* --- hooks and versions ------------------------------------------------------------- */

static int check_version(const VMStateDescription *vmsd, int version_id, Error **errp)
{
    if (version_id > vmsd->version_id) {
        error_setg(errp, "%s: version %d is newer than version %d, the newest known",
                   vmsd->name, version_id, vmsd->version_id);
        return -EINVAL;
    }
    if (version_id < vmsd->minimum_version_id) {
        error_setg(errp, "%s: version %d is older than version %d, the oldest supported",
                   vmsd->name, version_id, vmsd->minimum_version_id);
        return -EINVAL;
    }
    return 0;
}

static int run_pre_load(const VMStateDescription *vmsd, void *opaque, Error **errp)
{
    ERRP_GUARD();
    int ret = 0;
    if (vmsd->pre_load_errp) {
        if (!vmsd->pre_load_errp(opaque, errp)) {
            error_prepend(errp, "%s: refused before loading: ", vmsd->name);
            return -EINVAL;
        }
    } else if (vmsd->pre_load) {
        ret = vmsd->pre_load(opaque);
        if (ret) {
            error_setg(errp, "%s: pre_load failed with %d", vmsd->name, ret);
        }
    }
    return ret > 0 ? -EINVAL : ret;
}

static int run_post_load(const VMStateDescription *vmsd, void *opaque, int version_id,
                         Error **errp)
{
    ERRP_GUARD();
    int ret = 0;
    if (vmsd->post_load_errp) {
        if (!vmsd->post_load_errp(opaque, version_id, errp)) {
            error_prepend(errp, "%s: the state that was loaded is refused: ", vmsd->name);
            return -EINVAL;
        }
    } else if (vmsd->post_load) {
        ret = vmsd->post_load(opaque, version_id);
        if (ret < 0) {
            error_setg(errp, "%s: the state that was loaded is refused (post_load: %d)",
                       vmsd->name, ret);
        }
    }
    return MIN(ret, 0);
}

/* --- fields ------------------------------------------------------------------------- */

/* What the stream says the field has must be there, or be bounded by the stream. */
static int check_extent(QEMUFile *f, const VMStateField *field, const void *opaque,
                        const VMStateExtent *extent, Error **errp)
{
    int64_t value = 0;
    uint64_t limit = 0;
    const void *number = vmstate_field_variable(field, opaque, &value);
    if (!number || field->capacity) {
        return 0;
    }
    if ((field->flags & VMS_ALLOC) || field->info == &vmstate_info_unused_buffer) {
        limit = qemu_file_remaining(f);
        if ((field->flags & VMS_VBUFFER ? extent->size : extent->count) <= limit) {
            return 0;
        }
        error_setg(errp, "%" PRId64 " are more than the %" PRIu64 " bytes that are left",
                   value, limit);
        return -EINVAL;
    }
    if (!vmstate_limits_find(f->limits, number, &limit) || (uint64_t)value > limit) {
        error_setg(errp,
                   "%" PRId64 " are more than the %" PRIu64 " that there is room for",
                   value, limit);
        return -EINVAL;
    }
    return 0;
}

static int allocate(QEMUFile *f, const VMStateField *field, void *opaque,
                    const VMStateExtent *extent, Error **errp)
{
    size_t bytes = extent->count * extent->size;
    void **pointer = (void **)((uint8_t *)opaque + field->offset);
    void *memory;
    if (!(field->flags & VMS_ALLOC) || !(field->flags & VMS_POINTER) || bytes == 0) {
        return 0;
    }
    memory = g_try_malloc0(bytes);
    if (!memory) {
        error_setg(errp, "there is no memory for %zu bytes", bytes);
        return -ENOMEM;
    }
    vmstate_limits_forget(f->limits, memory, bytes);
    *pointer = memory;
    return 0;
}

static int load_element(QEMUFile *f, const VMStateField *field, void *element,
                        size_t size, Error **errp)
{
    int ret;
    if (field->flags & VMS_STRUCT) {
        return vmstate_load_state(f, field->vmsd, element, field->vmsd->version_id, errp);
    }
    if (field->flags & VMS_VSTRUCT) {
        return vmstate_load_state(f, field->vmsd, element, field->struct_version_id,
                                  errp);
    }
    ret = field->info->get(f, element, size, field);
    if (qemu_file_get_error(f)) {
        return qemu_file_get_error_obj(f, errp);
    }
    if (ret) {
        error_setg(errp, "a value of type %s is refused (%d)", field->info->name, ret);
    }
    return ret > 0 ? -EINVAL : ret;
}

static int load_elements(QEMUFile *f, const VMStateDescription *vmsd,
                         const VMStateField *field, uint8_t *first,
                         const VMStateExtent *extent, Error **errp)
{
    ERRP_GUARD();
    for (size_t i = 0; i < extent->count; i++) {
        size_t offset = qemu_file_offset(f);
        void *element = vmstate_field_element(field, first, extent, i);
        int ret;
        if (!element && extent->size > 0) {
            VMStateField null = vmstate_field_null(field);
            ret = load_element(f, &null, NULL, null.size, errp);
        } else {
            ret = load_element(f, field, element, extent->size, errp);
        }
        if (ret < 0) {
            char *label = vmstate_field_label(field, i);
            error_prepend(errp, "%s: %s at offset %zu: ", vmsd->name, label, offset);
            g_free(label);
            return ret;
        }
    }
    return 0;
}

static int load_field(QEMUFile *f, const VMStateDescription *vmsd,
                      const VMStateField *field, void *opaque, Error **errp)
{
    ERRP_GUARD();
    VMStateExtent extent;
    uint8_t *first = NULL;
    int ret = -EINVAL;
    if (vmstate_field_extent(field, opaque, &extent, errp)) {
        ret = check_extent(f, field, opaque, &extent, errp);
        if (ret == 0) {
            ret = allocate(f, field, opaque, &extent, errp);
        }
        if (ret == 0) {
            first = vmstate_field_first(field, opaque, &extent, errp);
            ret = first ? 0 : -EINVAL;
        }
    }
    if (ret < 0) {
        error_prepend(errp, "%s: %s at offset %zu: ", vmsd->name, field->name,
                      qemu_file_offset(f));
        return ret;
    }
    return load_elements(f, vmsd, field, first, &extent, errp);
}

static int load_fields(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                       int version_id, Error **errp)
{
    for (const VMStateField *field = vmsd->fields; field && !(field->flags & VMS_END);
         field++) {
        int ret = 0;
        if (vmstate_field_exists(field, opaque, version_id)) {
            ret = load_field(f, vmsd, field, opaque, errp);
        } else if (field->flags & VMS_MUST_EXIST) {
            error_setg(errp, "%s: %s at offset %zu: the state that was loaded is invalid",
                       vmsd->name, field->name, qemu_file_offset(f));
            ret = -EINVAL;
        }
        if (ret < 0) {
            return ret;
        }
    }
    return 0;
}

/* --- subsections -------------------------------------------------------------------- */

/*
 * Whether a subsection of vmsd comes next; name gets its name then. Subsections are found
 * by their names, which begin with that of the description they belong to: a byte that
 * looks like one, with another name behind it, belongs to whatever comes next.
 */
static bool subsection_follows(QEMUFile *f, const VMStateDescription *vmsd,
                               char name[256])
{
    size_t prefix = strlen(vmsd->name);
    int length = qemu_file_peek_byte(f, 1);
    if (qemu_file_peek_byte(f, 0) != STREAM_SUBSECTION || length < 0 ||
        (size_t)length <= prefix) {
        return false;
    }
    for (int i = 0; i < length; i++) {
        int byte = qemu_file_peek_byte(f, 2 + (size_t)i);
        if (byte < 0) {
            return false;
        }
        name[i] = (char)byte;
    }
    name[length] = '\0';
    return strncmp(name, vmsd->name, prefix) == 0;
}

static const VMStateDescription *find_subsection(const VMStateDescription *vmsd,
                                                 const char *name)
{
    const VMStateDescription *const *subsection = vmsd->subsections;
    for (; subsection && *subsection; subsection++) {
        if (strcmp((*subsection)->name, name) == 0) {
            return *subsection;
        }
    }
    return NULL;
}

static int load_subsections(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                            Error **errp)
{
    ERRP_GUARD();
    char name[256];
    while (subsection_follows(f, vmsd, name)) {
        size_t offset = qemu_file_offset(f);
        const VMStateDescription *subsection = find_subsection(vmsd, name);
        int ret;
        if (!subsection || strlen(name) != (size_t)qemu_file_peek_byte(f, 1)) {
            char *printable = g_strescape(name, NULL);
            error_setg(errp, "%s: subsection '%s' at offset %zu is not known", vmsd->name,
                       printable, offset);
            g_free(printable);
            return -ENOENT;
        }
        qemu_file_skip(f, 2 + strlen(name));
        ret = vmstate_load_state(f, subsection, opaque, qemu_get_sbe32(f), errp);
        if (ret == 0) {
            ret = qemu_file_get_error_obj(f, errp);
        }
        if (ret < 0) {
            error_prepend(errp, "%s: subsection at offset %zu: ", vmsd->name, offset);
            return ret;
        }
    }
    return 0;
}

/* --- a state ------------------------------------------------------------------------ */

static int load_parts(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                      int version_id, Error **errp)
{
    int ret = check_version(vmsd, version_id, errp);
    if (ret == 0) {
        ret = run_pre_load(vmsd, opaque, errp);
    }
    if (ret < 0) {
        return ret;
    }
    vmstate_limits_note(f->limits, vmsd, opaque);
    ret = load_fields(f, vmsd, opaque, version_id, errp);
    if (ret == 0) {
        ret = load_subsections(f, vmsd, opaque, errp);
    }
    if (ret == 0) {
        ret = run_post_load(vmsd, opaque, version_id, errp);
    }
    return ret;
}

int vmstate_load_state(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                       int version_id, Error **errp)
{
    int ret;
    if (qemu_file_get_error(f)) {
        return qemu_file_get_error_obj(f, errp);
    }
    if (f->limits) {
        return load_parts(f, vmsd, opaque, version_id, errp);
    }
    f->limits = vmstate_limits_new();
    ret = load_parts(f, vmsd, opaque, version_id, errp);
    g_hash_table_unref(f->limits);
    f->limits = NULL;
    return ret;
}
