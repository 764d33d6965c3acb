/* SPDX-License-Identifier: MIT */
#include "diff_names.h"

#include <string.h>

/* Whether the name has one of the words, between "_", in any case. Digits behind a word
 * do not count: "_gtk_reserved1". */
static bool has_word(const char *name, const char *const *words)
{
    g_auto(GStrv) parts = g_strsplit(name, "_", -1);

    for (char **part = parts; *part != NULL; part++) {
        const size_t length = strcspn(*part, "0123456789");

        for (size_t i = 0; words[i] != NULL; i++) {
            if (length == strlen(words[i]) &&
                g_ascii_strncasecmp(*part, words[i], length) == 0) {
                return true;
            }
        }
    }
    return false;
}

bool diff_is_default(const char *name)
{
    static const char *const words[] = {"default", "defaults", "def", NULL};

    return has_word(name, words);
}

bool diff_is_version(const char *name)
{
    static const char *const words[] = {
        "version",   "ver",      "vernum",      "versionnum", "verstring",
        "major",     "minor",    "micro",       "patch",      "patchlevel",
        "release",   "revision", "subrevision", "soname",     "sonum",
        "soversion", "build",    "libver",      "date",       NULL};

    return has_word(name, words);
}

bool diff_is_count(const char *name)
{
    static const char *const words[] = {
        "max",   "last",  "count",    "num",       "end",     "nb",   "n",
        "total", "limit", "sentinel", "lastentry", "lastone", "size", NULL};

    return has_word(name, words);
}

bool diff_is_size(const IrField *field)
{
    static const char *const words[] = {"size", "structsize", "cbsize", NULL};

    return has_word(field->name, words);
}

bool diff_is_reserved(const IrField *field)
{
    static const char *const words[] = {"reserved", "reserve", "unused", "padding", "pad",
                                        "spare",    "filler",  "dummy",  NULL};

    return (field->width >= 0 && field->name[0] == '\0') || has_word(field->name, words);
}

/* The letters and digits of a name, in lower case. New. */
static char *letters(const char *name)
{
    GString *out = g_string_new(NULL);

    for (; *name != '\0'; name++) {
        if (g_ascii_isalnum(*name)) {
            g_string_append_c(out, g_ascii_tolower(*name));
        }
    }
    return g_string_free(out, FALSE);
}

bool diff_is_guard(const IrDecl *macro)
{
    g_autofree char *file = NULL, *base = NULL, *name = NULL;

    if (macro->kind != IR_MACRO || macro->macro == IR_MACRO_FUNCTION ||
        macro->file == NULL ||
        (macro->body != NULL && macro->body[0] != '\0' &&
         strcmp(macro->body, "1") != 0)) {
        return false;
    }
    base = g_path_get_basename(macro->file);
    file = letters(base);
    name = letters(macro->name);
    return strstr(name, file) != NULL;
}

static bool is_of_system(const char *file)
{
    static const char *const names[] = {
        "stddef.h", "stdint.h",  "stdarg.h", "stdbool.h", "time.h",
        "stdio.h",  "stdlib.h",  "wchar.h",  "signal.h",  "inttypes.h",
        "locale.h", "pthread.h", "limits.h", "endian.h",  "features.h"};
    static const char *const directories[] = {"bits/",  "sys/", "asm/", "asm-generic/",
                                              "linux/", "gnu/", "<"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(file, names[i]) == 0 ||
            (g_str_has_prefix(file, "__") && strstr(file, names[i]) != NULL)) {
            return true;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(directories); i++) {
        if (g_str_has_prefix(file, directories[i])) {
            return true;
        }
    }
    /* "__stddef_size_t.h" of newer compilers. */
    return g_str_has_prefix(file, "__std");
}

bool diff_is_foreign(const Ir *ir, const IrDecl *decl)
{
    static const IrDeclKind kinds[] = {IR_FUNCTION, IR_VARIABLE, IR_MACRO};

    if (decl->file == NULL || !is_of_system(decl->file) ||
        (!ir_has_tag(decl->kind) && decl->kind != IR_TYPEDEF)) {
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        for (guint j = 0; j < ir->decls[kinds[i]]->len; j++) {
            const IrDecl *each = g_ptr_array_index(ir->decls[kinds[i]], j);

            if (each->selected && each->file == decl->file) {
                return false;
            }
        }
    }
    return true;
}
