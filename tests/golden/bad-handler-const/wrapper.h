/* SPDX-License-Identifier: MIT */
/* What a callback must not write to, its handler must not either. */
#include <bindery/marks.h>

typedef int (*compare_fn)(const void *a, const void *b, void *data);
typedef void (*show_fn)(const char *text, void *data);
struct item { int n; };

int compare(struct item *a, const struct item *b, struct item *data)
    BINDERY_IMPLEMENTS(compare_fn);
void show(char *text, struct item *data) BINDERY_IMPLEMENTS(show_fn);
