/* SPDX-License-Identifier: MIT */
/* Tags and ordinary identifiers are different name spaces. */
typedef struct same {
    int a;
} same;
struct same *use_same(same *s);

struct status {
    int code;
};
int status(struct status *s);

typedef struct first_tag {
    int a;
} other_name, *other_pointer;
struct first_tag use_other(other_name o);

typedef enum kind { KIND_A, KIND_B } kind;
enum mode { mode_a };
extern enum mode mode;

typedef int number;
typedef number count;
typedef number number; /* C11 allows it */
count use_count(number n);
typedef const number constant_number;

struct member_names {
    int number;
    same same;
    kind kind;
};
