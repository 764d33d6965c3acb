/* SPDX-License-Identifier: MIT */
/* The JSON description of what is saved. Every function takes NULL for vmdesc. */
#ifndef RUNTIME_VMSTATE_DESCRIBE_H
#define RUNTIME_VMSTATE_DESCRIBE_H

#include "migration/vmstate.h"
#include "qobject/json-writer.h"

/* Whether one entry can stand for all elements of a field: all take the same bytes. */
bool vmstate_describe_is_uniform(const VMStateField *field);

/*
 * Begin the entry of element index of a field of vmsd. It is saved as kind, the field or
 * what stands for it, and is one of count; uniform: the entry stands for all of them.
 */
void vmstate_describe_begin(JSONWriter *vmdesc, const VMStateDescription *vmsd,
                            const VMStateField *field, const VMStateField *kind,
                            size_t index, size_t count, bool uniform);
/* End it; size is the bytes of the element. */
void vmstate_describe_end(JSONWriter *vmdesc, const VMStateField *kind, size_t size);

#endif
