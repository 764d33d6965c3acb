/* SPDX-License-Identifier: MIT */
/* gcc: the newline is added to the format: leave it out */
/* clang: the newline is added to the format: leave it out */
#include "bindery/util/log.h"

void complain(int offset);

void complain(int offset)
{
    log_guest_error("no register at %d\n", offset); /* wrong */
}
