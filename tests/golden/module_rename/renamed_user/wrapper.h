#include "../names.h"

/* From the original header: the module that owns these calls them otherwise. */
struct user {
    thing first;
    xy at;
    struct stat status;
    union either *other;
};
int user_visit(struct user *user, thing_visit visit, enum hue hue);
