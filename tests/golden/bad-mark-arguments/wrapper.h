/* SPDX-License-Identifier: MIT */
/* Each mark has arguments of its own. */
#include <bindery/marks.h>

typedef int (*tick_fn)(void *data);
struct a { int n BINDERY_PROPERTY(); } BINDERY_TYPE();
struct b { int n BINDERY_PROPERTY(n, "n"); } BINDERY_TYPE(b);
struct c { int n BINDERY_MIGRATE(1, , 2); } BINDERY_TYPE("c", struct b, struct a);
struct d { int n; } BINDERY_TYPE("quoted \"name\"") BINDERY_CAST_CHECK();
struct e { int n; } BINDERY_TYPE("e") BINDERY_CAST_CHECK("check") BINDERY_TABLE(struct a);
struct f { int n; } BINDERY_TYPE("") BINDERY_TABLE(struct a, 2nd_table);
int none(void) BINDERY_IMPLEMENTS();
int many(void) BINDERY_IMPLEMENTS(struct a, n, table, more);
int table(void) BINDERY_IMPLEMENTS(struct a, n, "table");
int other(void) __attribute__((annotate("bindery:calls:other")));
int bare(void) __attribute__((annotate("bindery:")));
struct g { int n; } BINDERY_TABLE(struct a, for, .n = 1);
struct h { int n; } BINDERY_TABLE(struct a, namespace, .n = 1);
int keyword(void) BINDERY_IMPLEMENTS(struct a, n, _Bool);
