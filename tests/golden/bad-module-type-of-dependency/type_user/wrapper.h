/* SPDX-License-Identifier: MIT */
/* A dependency has the names already; and a name is taken however C spells it. */
#include <bindery/marks.h>
#include <type_owner.h>

struct user { int n; } BINDERY_TYPE("16550");
int user_read(struct user *user) BINDERY_IMPLEMENTS(struct owner_ops, read, user_ops);
struct other { int n; } BINDERY_TYPE("8250");
int other_read(struct other *other) BINDERY_IMPLEMENTS(struct owner_ops, read, serial_ops);
