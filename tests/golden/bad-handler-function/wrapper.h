/* SPDX-License-Identifier: MIT */
/* A function that takes a callback, and which of its parameters that is. */
#include <bindery/marks.h>

void each(int n, int (*visit)(void *data), void *data);
void unnamed(int (*)(void *), void *);
struct counter { int n; };

int a(struct counter *counter) BINDERY_IMPLEMENTS(each, visti);
int b(struct counter *counter) BINDERY_IMPLEMENTS(each, 4);
int c(struct counter *counter) BINDERY_IMPLEMENTS(each, 0);
int d(struct counter *counter) BINDERY_IMPLEMENTS(each, n);
int e(struct counter *counter) BINDERY_IMPLEMENTS(each);
int f(struct counter *counter, int n) BINDERY_IMPLEMENTS(unnamed, 1);
