/* SPDX-License-Identifier: MIT */
/* What a suppression says; for diff_suppress.c and json_suppress.c only. */
#ifndef BINDERY_GEN_JSON_SUPPRESS_H
#define BINDERY_GEN_JSON_SUPPRESS_H

#include "diff_suppress.h"

typedef enum SuppressPattern {
    SUPPRESS_NAME,
    SUPPRESS_HEADER,
    SUPPRESS_PART,
    SUPPRESS_MODULE,
    SUPPRESS_PATTERNS,
} SuppressPattern;

/* One suppression; it fits a change when all that it says does. */
typedef struct Suppression {
    GRegex *patterns[SUPPRESS_PATTERNS]; /* NULL: any */
    int kind, class, level;              /* -1: any */
    char *reason;
    char *path;
    unsigned line, column;
    bool expired; /* is not applied, only told */
    bool used;    /* fits a change */
} Suppression;

struct Suppressions {
    GPtrArray *list; /* of Suppression * */
};

#endif
