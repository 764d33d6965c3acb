/* SPDX-License-Identifier: MIT */
/*
 * JSON as text: puts members and elements into a string with the commas, the line breaks
 * and the escapes they need. It knows nothing of records; json_write.c does.
 *
 * Any bytes may go in: what is no UTF-8 comes out as U+FFFD, so the text is always valid.
 */
#ifndef BINDERY_GEN_JSON_TEXT_H
#define BINDERY_GEN_JSON_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <glib.h>

typedef struct JsonText {
    GString *out;    /* borrowed; grows at its end */
    unsigned indent; /* blanks at the start of a new line */
    bool empty;      /* nothing yet in the innermost object or list */
    bool broken;     /* the next member or element starts a line of its own */
} JsonText;

/* Puts a quoted and escaped string. */
void json_text_string(JsonText *text, const char *value);

/* Puts the string "first:second"; first is plain. */
void json_text_pair(JsonText *text, const char *first, const char *second);

/*
 * Starts a member `"name": ` or an element, after a comma where one is due. A key may be
 * any string; a name is plain, as are the names of members below: printable ASCII without
 * a quote or a backslash.
 */
void json_text_put_name(JsonText *text, const char *name, size_t length);
void json_text_key(JsonText *text, const char *key);
void json_text_element(JsonText *text);

/* A literal's length is known when this is compiled; so below. */
static inline void json_text_name(JsonText *text, const char *name)
{
    json_text_put_name(text, name, strlen(name));
}

/* Opens and closes an object or a list ('{' or '['). One opened with lines puts each
 * member or element that follows json_text_break() on a line two blanks further in. */
void json_text_open(JsonText *text, char bracket);
void json_text_close(JsonText *text, char bracket);
void json_text_open_lines(JsonText *text, char bracket);
void json_text_close_lines(JsonText *text, char bracket);

/* Lets the next member or element start a new line. */
void json_text_break(JsonText *text);

/* Whole members. A NULL string, a negative number, false, and a NULL or empty list say
 * nothing and are left out. */
void json_text_put_string(JsonText *text, const char *name, size_t n_name,
                          const char *value);
static inline void json_text_string_member(JsonText *text, const char *name,
                                           const char *value)
{
    if (value != NULL) {
        json_text_put_string(text, name, strlen(name), value);
    }
}
void json_text_size_member(JsonText *text, const char *name, int64_t value);
void json_text_true_member(JsonText *text, const char *name, bool value);
void json_text_strings_member(JsonText *text, const char *name, const GPtrArray *list);

/* Puts a number that is not negative. */
void json_text_number(JsonText *text, uint64_t value);

/* Puts text as it is. */
void json_text_raw(JsonText *text, const char *raw, size_t length);

#endif
