/* SPDX-License-Identifier: MIT */
/* What is fine in C and means something else in C++. */
struct status {
    int code;
};
typedef int status; /* another type than the tag */
struct outer {
    struct inner {
        int a;
    } member;
    enum level { LOW, HIGH } level;
};
struct inner *find_inner(struct outer *o);
enum level current_level(void);
struct cycle {
    struct back {
        struct cycle *forward;
        struct back *self;
    } back;
};
struct with_member_of_own_name {
    int with_member_of_own_name;
};
void same_names(struct status *status, enum level level);
typedef struct handle *handle; /* the tag's pointer under the tag's name */
handle handle_open(void);
extern struct missing_initialiser {
    const int c;
} missing;
