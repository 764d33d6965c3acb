/* SPDX-License-Identifier: MIT */
/* Reading files of suppressions. */
#include "json_suppress.h"

#include <stdarg.h>
#include <string.h>

#include <jansson.h>

#include "json_read_place.h"
#include "suggest.h"

#define MAX_STEPS 4

/* One reading. The steps lead to the value at hand, for messages. */
typedef struct Reader {
    Diagnostics *diag;
    const char *path, *text, *today;
    size_t length;
    JsonStep steps[MAX_STEPS];
    size_t n_steps;
    bool failed;
} Reader;

typedef struct Member {
    const char *name;
    void (*read)(Reader *reader, const char *value, Suppression *into, int detail);
    int detail;
} Member;

static void fail(Reader *reader, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void fail(Reader *reader, const char *format, ...)
{
    unsigned line, column;
    va_list arguments;

    json_read_place(reader->text, reader->length, reader->steps, reader->n_steps, &line,
                    &column);
    va_start(arguments, format);
    diag_report_va(reader->diag, DIAG_ERROR, reader->path, line, column, format,
                   arguments);
    va_end(arguments);
    reader->failed = true;
}

static void read_pattern(Reader *reader, const char *value, Suppression *into, int detail)
{
    g_autofree char *anchored = g_strdup_printf("^(?:%s)$", value);
    GError *error = NULL;

    into->patterns[detail] =
        g_regex_new(anchored, G_REGEX_OPTIMIZE | G_REGEX_DOLLAR_ENDONLY, 0, &error);
    if (error != NULL) {
        fail(reader, "'%s' is no regular expression: %s", value, error->message);
        g_error_free(error);
    }
}

static void fail_word(Reader *reader, const char *value, const char *what,
                      const GPtrArray *words)
{
    const char *meant = suggest_nearest_in(value, words);

    if (meant != NULL) {
        fail(reader, "there is no %s '%s'; did you mean '%s'?", what, value, meant);
    } else {
        fail(reader, "there is no %s '%s'; docs/diff.md lists what there is", what,
             value);
    }
}

static void read_kind(Reader *reader, const char *value, Suppression *into, int detail)
{
    GPtrArray *words = g_ptr_array_new();

    (void)detail;
    for (int kind = 0; kind <= IR_MACRO; kind++) {
        g_ptr_array_add(words, (gpointer)ir_decl_kind_name((IrDeclKind)kind));
        if (strcmp(ir_decl_kind_name((IrDeclKind)kind), value) == 0) {
            into->kind = kind;
        }
    }
    if (into->kind < 0) {
        fail_word(reader, value, "kind of declaration", words);
    }
    g_ptr_array_unref(words);
}

static void read_class(Reader *reader, const char *value, Suppression *into, int detail)
{
    (void)detail;
    into->class = diff_class_from_name(value);
    if (into->class < 0) {
        GPtrArray *words = g_ptr_array_new();

        for (int i = 0; i < DIFF_CLASSES; i++) {
            g_ptr_array_add(words, (gpointer)diff_class_name((DiffClass)i));
        }
        fail_word(reader, value, "class of changes", words);
        g_ptr_array_unref(words);
    }
}

static void read_level(Reader *reader, const char *value, Suppression *into, int detail)
{
    (void)detail;
    into->level = diff_level_from_name(value);
    if (into->level < 0) {
        fail(reader,
             "there is no level '%s'; there are abi, api, behaviour, compatible "
             "and documentation",
             value);
    }
}

static void read_reason(Reader *reader, const char *value, Suppression *into, int detail)
{
    (void)detail;
    if (value[strspn(value, " \t\n")] == '\0') {
        fail(reader, "the reason is empty; say why the change is accepted");
    }
    g_free(into->reason);
    into->reason = g_strdup(value);
}

/* Whether it is a day as "2026-01-31". */
static bool is_day(const char *value)
{
    GDate date;
    char written[sizeof "YYYY-MM-DD"];

    g_date_clear(&date, 1);
    g_date_set_parse(&date, value);
    return g_date_valid(&date) &&
           g_date_strftime(written, sizeof written, "%Y-%m-%d", &date) > 0 &&
           strcmp(written, value) == 0;
}

static void read_expires(Reader *reader, const char *value, Suppression *into, int detail)
{
    (void)detail;
    if (!is_day(value)) {
        fail(reader, "'%s' is no day; it is written YYYY-MM-DD", value);
    } else if (strcmp(value, reader->today) < 0) {
        into->expired = true;
    }
}

static const Member members[] = {
    {"name", read_pattern, SUPPRESS_NAME},
    {"kind", read_kind, 0},
    {"class", read_class, 0},
    {"level", read_level, 0},
    {"header", read_pattern, SUPPRESS_HEADER},
    {"part", read_pattern, SUPPRESS_PART},
    {"module", read_pattern, SUPPRESS_MODULE},
    {"reason", read_reason, 0},
    {"expires", read_expires, 0},
};

static void read_member(Reader *reader, const char *name, const json_t *value,
                        Suppression *into)
{
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        if (strcmp(members[i].name, name) == 0) {
            if (json_is_string(value)) {
                members[i].read(reader, json_string_value(value), into,
                                members[i].detail);
            } else {
                fail(reader, "\"%s\" must be a string", name);
            }
            return;
        }
    }
    fail(reader,
         "a suppression has no \"%s\"; it has name, kind, class, level, header, "
         "part, module, reason and expires",
         name);
}

static bool says_something(const Suppression *each)
{
    bool says = each->kind >= 0 || each->class >= 0 || each->level >= 0;

    for (size_t i = 0; i < SUPPRESS_PATTERNS; i++) {
        says |= each->patterns[i] != NULL;
    }
    return says;
}

/* Reads one suppression. One that has expired is not to be added. */
static void read_suppression(Reader *reader, const json_t *value, Suppression *into)
{
    const char *name;
    json_t *member;

    *into = (Suppression){.kind = -1, .class = -1, .level = -1};
    into->path = g_strdup(reader->path);
    json_read_place(reader->text, reader->length, reader->steps, reader->n_steps,
                    &into->line, &into->column);
    if (!json_is_object(value)) {
        fail(reader, "a suppression is an object");
        return;
    }
    json_object_foreach((json_t *)value, name, member)
    {
        reader->steps[reader->n_steps++] = (JsonStep){.name = name};
        read_member(reader, name, member, into);
        reader->n_steps--;
    }
    if (!reader->failed && into->reason == NULL) {
        fail(reader, "\"reason\" is missing; say why the change is accepted");
    }
    if (!reader->failed && !says_something(into)) {
        fail(reader, "this would suppress every change; give a name, kind, class, level, "
                     "header, part or module");
    }
}

static void read_list(Reader *reader, const json_t *list, Suppressions *suppressions)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        Suppression *each = g_new0(Suppression, 1);

        reader->steps[reader->n_steps++] = (JsonStep){.index = i};
        read_suppression(reader, json_array_get(list, i), each);
        reader->n_steps--;
        g_ptr_array_add(suppressions->list, each);
        if (!reader->failed && each->expired) {
            diag_report(reader->diag, DIAG_WARNING, each->path, each->line, each->column,
                        "this suppression has expired and is not applied (its reason: "
                        "%s)",
                        each->reason);
            g_ptr_array_remove_index(suppressions->list, suppressions->list->len - 1);
        }
    }
}

static void read_root(Reader *reader, const json_t *root, Suppressions *suppressions)
{
    const char *name;
    json_t *member;

    if (!json_is_object(root) || json_object_get(root, "suppressions") == NULL) {
        fail(reader, "a file of suppressions is an object with the list "
                     "\"suppressions\"");
        return;
    }
    json_object_foreach((json_t *)root, name, member)
    {
        reader->steps[reader->n_steps++] = (JsonStep){.name = name};
        if (strcmp(name, "suppressions") == 0) {
            if (json_is_array(member)) {
                read_list(reader, member, suppressions);
            } else {
                fail(reader, "\"suppressions\" must be a list");
            }
        } else if (strcmp(name, "$schema") != 0) {
            fail(reader, "a file of suppressions has no \"%s\"", name);
        }
        reader->n_steps--;
    }
}

bool suppressions_read(Suppressions *suppressions, const char *path, const char *today,
                       Diagnostics *diag)
{
    Reader reader = {.diag = diag, .path = path, .today = today};
    GError *error = NULL;
    json_error_t damage;
    char *text;
    json_t *root;

    if (!g_file_get_contents(path, &text, &reader.length, &error)) {
        diag_report(diag, DIAG_ERROR, path, 0, 0, "%s", error->message);
        g_error_free(error);
        return false;
    }
    reader.text = text;
    root = json_loadb(text, reader.length, JSON_REJECT_DUPLICATES, &damage);
    if (root == NULL) {
        diag_report(diag, DIAG_ERROR, path, damage.line > 0 ? (unsigned)damage.line : 1,
                    damage.column > 0 ? (unsigned)damage.column : 1, "not valid JSON: %s",
                    damage.text);
        reader.failed = true;
    } else {
        read_root(&reader, root, suppressions);
    }
    json_decref(root);
    g_free(text);
    return !reader.failed;
}
