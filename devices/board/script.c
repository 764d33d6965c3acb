/* SPDX-License-Identifier: MIT */
#include "script.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "error.h"
#include "session.h"

struct Script {
    Session *session;
    GString *out;
    /* Of the last command, without "OK ". */
    char *value;
    char *path;
    char **lines;
    guint line;
    guint source;
    ScriptEndFunc *end;
    void *opaque;
};

static gboolean next_line(gpointer opaque);

static void G_GNUC_PRINTF(3, 4)
    fail(const Script *script, GError **error, const char *format, ...)
{
    va_list ap;

    va_start(ap, format);
    g_autofree char *text = g_strdup_vprintf(format, ap);
    va_end(ap);
    g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED, "%s:%u: %s", script->path,
                script->line + 1, text);
}

/* --- words that only scripts have -------------------------------------------- */

/* Whether a value is the expected one: the same number, or the same text. */
static bool same_value(const char *value, const char *expected)
{
    uint64_t a, b;

    if (qemu_strtou64(value, NULL, 0, &a) == 0 &&
        qemu_strtou64(expected, NULL, 0, &b) == 0) {
        return a == b;
    }
    return strcmp(value, expected) == 0;
}

static bool run_expect(Script *script, const char *expected, GError **error)
{
    if (!script->value || !same_value(script->value, expected)) {
        fail(script, error, "expected %s, and the last answer is %s", expected,
             script->value ? script->value : "none");
        return false;
    }
    return true;
}

static void go_on_after(Script *script, guint ms)
{
    script->source = g_timeout_add(ms, next_line, script);
}

static bool run_sleep(Script *script, const char *argument, GError **error)
{
    uint64_t ms;

    if (qemu_strtou64(argument, NULL, 0, &ms) != 0 || ms > G_MAXINT) {
        fail(script, error, "'sleep %s': expected a number of milliseconds", argument);
        return false;
    }
    go_on_after(script, (guint)ms);
    return true;
}

/* --- commands ---------------------------------------------------------------- */

/* Print lines about interrupts, and the answer's value if it has one. */
static bool take_answer(Script *script, const char *command, GError **error)
{
    g_auto(GStrv) answers = g_strsplit(script->out->str, "\n", -1);
    bool ok = true;

    g_string_truncate(script->out, 0);
    g_clear_pointer(&script->value, g_free);
    for (char **answer = answers; *answer; answer++) {
        if (g_str_has_prefix(*answer, "IRQ ")) {
            puts(*answer);
        } else if (g_str_has_prefix(*answer, "OK ")) {
            script->value = g_strdup(*answer + strlen("OK "));
            printf("%s: %s\n", command, script->value);
        } else if (g_str_has_prefix(*answer, "FAIL")) {
            fail(script, error, "%s: %s", command, *answer);
            ok = false;
        }
    }
    if (fflush(stdout) != 0) {
        fail(script, error, "cannot write to standard output: %s", g_strerror(errno));
        ok = false;
    }
    return ok;
}

/* What follows a word and blanks; NULL where the line begins with another word. */
static const char *after_word(const char *line, const char *word)
{
    if (!g_str_has_prefix(line, word)) {
        return NULL;
    }
    line += strlen(word);
    return *line && !strchr(" \t", *line) ? NULL : line + strspn(line, " \t");
}

/* One line without blanks around it. False with error set. */
static bool run_line(Script *script, const char *line, GError **error)
{
    const char *argument;

    if (!*line || *line == '#') {
        return true;
    }
    if ((argument = after_word(line, "expect"))) {
        return run_expect(script, argument, error);
    }
    if ((argument = after_word(line, "sleep"))) {
        return run_sleep(script, argument, error);
    }
    g_autofree char *words = g_strdup(line);
    session_run(script->session, words);
    return take_answer(script, line, error);
}

static gboolean next_line(gpointer opaque)
{
    Script *script = opaque;
    g_autoptr(GError) error = NULL;

    script->source = 0;
    if (!script->lines[script->line]) {
        script->end(script->opaque, NULL);
        return G_SOURCE_REMOVE;
    }
    const char *line = g_strstrip(script->lines[script->line]);
    if (after_word(line, "run")) {
        /* From now on the loop runs without the script, which is never done. */
        return G_SOURCE_REMOVE;
    }
    if (!run_line(script, line, &error)) {
        script->end(script->opaque, error);
        return G_SOURCE_REMOVE;
    }
    script->line++;
    if (!script->source) {
        script->source = g_idle_add(next_line, script);
    }
    return G_SOURCE_REMOVE;
}

/* A timer has changed a line while no command ran. */
static void wake(void *opaque)
{
    Script *script = opaque;

    fputs(script->out->str, stdout);
    fflush(stdout);
    g_string_truncate(script->out, 0);
}

/* --- the whole --------------------------------------------------------------- */

static char *read_all(const char *path, GError **error)
{
    char *text = NULL;
    const char *name = strcmp(path, "-") == 0 ? "/dev/stdin" : path;

    if (!g_file_get_contents(name, &text, NULL, error)) {
        (*error)->domain = BOARD_ERROR;
        (*error)->code = BOARD_ERROR_FAILED;
        g_prefix_error(error, "--script %s: ", path);
    }
    return text;
}

Script *script_start(Board *board, const char *path, ScriptEndFunc *end, void *opaque,
                     GError **error)
{
    g_autofree char *text = read_all(path, error);

    if (!text) {
        return NULL;
    }
    Script *script = g_new0(Script, 1);
    script->out = g_string_new(NULL);
    script->session = session_create(board, script->out, wake, script);
    script->path = g_strdup(path);
    script->lines = g_strsplit(text, "\n", -1);
    script->end = end;
    script->opaque = opaque;
    script->source = g_idle_add(next_line, script);
    return script;
}

void script_destroy(Script *script)
{
    if (!script) {
        return;
    }
    if (script->source) {
        g_source_remove(script->source);
    }
    session_destroy(script->session);
    g_string_free(script->out, TRUE);
    g_strfreev(script->lines);
    g_free(script->value);
    g_free(script->path);
    g_free(script);
}
