/* SPDX-License-Identifier: MIT */
struct allowed {
    struct needed *n;
};
struct needed {
    int a;
};
struct other {
    int b;
};
int allowed_function(struct allowed *a);
int blocked_function(struct allowed *a);
extern int allowed_variable;
#define ALLOWED_MACRO 1
#define OTHER_MACRO 2
