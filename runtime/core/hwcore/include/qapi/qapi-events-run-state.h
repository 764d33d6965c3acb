/* SPDX-License-Identifier: MIT */
/* Events for a monitor. There is none here; "runtime/machine.h" has what a program asks.
 */
#ifndef QAPI_EVENTS_RUN_STATE_H
#define QAPI_EVENTS_RUN_STATE_H

#include "qapi/qapi-types-run-state.h"

#endif
