/* SPDX-License-Identifier: MIT */
#include "json_read_place.h"

#include <stdbool.h>
#include <string.h>

#include <jansson.h>

typedef struct Cursor {
    const char *at, *end;
} Cursor;

static void skip_blanks(Cursor *cursor)
{
    while (cursor->at < cursor->end && strchr(" \t\r\n", *cursor->at) != NULL) {
        cursor->at++;
    }
}

static bool take(Cursor *cursor, char byte)
{
    skip_blanks(cursor);
    if (cursor->at < cursor->end && *cursor->at == byte) {
        cursor->at++;
        return true;
    }
    return false;
}

/* Over a string, from quote to quote. */
static void skip_string(Cursor *cursor)
{
    cursor->at++;
    while (cursor->at < cursor->end && *cursor->at != '"') {
        cursor->at += *cursor->at == '\\' ? 2 : 1;
    }
    cursor->at++;
}

/* Over a whole value: brackets are counted, so nothing nests here. */
static void skip_value(Cursor *cursor)
{
    size_t depth = 0;

    skip_blanks(cursor);
    while (cursor->at < cursor->end) {
        const char byte = *cursor->at;

        if (depth == 0 && strchr(",]}", byte) != NULL) {
            return;
        }
        if (byte == '"') {
            skip_string(cursor);
            continue;
        }
        if (byte == '{' || byte == '[') {
            depth++;
        } else if (byte == '}' || byte == ']') {
            depth--;
        }
        cursor->at++;
    }
}

/* Whether the quoted text stands for that name. */
static bool is_name(const char *quoted, size_t length, const char *name)
{
    json_t *string;
    bool same;

    if (memchr(quoted, '\\', length) == NULL) {
        return length == strlen(name) + 2 && memcmp(quoted + 1, name, length - 2) == 0;
    }
    string = json_loadb(quoted, length, JSON_DECODE_ANY, NULL);
    same = json_is_string(string) && strcmp(json_string_value(string), name) == 0;
    json_decref(string);
    return same;
}

/* To the value of that member, whose name is at *key then; cursor stands at the object.
 */
static bool enter_member(Cursor *cursor, const char *name, const char **key)
{
    if (!take(cursor, '{')) {
        return false;
    }
    do {
        const char *quoted;

        skip_blanks(cursor);
        quoted = cursor->at;
        if (cursor->at >= cursor->end || *quoted != '"') {
            return false;
        }
        skip_string(cursor);
        const size_t length = (size_t)(cursor->at - quoted);
        take(cursor, ':');
        skip_blanks(cursor);
        if (is_name(quoted, length, name)) {
            *key = quoted;
            return true;
        }
        skip_value(cursor);
    } while (take(cursor, ','));
    return false;
}

static bool enter_element(Cursor *cursor, size_t index)
{
    if (!take(cursor, '[')) {
        return false;
    }
    for (; index > 0; index--) {
        skip_value(cursor);
        if (!take(cursor, ',')) {
            return false;
        }
    }
    skip_blanks(cursor);
    return true;
}

/* The value that the steps lead to; *key is the name of the member, or the value itself.
 */
static const char *find(const char *text, size_t length, const JsonStep *steps,
                        size_t n_steps, const char **key)
{
    Cursor cursor = {text, text + length};
    const char *found;

    skip_blanks(&cursor);
    found = *key = cursor.at;
    for (size_t i = 0; i < n_steps; i++) {
        const char *name = NULL;
        const bool entered = steps[i].name != NULL
                                 ? enter_member(&cursor, steps[i].name, &name)
                                 : enter_element(&cursor, steps[i].index);

        if (!entered) {
            break;
        }
        found = cursor.at;
        *key = name != NULL ? name : found;
    }
    return found;
}

static void count(const char *text, const char *found, unsigned *line, unsigned *column)
{
    *line = 1;
    *column = 1;
    for (const char *at = text; at < found; at++) {
        *line += *at == '\n';
        *column = *at == '\n' ? 1 : *column + 1;
    }
}

void json_read_place(const char *text, size_t length, const JsonStep *steps,
                     size_t n_steps, unsigned *line, unsigned *column)
{
    const char *key;

    count(text, find(text, length, steps, n_steps, &key), line, column);
}

void json_read_name_place(const char *text, size_t length, const JsonStep *steps,
                          size_t n_steps, unsigned *line, unsigned *column)
{
    const char *key;

    find(text, length, steps, n_steps, &key);
    count(text, key, line, column);
}
