/* SPDX-License-Identifier: MIT */
/* What the module "lamp" shows. */
#include "lamp.h"
