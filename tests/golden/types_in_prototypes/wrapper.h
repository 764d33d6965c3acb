/* SPDX-License-Identifier: MIT */
/* A type declared in a prototype ends with it: nobody else can name it. */
struct holder {
    int (*call)(struct holder *holder, enum { NEVER_NAMED } how);
};
typedef void (*with_record)(struct declared_here { int a; } *argument);
void takes(struct only_here *p);
struct with_member {
    void (*other)(struct only_in_a_member *context);
};
int fine(struct holder *h);
