/* SPDX-License-Identifier: MIT */
/* The common enumerations that properties have, which are in qapi/qapi-builtin-types.h.
 */
#ifndef QAPI_QAPI_TYPES_COMMON_H
#define QAPI_QAPI_TYPES_COMMON_H

#include "qapi/qapi-builtin-types.h"

#endif
