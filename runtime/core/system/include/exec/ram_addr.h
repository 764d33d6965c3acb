/* SPDX-License-Identifier: MIT */
/* The older path of "system/ram_addr.h". */
#ifndef EXEC_RAM_ADDR_H
#define EXEC_RAM_ADDR_H

#include "system/ram_addr.h"

#endif
