/* SPDX-License-Identifier: MIT */
#include "module_name.h"

#include <string.h>

#include <glib.h>

static const char *const keywords[] = {
    "_Alignas",   "_Alignof",  "_Atomic",        "_Bool",         "_Complex", "_Generic",
    "_Imaginary", "_Noreturn", "_Static_assert", "_Thread_local", "auto",     "break",
    "case",       "char",      "const",          "continue",      "default",  "do",
    "double",     "else",      "enum",           "extern",        "float",    "for",
    "goto",       "if",        "inline",         "int",           "long",     "register",
    "restrict",   "return",    "short",          "signed",        "sizeof",   "static",
    "struct",     "switch",    "typedef",        "union",         "unsigned", "void",
    "volatile",   "while",
};

static bool is_keyword(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++) {
        if (strcmp(keywords[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_identifier_character(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

bool module_name_is_valid(const char *name)
{
    if (*name == '\0' || g_ascii_isdigit(*name) || is_keyword(name)) {
        return false;
    }
    for (const char *p = name; *p != '\0'; p++) {
        if (!is_identifier_character(*p)) {
            return false;
        }
    }
    return true;
}

char *module_name_from_header(const char *header)
{
    char *base = g_path_get_basename(header);
    char *dot = strrchr(base, '.');
    bool meaningful = false;
    char *name;

    if (dot != NULL) {
        *dot = '\0';
    }
    for (char *p = base; *p != '\0'; p++) {
        meaningful = meaningful || g_ascii_isalnum(*p);
        if (!is_identifier_character(*p)) {
            *p = '_';
        }
    }
    name = g_strconcat(g_ascii_isdigit(*base) ? "_" : "", base, NULL);
    g_free(base);
    if (!meaningful || !module_name_is_valid(name)) {
        g_clear_pointer(&name, g_free);
    }
    return name;
}
