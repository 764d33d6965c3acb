/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "chardev/char.h"
#include "qemu/module.h"

static void null_class_init(ObjectClass *klass, const void *data)
{
    /* Everything that a Chardev does without a back end is right. */
    CHARDEV_CLASS(klass)->internal = false;
}

static const TypeInfo null_types[] = {
    {
        .name = TYPE_CHARDEV_NULL,
        .parent = TYPE_CHARDEV,
        .instance_size = sizeof(Chardev),
        .class_init = null_class_init,
    },
};

DEFINE_TYPES(null_types)
