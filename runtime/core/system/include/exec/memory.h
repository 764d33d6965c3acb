/* SPDX-License-Identifier: MIT */
/* The older path of "system/memory.h". */
#ifndef EXEC_MEMORY_H
#define EXEC_MEMORY_H

#include "system/memory.h"

#endif
