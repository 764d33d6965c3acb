/* SPDX-License-Identifier: MIT */
/* The property "realized" of a device. */
#ifndef QDEV_REALIZE_H
#define QDEV_REALIZE_H

#include "qom/object.h"

bool device_get_realized(Object *obj, Error **errp);
void device_set_realized(Object *obj, bool value, Error **errp);

#endif
