/* SPDX-License-Identifier: MIT */
#ifndef OBJECT_LABEL_H
#define OBJECT_LABEL_H

#include "qom/object.h"

/* "object '/machine/uart' of type 'pl011'", for messages; new. */
char *object_label(const Object *obj);

#endif
