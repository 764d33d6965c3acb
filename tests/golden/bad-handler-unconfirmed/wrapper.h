/* SPDX-License-Identifier: MIT */
/* Which member has the object is only a guess: no table is made of that. */
#include "bindery/marks.h"

struct hooks {
    void (*closed)(void *);
    void *owner;
};

struct door {
    int open;
};

void door_closed(struct door *door) BINDERY_IMPLEMENTS(struct hooks, closed);
