/* SPDX-License-Identifier: MIT */
#include <bindery/marks.h>

struct right_ops { int (*read)(void *opaque); };
struct right { int n; } BINDERY_TYPE("serial") BINDERY_TABLE(struct right_ops, serial_ops);
int right_read(struct right *right) BINDERY_IMPLEMENTS(struct right_ops, read);

struct right_timer { int n; } BINDERY_TABLE(struct right_ops, timer_ops, .read = 0);
struct right_radio { int n; } BINDERY_TYPE("a_radio");
