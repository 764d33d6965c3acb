/* SPDX-License-Identifier: MIT */
#ifndef PROPERTY_TYPED_H
#define PROPERTY_TYPED_H

#include "qom/object.h"

/* The names of an enum property's values, borrowed; NULL for other properties. */
const QEnumLookup *object_property_enum_lookup(const ObjectProperty *prop);

#endif
