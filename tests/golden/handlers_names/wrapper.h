/* SPDX-License-Identifier: MIT */
/* Names that are missing, taken or C++'s own, and types that are spelled out. */
#include <bindery/marks.h>

typedef int (*unnamed_fn)(void *, int, int [4]);
typedef void (*named_fn)(void *on, int with);
typedef const struct thing *(*get_fn)(void *self, int (*filter)(int), const char *const *);
typedef named_fn alias_fn;
typedef int plain_fn(void *opaque);
struct thing {
    int n;
};

void add_unnamed(unnamed_fn, void *);
void add_named(named_fn with, named_fn again, void *on, int class, int new);
void add_plain(plain_fn *plain, void *opaque, int plain_bridge);
int add_get(get_fn get, int add_get, const void *user_data);

int unnamed(struct thing *, int, int *) BINDERY_IMPLEMENTS(unnamed_fn);
/* A parameter may not hide the handler. */
void on(struct thing *thing, int with) BINDERY_IMPLEMENTS(named_fn);
struct thing *get(const struct thing *self, int (*filter)(int), const char *const *names)
    BINDERY_IMPLEMENTS(get_fn);
void alias(struct thing *thing, int with) BINDERY_IMPLEMENTS(alias_fn);
int plain(struct thing *thing) BINDERY_IMPLEMENTS(plain_fn);
void with_void(void *thing, int with) BINDERY_IMPLEMENTS(named_fn);

/* Macros stand before functions of the same names. */
typedef void (*hidden_fn)(void *opaque);
void add_hidden(hidden_fn hidden, void *opaque);
void hidden(struct thing *thing) BINDERY_IMPLEMENTS(hidden_fn);
#define add_hidden(hidden) add_hidden(hidden, 0)
#define hidden(thing) (thing)

/* Two callbacks of one type without names; and the mark on one of two declarations. */
typedef void (*twice_fn)(void *opaque);
void add_twice(twice_fn, twice_fn, void *opaque);
void twice(struct thing *thing) BINDERY_IMPLEMENTS(twice_fn);
void twice(struct thing *thing);

/* Functions that a typedef declares. */
typedef int taking(struct thing *thing);
typedef void adding(plain_fn *plain, void *opaque);
adding add_typed;
taking typed BINDERY_IMPLEMENTS(plain_fn);

/* Words of names with several capitals. */
struct each_ops { int (*read)(void *opaque); };
typedef struct SDL_RWops { int n; } SDL_RWops;
typedef struct SDL_GLContext { int n; } SDL_GLContext;
typedef struct I2CBus { int n; } I2CBus;
typedef struct XMLHttpRequest { int n; } XMLHttpRequest;
typedef struct GLib2DObject { int n; } GLib2DObject;
int rw_read(SDL_RWops *ops) BINDERY_IMPLEMENTS(struct each_ops, read);
int gl_read(SDL_GLContext *context) BINDERY_IMPLEMENTS(struct each_ops, read);
int i2c_read(I2CBus *bus) BINDERY_IMPLEMENTS(struct each_ops, read);
int xml_read(XMLHttpRequest *request) BINDERY_IMPLEMENTS(struct each_ops, read);
int glib_read(GLib2DObject *object) BINDERY_IMPLEMENTS(struct each_ops, read);

/* The length of an array is a parameter, whose name may be another one here. */
typedef int (*lengths_fn)(void *opaque, int n, int of[n], int any[*]);
int lengths(struct thing *thing, int count, int of[count], int any[count])
    BINDERY_IMPLEMENTS(lengths_fn);
