/* SPDX-License-Identifier: MIT */
/*
 * What the name of a pointer says: that it is some caller's own data, which is passed on
 * and not looked into, or the very thing that a function works on.
 */
#ifndef BINDERY_GEN_CALLBACK_NAME_H
#define BINDERY_GEN_CALLBACK_NAME_H

#include <stdbool.h>

typedef enum NameKind {
    NAME_NONE,    /* there is no name */
    NAME_THING,   /* what is worked on: "key", "buffer", "g_class" */
    NAME_OTHER,   /* says neither */
    NAME_WEAK,    /* "data", "marshal_data" */
    NAME_LIKELY,  /* "arg", "ctx" */
    NAME_CERTAIN, /* "user_data", "opaque", "closure" */
} NameKind;

/* What the name of a void pointer says; NULL and "" have none. */
NameKind callback_name_kind(const char *name);

/* Whether two names are one, but for case, underscores and a p in front or behind. */
bool callback_names_same(const char *a, const char *b);

/* Whether two names share a word that is more than a common one: "funcLookupFunc" and
 * "funcLookupData". */
bool callback_names_related(const char *a, const char *b);

/* Whether all such words are the same, so that the pointer is that callback's own:
 * "notify_cb" and "notify_payload", "f_rng" and "p_rng"; but not for names without any,
 * "cb" and "cb_arg". */
bool callback_names_own(const char *callback, const char *pointer);

/* Whether they are called as a function and its pointer: "f_send" and "p_bio". */
bool callback_names_prefixed(const char *callback, const char *pointer);

/* Whether something of that name frees: "destroy", "notify", "xFree"; NULL does not. */
bool callback_name_frees(const char *name);

/* Whether it hands out memory, "zalloc", or takes it back, "xFree", "realloc", "size". */
bool callback_name_allocates(const char *name);
bool callback_name_takes_memory(const char *name);

/* Whether what frees is called after that user data, or after nothing but what it does:
 * "uri_destroy" and "uri_data", "destroy" and any; but not "item_free" and "user_data".
 */
bool callback_name_frees_this(const char *frees, const char *user_data);

/* Whether a pointer of that name is what is handed over: what is worked on, or, where it
 * comes last, user data. */
bool callback_name_is_payload(const char *name);

/* Whether a member of that name only keeps a place free: "pad1". */
bool callback_name_is_spare(const char *name);

/* Whether a number of that name says how large that thing is: "len", "n_bytes", for
 * "data" "data_size"; but not "stack_size". */
bool callback_name_is_size(const char *name, const char *thing);

/* Whether a type of that name is a pointer to anything ("gpointer", "voidpf"), and not a
 * handle that happens to be one ("EGLDisplay"). */
bool callback_type_name_is_general(const char *name);

#endif
