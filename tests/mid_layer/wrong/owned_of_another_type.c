/* SPDX-License-Identifier: MIT */
/* gcc: from incompatible pointer type ‘Error *’ */
/* clang: incompatible pointer types initializing 'QEMUTimer_autoptr' */
#include "bindery/util/owned.h"

void start(Error *err);

void start(Error *err)
{
    OWNED(QEMUTimer, timer, err); /* wrong */
}
