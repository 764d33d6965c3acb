/* SPDX-License-Identifier: MIT */
#include <bindery/marks.h>

struct owner_ops { int (*read)(void *opaque); };
struct owner { int n; } BINDERY_TYPE("16550");
int owner_read(struct owner *owner) BINDERY_IMPLEMENTS(struct owner_ops, read, serial_ops);
