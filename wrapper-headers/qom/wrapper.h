/* SPDX-License-Identifier: MIT */
/*
 * What the module "qom" shows: types, objects, properties, visitors.
 * Object is opaque, as all of it is private. It is still the first member of what is
 * derived from it, so casts between these are found and checked as if it were not.
 * Records of classes are not opaque: a type's class_init fills them in.
 */
#include "qemu/osdep.h"

#include "qapi/qapi-builtin-types.h"
#include "qapi/qapi-types-common.h"
#include "qapi/qapi-visit-common.h"
#include "qapi/string-input-visitor.h"
#include "qapi/string-output-visitor.h"
#include "qapi/util.h"
#include "qapi/visitor.h"
#include "qom/global-property.h"
#include "qom/object.h"
#include "qom/object_interfaces.h"
