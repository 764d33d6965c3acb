/* SPDX-License-Identifier: MIT */
/*
 * Reading one JSON object into a struct, by a table that says which members it may and
 * must have, what each holds, and where that goes. For the reader of records only.
 */
#ifndef BINDERY_GEN_JSON_READ_MEMBERS_H
#define BINDERY_GEN_JSON_READ_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>
#include <jansson.h>

#include "diag.h"
#include "ir.h"
#include "json_read_place.h"

#define JSON_READ_MAX_STEPS 16

/* One reading. The steps lead to the value at hand, for messages. */
typedef struct JsonReader {
    Ir *ir;
    Diagnostics *diag;
    const char *path;
    const char *text; /* the file's bytes */
    size_t length;
    GHashTable *files; /* set of the names in "files" */
    JsonStep steps[JSON_READ_MAX_STEPS];
    size_t n_steps;
} JsonReader;

typedef enum JsonMemberKind {
    JSON_MEMBER_STRING,  /* into a const char * */
    JSON_MEMBER_FILE,    /* the same; one of "files" */
    JSON_MEMBER_SIZE,    /* not negative; into an int64_t */
    JSON_MEMBER_INDEX,   /* not negative; into an int */
    JSON_MEMBER_TRUE,    /* sets a bool */
    JSON_MEMBER_FALSE,   /* clears a bool: "incomplete" says that complete is false */
    JSON_MEMBER_STRINGS, /* adds to a GPtrArray *, made where it is NULL */
    JSON_MEMBER_TYPE,    /* spelling of a type; into a const IrType * */
    JSON_MEMBER_DECL,    /* "kind:key" of a declaration; into an IrDecl * */
    JSON_MEMBER_WORD,    /* one of words; its number into an enum */
    JSON_MEMBER_CUSTOM,  /* what read does */
    JSON_MEMBER_DONE,    /* was read before */
} JsonMemberKind;

typedef struct JsonMember {
    const char *name;
    JsonMemberKind kind;
    bool required;
    size_t offset; /* of what it goes into */
    const char *const *words;
    size_t n_words;
    bool (*read)(JsonReader *reader, const json_t *value, void *object);
} JsonMember;

/*
 * Reads value, which must be an object, by the table into object. False, and an error
 * reported, for a member that is unknown, missing, or not what it should be.
 */
bool json_read_members(JsonReader *reader, const json_t *value, const JsonMember *members,
                       size_t n_members, void *object);

/* Enters a value before it is looked at, and leaves it again. */
void json_read_enter_member(JsonReader *reader, const char *name);
void json_read_enter_element(JsonReader *reader, size_t index);
void json_read_leave(JsonReader *reader);

/* Reports an error at the value at hand, with what to do about it. Gives false. */
bool json_read_fail(JsonReader *reader, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Single values; false, and an error reported, when they are not that. */
bool json_read_string(JsonReader *reader, const json_t *value, const char **string);
bool json_read_type_name(JsonReader *reader, const json_t *value, const IrType **type);
bool json_read_word(JsonReader *reader, const json_t *value, const char *const *words,
                    size_t n_words, int *word);
bool json_read_list(JsonReader *reader, const json_t *value);
bool json_read_object(JsonReader *reader, const json_t *value);
bool json_read_decl_reference(JsonReader *reader, const json_t *value, IrDecl **decl);

/* The declaration of "kind:key" (borrowed), or NULL when that is none of the record. */
IrDecl *json_read_find_reference(const Ir *ir, const char *reference);

#endif
