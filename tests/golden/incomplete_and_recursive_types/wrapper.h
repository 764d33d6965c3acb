/* SPDX-License-Identifier: MIT */
struct never_defined;
union never_defined_union;
typedef struct hidden hidden;
typedef struct later later_type;

struct node {
    struct node *next, **previous;
    struct node *children[2];
    void (*visit)(struct node *self, struct never_defined *context);
};

struct even;
struct odd {
    struct even *even;
};
struct even {
    struct odd *odd;
};

struct later {
    later_type *self;
    hidden *secret;
};

hidden *hidden_open(const char *name);
void hidden_close(hidden *h);
extern struct never_defined an_unknown;
struct only_in_a_prototype *make(void);
extern union never_defined_union *unions[2];
