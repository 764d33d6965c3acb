/* SPDX-License-Identifier: MIT */
/* The interface of objects that have a name of their own in a saved stream. */
#ifndef VMSTATE_IF_H
#define VMSTATE_IF_H

#include <glib.h>

#include "qom/object.h"

#define TYPE_VMSTATE_IF "vmstate-if"

typedef struct VMStateIfClass VMStateIfClass;
typedef struct VMStateIf VMStateIf;

DECLARE_CLASS_CHECKERS(VMStateIfClass, VMSTATE_IF, TYPE_VMSTATE_IF)
#define VMSTATE_IF(obj) INTERFACE_CHECK(VMStateIf, (obj), TYPE_VMSTATE_IF)

struct VMStateIfClass {
    InterfaceClass parent_class;
    /* The object's path in the stream, new, for g_free(); NULL when it has none. */
    char *(*get_id)(VMStateIf *obj);
};

/* What get_id says; NULL for NULL, and where the class has none. New, for g_free(). */
char *vmstate_if_get_id(VMStateIf *vmif);

#endif
