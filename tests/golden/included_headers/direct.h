/* SPDX-License-Identifier: MIT */
#include "indirect.h"
struct direct {
    struct indirect i;
};
