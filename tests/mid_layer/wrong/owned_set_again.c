/* SPDX-License-Identifier: MIT */
/* gcc: assignment of read-only variable ‘name’ */
/* clang: cannot assign to variable 'name' with const-qualified type */
#include "bindery/util/owned.h"

void rename_it(void);

void rename_it(void)
{
    OWNED(char, name, g_strdup("first"));
    name = g_strdup("second"); /* wrong */
}
