/* SPDX-License-Identifier: MIT */
#ifndef OBJECT_LABEL_H
#define OBJECT_LABEL_H

#include "qom/object.h"

/* "object '/machine/uart' of type 'pl011'", for messages; new. */
char *object_label(const Object *obj);

/* Puts in front of an error which property of which object it is about. */
void object_property_error(Error **err, const Object *obj, const ObjectProperty *prop);

#endif
