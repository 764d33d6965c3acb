/* SPDX-License-Identifier: MIT */
/* program: gobject_class */
/* gcc: incompatible pointer type */
/* clang: incompatible pointer types passing 'LampClass *' */
#include "lamp_trampolines.h"

void fill(LampClass *klass);

void fill(LampClass *klass)
{
    lamp_GObjectClass_set(klass); /* wrong */
}
