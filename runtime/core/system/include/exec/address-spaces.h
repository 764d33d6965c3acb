/* SPDX-License-Identifier: MIT */
/* The older path of "system/address-spaces.h". */
#ifndef EXEC_ADDRESS_SPACES_H
#define EXEC_ADDRESS_SPACES_H

#include "system/address-spaces.h"

#endif
