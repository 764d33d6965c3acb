/* SPDX-License-Identifier: MIT */
/* A record whose callbacks are given different things has one table under one name. */
#include <bindery/marks.h>

/* ---- the library ---- */

struct vtab { int n; };
struct cursor { struct vtab *table; };
struct module {
    int (*connect)(void *aux, struct vtab **made);
    int (*open)(struct vtab *table, struct cursor **made);
    int (*next)(struct cursor *cursor);
    int (*at_end)(struct cursor *cursor);
};
int create_module(const char *name, const struct module *module, void *aux);

/* ---- the consumer ---- */

typedef struct App { int n; } App;
typedef struct Words { struct vtab base; } Words;
typedef struct WordsCursor { struct cursor base; } WordsCursor;

int words_next(WordsCursor *cursor) BINDERY_IMPLEMENTS(struct module, next, words_module);
int words_at_end(WordsCursor *cursor) BINDERY_IMPLEMENTS(struct module, at_end, words_module);
int words_open(Words *words, struct cursor **made)
    BINDERY_IMPLEMENTS(struct module, open, words_module);
int words_connect(App *app, struct vtab **made)
    BINDERY_IMPLEMENTS(struct module, connect, words_module);
