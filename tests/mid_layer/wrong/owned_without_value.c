/* SPDX-License-Identifier: MIT */
/* gcc: macro "OWNED" requires 3 arguments, but only 2 given */
/* clang: too few arguments provided to function-like macro invocation */
#include "bindery/util/owned.h"

void forget(void);

void forget(void)
{
    OWNED(char, name); /* wrong */
}
