/* SPDX-License-Identifier: MIT */
/* Each declaration stands after what it needs, wherever the header put it. */
#define SIZE_OF_PAIR (sizeof(struct pair))
struct pair;
typedef struct pair pair;
struct uses_pointer {
    pair *p;
};
struct pair {
    int a, b;
};
struct uses_value {
    pair p;
    struct inner_tag {
        pair q[2];
    } i;
};
typedef pair (*maker)(struct uses_value *v);
struct has_size {
    char storage[sizeof(struct uses_value)];
};
enum length { LENGTH = sizeof(pair) * 2 };
struct by_enumerator {
    char c[LENGTH];
};
maker get_maker(struct by_enumerator e);
