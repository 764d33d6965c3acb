/* SPDX-License-Identifier: MIT */
/* The common enumerations that properties have, which are in qapi/visitor.h. */
#ifndef QAPI_QAPI_VISIT_COMMON_H
#define QAPI_QAPI_VISIT_COMMON_H

#include "qapi/visitor.h"

#endif
