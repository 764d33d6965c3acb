/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "vmstate_field.h"

#include "qapi/error.h"

bool vmstate_field_exists(const VMStateField *field, void *opaque, int version_id)
{
    if (field->field_exists) {
        return field->field_exists(opaque, version_id);
    }
    return field->version_id <= version_id;
}

const void *vmstate_field_variable(const VMStateField *field, const void *opaque,
                                   int64_t *value)
{
    const uint8_t *state = opaque;
    const void *number = state + field->num_offset;
    if (field->flags & VMS_VARRAY_INT32) {
        *value = *(const int32_t *)number;
    } else if (field->flags & VMS_VARRAY_UINT32) {
        *value = *(const uint32_t *)number;
    } else if (field->flags & VMS_VARRAY_UINT16) {
        *value = *(const uint16_t *)number;
    } else if (field->flags & VMS_VARRAY_UINT8) {
        *value = *(const uint8_t *)number;
    } else if (field->flags & VMS_VBUFFER) {
        number = state + field->size_offset;
        *value = *(const int32_t *)number;
    } else {
        number = NULL;
    }
    return number;
}

static bool times(size_t *number, size_t factor, Error **errp)
{
    if (__builtin_mul_overflow(*number, factor, number)) {
        error_setg(errp, "the size of the field does not fit into memory");
        return false;
    }
    return true;
}

bool vmstate_field_extent(const VMStateField *field, const void *opaque,
                          VMStateExtent *extent, Error **errp)
{
    int64_t value = 0;
    *extent = (VMStateExtent){.count = 1, .size = field->size};
    if (field->flags & VMS_ARRAY) {
        extent->count = (size_t)field->num;
    }
    if (vmstate_field_variable(field, opaque, &value) && value < 0) {
        error_setg(errp, "%" PRId64 " is no number of elements or bytes", value);
        return false;
    }
    if (field->flags & VMS_VARRAYS_) {
        extent->count = (size_t)value;
        if ((field->flags & VMS_MULTIPLY_ELEMENTS) &&
            !times(&extent->count, (size_t)field->num, errp)) {
            return false;
        }
    }
    if (field->flags & VMS_VBUFFER) {
        extent->size = (size_t)value;
        if ((field->flags & VMS_MULTIPLY) && !times(&extent->size, field->size, errp)) {
            return false;
        }
    }
    if (field->capacity && extent->count > field->capacity) {
        error_setg(errp, "%zu elements are more than the %zu that the array has",
                   extent->count, field->capacity);
        return false;
    }
    size_t total = extent->count;
    return times(&total, extent->size, errp);
}

uint8_t *vmstate_field_first(const VMStateField *field, void *opaque,
                             const VMStateExtent *extent, Error **errp)
{
    uint8_t *first = (uint8_t *)opaque + field->offset;
    if (!(field->flags & VMS_POINTER)) {
        return first;
    }
    first = *(uint8_t **)first;
    if (!first && extent->count > 0 && extent->size > 0) {
        error_setg(errp, "the pointer to the field is NULL");
        return NULL;
    }
    /* Nothing will be read or written there. */
    return first ? first : (uint8_t *)opaque;
}

void *vmstate_field_element(const VMStateField *field, uint8_t *first,
                            const VMStateExtent *extent, size_t index)
{
    uint8_t *element = first + extent->size * index;
    return field->flags & VMS_ARRAY_OF_POINTER ? *(void **)element : element;
}

VMStateField vmstate_field_null(const VMStateField *field)
{
    return (VMStateField){
        .name = field->name,
        .version_id = field->version_id,
        .size = 1,
        .info = &vmstate_info_nullptr,
        .flags = VMS_SINGLE,
    };
}

char *vmstate_field_label(const VMStateField *field, size_t index)
{
    if (field->flags & (VMS_ARRAY | VMS_VARRAYS_)) {
        return g_strdup_printf("%s[%zu]", field->name, index);
    }
    return g_strdup(field->name);
}
