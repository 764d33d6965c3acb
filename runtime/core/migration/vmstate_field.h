/* SPDX-License-Identifier: MIT */
/* Where the elements of a field are, and how many there are. */
#ifndef RUNTIME_VMSTATE_FIELD_H
#define RUNTIME_VMSTATE_FIELD_H

#include "migration/vmstate.h"

#define VMS_VARRAYS_                                                                     \
    (VMS_VARRAY_INT32 | VMS_VARRAY_UINT16 | VMS_VARRAY_UINT8 | VMS_VARRAY_UINT32)

typedef struct VMStateExtent {
    size_t count; /* elements */
    size_t size;  /* of one: bytes; bits in a bitmap */
} VMStateExtent;

bool vmstate_field_exists(const VMStateField *field, void *opaque, int version_id);

/*
 * The integer in the state that says how many elements or bytes the field has: its
 * address (borrowed) and its value. NULL where they are constant.
 */
const void *vmstate_field_variable(const VMStateField *field, const void *opaque,
                                   int64_t *value);

/* False with errp set: the state has numbers that an embedded array cannot have. */
bool vmstate_field_extent(const VMStateField *field, const void *opaque,
                          VMStateExtent *extent, Error **errp);

/* The first element; NULL with errp set where it is behind a pointer that is NULL. */
uint8_t *vmstate_field_first(const VMStateField *field, void *opaque,
                             const VMStateExtent *extent, Error **errp);

/* Element index, behind its pointer where the elements are pointers: NULL then, if so. */
void *vmstate_field_element(const VMStateField *field, uint8_t *first,
                            const VMStateExtent *extent, size_t index);

/* The field that stands for a NULL in an array of pointers. */
VMStateField vmstate_field_null(const VMStateField *field);

/* "NAME", or "NAME[index]" where there can be several; new, for g_free(). */
char *vmstate_field_label(const VMStateField *field, size_t index);

#endif
