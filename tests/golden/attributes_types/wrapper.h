/* SPDX-License-Identifier: MIT */
struct old_struct {
    int a;
    int b __attribute__((deprecated("use a")));
} __attribute__((deprecated("use new_struct")));
typedef int old_int __attribute__((deprecated));
enum old_enum { OLD_A, OLD_B __attribute__((deprecated)) } __attribute__((deprecated));
extern int old_variable __attribute__((deprecated("gone soon")));

typedef union {
    int *i;
    const char *c;
} any_pointer __attribute__((__transparent_union__));
union also_transparent {
    int *i;
    float *f;
} __attribute__((transparent_union));
int takes_any(any_pointer p);
int takes_union(union also_transparent p);

typedef unsigned int may_alias_int __attribute__((may_alias));
struct aliasing {
    int a;
} __attribute__((may_alias));
unsigned read_word(const may_alias_int *p, struct aliasing *s);

typedef int word_mode __attribute__((mode(DI)));
typedef unsigned int byte_mode __attribute__((mode(QI)));
struct modes {
    word_mode w;
    byte_mode b;
    int pointer_sized __attribute__((mode(pointer)));
};

struct unused_members {
    int a __attribute__((unused));
} __attribute__((unused));
struct designated {
    int a;
};
void with_cleanup(int *p);
static inline int uses_cleanup(void)
{
    int value __attribute__((cleanup(with_cleanup))) = 3;
    return value;
}
