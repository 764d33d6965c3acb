/* SPDX-License-Identifier: MIT */
/* What two modules of one run call alike would be linked twice. */
#include <bindery/marks.h>

struct left_ops { int (*read)(void *opaque); };
struct left { int n; } BINDERY_TYPE("serial") BINDERY_TABLE(struct left_ops, serial_ops);
int left_read(struct left *left) BINDERY_IMPLEMENTS(struct left_ops, read);

struct left_timer { int n; } BINDERY_TABLE(struct left_ops, timer_ops, .read = 0);
struct left_radio { int n; } BINDERY_TYPE("a-radio");
