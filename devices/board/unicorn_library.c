/* SPDX-License-Identifier: MIT */
/* Unicorn as a library of its own, which unicorn.map says the names of. */
#include <unicorn/unicorn.h>

unsigned int (*unicorn_is_needed(void))(unsigned int *, unsigned int *);

/* What nobody needs, the linker leaves out of an archive. */
unsigned int (*unicorn_is_needed(void))(unsigned int *, unsigned int *)
{
    return uc_version;
}
