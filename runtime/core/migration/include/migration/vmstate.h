/* SPDX-License-Identifier: MIT */
/*
 * Descriptions of a device's state, from which it is saved and loaded. A description
 * lists fields in the order of the stream; the VMSTATE_* macros that make fields are in
 * "migration/vmstate-fields.h" and "migration/vmstate-scalars.h".
 *
 * Integers are big-endian in the stream, a bool is one byte, a bitmap is 64-bit words, a
 * timer is its deadline in ns (all ones: not pending), and nothing stands between fields.
 *
 * Loading meets every stream with an error that names description, field and offset, and
 * never with an access outside the state:
 *
 *   - A count or size that the stream may have set is checked before it is used. An
 *     embedded array bounds it by its length. Memory behind a pointer that the device
 *     allocated is taken to hold as many as the count said before the load began (after
 *     pre_load): a device that has more room than its count says raises the count in
 *     pre_load. Memory that loading allocates (the _ALLOC kinds) is bounded by what is
 *     left of the stream.
 *   - A NULL pointer is an error unless the field has no elements; an array of pointers
 *     may hold NULLs, which the stream marks.
 *
 * vmstate_load_state() alone leaves the state half loaded when it fails; the functions of
 * "runtime/snapshot.h" put it back. Everything here is called under the big lock.
 */
#ifndef QEMU_VMSTATE_H
#define QEMU_VMSTATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hw/vmstate-if.h"
#include "migration/vmstate-fields.h"
#include "migration/vmstate-scalars.h"
#include "qemu/typedefs.h"

/* How one element is read and written; size is VMStateField.size or the buffer's size. */
struct VMStateInfo {
    const char *name;
    /* Load into pv: 0, or a negative errno value. */
    int (*get)(QEMUFile *f, void *pv, size_t size, const VMStateField *field);
    /* Save pv: the same. vmdesc may be NULL, and most kinds add nothing to it. */
    int (*put)(QEMUFile *f, void *pv, size_t size, const VMStateField *field,
               JSONWriter *vmdesc);
};

enum VMStateFlags {
    /* One element, which is the default. */
    VMS_SINGLE = 0x001,
    /* The member is a pointer to the field. */
    VMS_POINTER = 0x002,
    /* num elements. */
    VMS_ARRAY = 0x004,
    /* An element is a record that vmsd describes. */
    VMS_STRUCT = 0x008,
    /* As many elements as the integer at num_offset says; here an int32_t. */
    VMS_VARRAY_INT32 = 0x010,
    /* One element of many bytes. */
    VMS_BUFFER = 0x020,
    /* The elements are pointers to what is saved. */
    VMS_ARRAY_OF_POINTER = 0x040,
    VMS_VARRAY_UINT16 = 0x080,
    /* The element's size is the int32_t at size_offset. */
    VMS_VBUFFER = 0x100,
    /* That times size. */
    VMS_MULTIPLY = 0x200,
    VMS_VARRAY_UINT8 = 0x400,
    VMS_VARRAY_UINT32 = 0x800,
    /* A field that does not exist is an error: see VMSTATE_VALIDATE(). */
    VMS_MUST_EXIST = 0x1000,
    /* Loading allocates what the pointer points to. The old memory is pre_load's. */
    VMS_ALLOC = 0x2000,
    /* The number at num_offset times num. */
    VMS_MULTIPLY_ELEMENTS = 0x4000,
    /* VMS_STRUCT in the version struct_version_id. */
    VMS_VSTRUCT = 0x8000,
    /* Behind the last field. */
    VMS_END = 0x10000,
};

/* Of two descriptions the one with the greater priority is saved, and loaded, first. */
typedef enum {
    MIG_PRI_UNINITIALIZED = 0, /* stands for MIG_PRI_DEFAULT */
    MIG_PRI_LOW,
    MIG_PRI_DEFAULT,
    MIG_PRI_IOMMU,
    MIG_PRI_PCI_BUS,
    MIG_PRI_VIRTIO_MEM,
    MIG_PRI_APIC,
    MIG_PRI_GICV3_ITS,
    MIG_PRI_GICV3,
    MIG_PRI_MAX,
} MigrationPriority;

/* Made by macros. All that is pointed to is borrowed and lives for good. */
struct VMStateField {
    const char *name;
    size_t offset; /* of the member, in bytes */
    size_t size;   /* of an element, in bytes */
    size_t start;
    int num;
    size_t num_offset;
    size_t size_offset;
    const VMStateInfo *info;
    enum VMStateFlags flags;
    const VMStateDescription *vmsd;
    /* The first version of the description that has the field. */
    int version_id;
    int struct_version_id;
    /* Says instead of version_id whether the field is there. */
    bool (*field_exists)(void *opaque, int version_id);
    /* What to do where a value must be equal and is not; or NULL. */
    const char *err_hint;
    /* Elements that an embedded array has room for; 0: not known. */
    size_t capacity;
};

/*
 * Every hook gets the device's state as opaque. An int is 0, or a negative errno value
 * that makes the load or save fail; the _errp forms say true, or false with errp set, and
 * are taken where both are there.
 */
struct VMStateDescription {
    const char *name;
    /* A device that has state but cannot save it: saving fails. */
    bool unmigratable;
    bool early_setup;
    int version_id;
    int minimum_version_id; /* the oldest that can be loaded */
    MigrationPriority priority;
    int (*pre_load)(void *opaque);
    bool (*pre_load_errp)(void *opaque, Error **errp);
    /* After fields and subsections were loaded; version_id is the stream's. */
    int (*post_load)(void *opaque, int version_id);
    bool (*post_load_errp)(void *opaque, int version_id, Error **errp);
    int (*pre_save)(void *opaque);
    bool (*pre_save_errp)(void *opaque, Error **errp);
    /* After saving, failed or not, where pre_save did not fail. */
    int (*post_save)(void *opaque);
    /* Whether this subsection, or section, is saved; NULL: always. */
    bool (*needed)(void *opaque);
    bool (*dev_unplug_pending)(void *opaque);
    const VMStateField *fields;                   /* ends with VMSTATE_END_OF_LIST() */
    const VMStateDescription *const *subsections; /* ends with NULL; or NULL */
};

extern const VMStateInfo vmstate_info_bool;
extern const VMStateInfo vmstate_info_int8;
extern const VMStateInfo vmstate_info_int16;
extern const VMStateInfo vmstate_info_int32;
extern const VMStateInfo vmstate_info_int64;
extern const VMStateInfo vmstate_info_uint8;
extern const VMStateInfo vmstate_info_uint16;
extern const VMStateInfo vmstate_info_uint32;
extern const VMStateInfo vmstate_info_uint64;
/* Loading fails unless the stream has the value that the state has already. */
extern const VMStateInfo vmstate_info_uint8_equal;
extern const VMStateInfo vmstate_info_uint16_equal;
extern const VMStateInfo vmstate_info_int32_equal;
extern const VMStateInfo vmstate_info_uint32_equal;
extern const VMStateInfo vmstate_info_uint64_equal;
/* Not negative, and not more than the state has already. */
extern const VMStateInfo vmstate_info_int32_le;
/* The marker of a NULL in an array of pointers. */
extern const VMStateInfo vmstate_info_nullptr;
extern const VMStateInfo vmstate_info_timer;
extern const VMStateInfo vmstate_info_buffer;
extern const VMStateInfo vmstate_info_unused_buffer;
extern const VMStateInfo vmstate_info_tmp;
extern const VMStateInfo vmstate_info_bitmap;

/* The byte that stands for a NULL in an array of pointers. */
#define VMS_NULLPTR_MARKER 0x30U

/*
 * Load the state at opaque, saved in version version_id, from f. 0; or a negative errno
 * value with errp set, and the state half loaded.
 */
int vmstate_load_state(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                       int version_id, Error **errp);
/*
 * Save the state at opaque to f in the description's version, or in that of the second
 * form. vmdesc NULL, or a writer inside an object, which gets what was saved. 0; or a
 * negative errno value with errp set.
 */
int vmstate_save_state(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                       JSONWriter *vmdesc, Error **errp);
int vmstate_save_state_v(QEMUFile *f, const VMStateDescription *vmsd, void *opaque,
                         JSONWriter *vmdesc, int version_id, Error **errp);

/* Whether vmsd would be saved now. */
bool vmstate_section_needed(const VMStateDescription *vmsd, void *opaque);

/* The next number that no other section of the name has. */
#define VMSTATE_INSTANCE_ID_ANY (-1)

/*
 * Make the state at base a section of the streams that are saved and loaded from now on.
 * Its name is vmsd's, behind "PATH/" where obj has a path. obj, vmsd and base are
 * borrowed until vmstate_unregister(). alias_id is another instance number under which a
 * stream may have it, or -1. Result: 0; or -1 with errp set: the name is longer than 255
 * bytes, or another section has name and number. Where errp is NULL this ends the
 * program.
 */
int vmstate_register_with_alias_id(VMStateIf *obj, uint32_t instance_id,
                                   const VMStateDescription *vmsd, void *base,
                                   int alias_id, int required_for_version, Error **errp);

static inline int vmstate_register(VMStateIf *obj, int instance_id,
                                   const VMStateDescription *vmsd, void *opaque)
{
    return vmstate_register_with_alias_id(obj, (uint32_t)instance_id, vmsd, opaque, -1, 0,
                                          NULL);
}

static inline int vmstate_register_any(VMStateIf *obj, const VMStateDescription *vmsd,
                                       void *opaque)
{
    return vmstate_register(obj, VMSTATE_INSTANCE_ID_ANY, vmsd, opaque);
}

/* Forget every section of this description and state; none is fine. */
void vmstate_unregister(VMStateIf *obj, const VMStateDescription *vmsd, void *opaque);

/* Whether the program was told to run only what can be migrated: never, here. */
bool vmstate_check_only_migratable(const VMStateDescription *vmsd);

#endif
