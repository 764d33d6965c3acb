/* SPDX-License-Identifier: MIT */
/* gcc: ‘name_owner’ undeclared */
/* clang: use of undeclared identifier 'name_owner' */
#include "bindery/util/owned.h"

char *keep(char *name);

char *keep(char *name)
{
    return OWNED_STEAL(name); /* wrong */
}
