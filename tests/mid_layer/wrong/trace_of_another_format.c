/* SPDX-License-Identifier: MIT */
/* gcc: format ‘%s’ expects argument of type ‘char *’ */
/* clang: format specifies type 'char *' but the argument has type 'int' */
#include "bindery/util/trace.h"

void complain(int offset);

void complain(int offset)
{
    TRACE("demo_read", "offset %s", offset); /* wrong */
}
