/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/vmstate-if.h"
#include "qemu/module.h"

char *vmstate_if_get_id(VMStateIf *vmif)
{
    VMStateIfClass *class = vmif ? VMSTATE_IF_GET_CLASS(vmif) : NULL;
    return class && class->get_id ? class->get_id(vmif) : NULL;
}

static const TypeInfo vmstate_if_info = {
    .name = TYPE_VMSTATE_IF,
    .parent = TYPE_INTERFACE,
    .class_size = sizeof(VMStateIfClass),
};

static void vmstate_if_register_types(void)
{
    type_register_static(&vmstate_if_info);
}

type_init(vmstate_if_register_types)
