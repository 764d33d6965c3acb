/* SPDX-License-Identifier: MIT */
/* Names that C++ keeps for itself. */
struct class {
    int private;
    int public : 3;
    struct class *this;
    void (*delete)(struct class *class);
};
typedef struct class namespace;
enum template { new, operator };
int try(int catch, int throw);
extern int virtual;
namespace *using(void);
struct fine {
    int plain;
};
int not_keyword(struct fine *f);
static inline int explicit(int typename)
{
    return typename;
}
extern int (*export)(int private, int mutable);

/* Words that the generated header itself needs in C++. */
struct needed_words {
    int alignof;
    int static_assert : 2;
    long after;
};
int alignof(int alignas);
