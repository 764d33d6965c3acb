/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "migration/vmstate.h"
#include "qapi/error.h"
#include "qemu_file_impl.h"
#include "stream_format.h"
#include "vmstate_describe.h"
#include "vmstate_field.h"

bool vmstate_section_needed(const VMStateDescription *vmsd, void *opaque)
{
    return !vmsd->needed || vmsd->needed(opaque);
}

bool vmstate_check_only_migratable(const VMStateDescription *vmsd)
{
    return true;
}

static int save_element(QEMUFile *f, const VMStateField *field, void *element,
                        size_t size, JSONWriter *vmdesc, Error **errp)
{
    int ret;
    if (field->flags & VMS_STRUCT) {
        return vmstate_save_state(f, field->vmsd, element, vmdesc, errp);
    }
    if (field->flags & VMS_VSTRUCT) {
        return vmstate_save_state_v(f, field->vmsd, element, vmdesc,
                                    field->struct_version_id, errp);
    }
    ret = field->info->put(f, element, size, field, vmdesc);
    if (qemu_file_get_error(f)) {
        return qemu_file_get_error_obj(f, errp);
    }
    if (ret) {
        error_setg(errp, "a value of type %s cannot be saved (%d)", field->info->name,
                   ret);
    }
    return ret > 0 ? -EINVAL : ret;
}

/* How many elements from index on are pointers that are NULL, or are not, like index. */
static size_t run_length(const VMStateField *field, uint8_t *first,
                         const VMStateExtent *extent, size_t index)
{
    bool null = !vmstate_field_element(field, first, extent, index);
    size_t end = index + 1;
    if (!(field->flags & VMS_ARRAY_OF_POINTER)) {
        return extent->count - index;
    }
    while (end < extent->count &&
           !vmstate_field_element(field, first, extent, end) == null) {
        end++;
    }
    return end - index;
}

/* Elements index to index + count of one type: NULLs, or none is. */
static int save_run(QEMUFile *f, const VMStateDescription *vmsd,
                    const VMStateField *field, uint8_t *first,
                    const VMStateExtent *extent, size_t index, size_t count,
                    JSONWriter *vmdesc, Error **errp)
{
    ERRP_GUARD();
    VMStateField null = vmstate_field_null(field);
    bool uniform = vmstate_describe_is_uniform(field);
    for (size_t i = index; i < index + count; i++) {
        void *element = vmstate_field_element(field, first, extent, i);
        const VMStateField *kind = element || extent->size == 0 ? field : &null;
        size_t size = kind == field ? extent->size : null.size;
        size_t offset = qemu_file_offset(f);
        int ret;
        vmstate_describe_begin(vmdesc, vmsd, field, kind, i,
                               uniform ? count : extent->count, uniform);
        ret = save_element(f, kind, element, size, vmdesc, errp);
        vmstate_describe_end(vmdesc, kind, qemu_file_offset(f) - offset);
        if (ret < 0) {
            char *label = vmstate_field_label(field, i);
            error_prepend(errp, "%s: %s: ", vmsd->name, label);
            g_free(label);
            return ret;
        }
        if (uniform) {
            vmdesc = NULL;
        }
    }
    return 0;
}

static int save_field(QEMUFile *f, const VMStateDescription *vmsd,
                      const VMStateField *field, void *opaque, JSONWriter *vmdesc,
                      Error **errp)
{
    ERRP_GUARD();
    VMStateExtent extent;
    uint8_t *first = NULL;
    if (vmstate_field_extent(field, opaque, &extent, errp)) {
        first = vmstate_field_first(field, opaque, &extent, errp);
    }
    if (!first) {
        error_prepend(errp, "%s: %s: ", vmsd->name, field->name);
        return -EINVAL;
    }
    for (size_t index = 0; index < extent.count;) {
        size_t count = run_length(field, first, &extent, index);
        int ret = save_run(f, vmsd, field, first, &extent, index, count, vmdesc, errp);
        if (ret < 0) {
            return ret;
        }
        index += count;
    }
    return 0;
}

static int save_fields(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                       JSONWriter *vmdesc, int version_id, Error **errp)
{
    for (const VMStateField *field = vmsd->fields; field && !(field->flags & VMS_END);
         field++) {
        int ret = 0;
        if (vmstate_field_exists(field, opaque, version_id)) {
            ret = save_field(f, vmsd, field, opaque, vmdesc, errp);
        } else if (field->flags & VMS_MUST_EXIST) {
            error_setg(errp, "%s: %s: the state to be saved is invalid", vmsd->name,
                       field->name);
            ret = -EINVAL;
        }
        if (ret < 0) {
            return ret;
        }
    }
    return 0;
}

static int save_subsections(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                            JSONWriter *vmdesc, Error **errp)
{
    const VMStateDescription *const *subsection = vmsd->subsections;
    bool described = false;
    int ret = 0;
    for (; ret == 0 && subsection && *subsection; subsection++) {
        if (!vmstate_section_needed(*subsection, opaque)) {
            continue;
        }
        if (vmdesc && !described) {
            json_writer_start_array(vmdesc, "subsections");
            described = true;
        }
        if (vmdesc) {
            json_writer_start_object(vmdesc, NULL);
        }
        qemu_put_byte(f, STREAM_SUBSECTION);
        qemu_put_counted_string(f, (*subsection)->name);
        qemu_put_be32(f, (uint32_t)(*subsection)->version_id);
        ret = vmstate_save_state(f, *subsection, opaque, vmdesc, errp);
        if (vmdesc) {
            json_writer_end_object(vmdesc);
        }
    }
    if (described) {
        json_writer_end_array(vmdesc);
    }
    return ret;
}

static int run_pre_save(const VMStateDescription *vmsd, void *opaque, Error **errp)
{
    ERRP_GUARD();
    int ret = 0;
    if (vmsd->pre_save_errp) {
        if (!vmsd->pre_save_errp(opaque, errp)) {
            error_prepend(errp, "%s: refused before saving: ", vmsd->name);
            return -EINVAL;
        }
    } else if (vmsd->pre_save) {
        ret = vmsd->pre_save(opaque);
        if (ret) {
            error_setg(errp, "%s: pre_save failed with %d", vmsd->name, ret);
        }
    }
    return ret > 0 ? -EINVAL : ret;
}

int vmstate_save_state_v(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                         JSONWriter *vmdesc, int version_id, Error **errp)
{
    int ret = run_pre_save(vmsd, opaque, errp);
    if (ret < 0) {
        return ret;
    }
    if (vmdesc) {
        json_writer_str(vmdesc, "vmsd_name", vmsd->name);
        json_writer_int64(vmdesc, "version", version_id);
        json_writer_start_array(vmdesc, "fields");
    }
    ret = save_fields(f, vmsd, opaque, vmdesc, version_id, errp);
    if (vmdesc) {
        json_writer_end_array(vmdesc);
    }
    if (ret == 0) {
        ret = save_subsections(f, vmsd, opaque, vmdesc, errp);
    }
    if (vmsd->post_save) {
        int post = vmsd->post_save(opaque);
        if (ret == 0 && post) {
            error_setg(errp, "%s: post_save failed with %d", vmsd->name, post);
            ret = post > 0 ? -EINVAL : post;
        }
    }
    return ret;
}

int vmstate_save_state(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                       JSONWriter *vmdesc, Error **errp)
{
    return vmstate_save_state_v(f, vmsd, opaque, vmdesc, vmsd->version_id, errp);
}
