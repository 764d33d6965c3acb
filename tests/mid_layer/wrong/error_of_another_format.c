/* SPDX-License-Identifier: MIT */
/* gcc: format ‘%s’ expects argument of type ‘char *’ */
/* clang: format specifies type 'char *' but the argument has type 'int' */
#include "bindery/util/result.h"

bool open_line(Error **errp);

bool open_line(Error **errp)
{
    return errno_ok(-1, errp, "line %s", 3); /* wrong */
}
