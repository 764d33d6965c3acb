/* SPDX-License-Identifier: MIT */
/* The values that new objects' properties begin with. */
#ifndef PROPERTY_DEFAULT_H
#define PROPERTY_DEFAULT_H

#include "qom/object.h"

/* Sets the defaults of the class's properties in a new object. */
void property_defaults_apply(Object *obj);
/* NULL is fine; defval is stolen. */
void property_default_free(QObject *defval);
/* As text, new. */
char *property_default_print(const QObject *defval);

#endif
