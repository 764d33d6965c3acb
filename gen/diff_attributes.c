/* SPDX-License-Identifier: MIT */
/* Attributes: what one that came, went or changed means to callers. */
#include <string.h>

#include "diff_parts.h"

typedef enum Meaning {
    MEANS_NOTHING,  /* told in the report, but no caller can tell */
    MEANS_OTHER,    /* the compiler knows more or less: code may be compiled otherwise */
    MEANS_STRICTER, /* callers are held to more */
    MEANS_PROMISE,  /* callers may count on more */
    MEANS_LAYOUT,
    MEANS_SYMBOL,
    MEANS_DEPRECATED,
    MEANS_NORETURN,
} Meaning;

typedef struct Known {
    const char *name;
    Meaning meaning;
} Known;

static const Known known[] = {
    {"packed", MEANS_LAYOUT},         {"aligned", MEANS_LAYOUT},
    {"ms_struct", MEANS_LAYOUT},      {"transparent_union", MEANS_LAYOUT},
    {"mode", MEANS_LAYOUT},           {"nonnull", MEANS_STRICTER},
    {"format", MEANS_STRICTER},       {"format_arg", MEANS_STRICTER},
    {"sentinel", MEANS_STRICTER},     {"warn_unused_result", MEANS_STRICTER},
    {"unavailable", MEANS_STRICTER},  {"returns_nonnull", MEANS_PROMISE},
    {"deprecated", MEANS_DEPRECATED}, {"noreturn", MEANS_NORETURN},
    {"alias", MEANS_SYMBOL},          {"visibility", MEANS_SYMBOL},
    {"tls_model", MEANS_SYMBOL},      {"ifunc", MEANS_SYMBOL},
    {"dllimport", MEANS_SYMBOL},      {"unused", MEANS_NOTHING},
    {"annotate", MEANS_NOTHING},
};

/* "nonnull" of "nonnull(1, 2)": the length. */
static size_t name_length(const char *attribute)
{
    return strcspn(attribute, "(");
}

static Meaning meaning_of(const char *attribute)
{
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        if (strlen(known[i].name) == name_length(attribute) &&
            strncmp(known[i].name, attribute, name_length(attribute)) == 0) {
            return known[i].meaning;
        }
    }
    return MEANS_OTHER;
}

static bool has(const GPtrArray *list, const char *attribute)
{
    for (guint i = 0; list != NULL && i < list->len; i++) {
        if (strcmp(g_ptr_array_index(list, i), attribute) == 0) {
            return true;
        }
    }
    return false;
}

/* An attribute of that name which the other list has not (borrowed); NULL for none. */
static const char *counterpart(const GPtrArray *list, const GPtrArray *other,
                               const char *attribute)
{
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const char *each = g_ptr_array_index(list, i);

        if (name_length(each) == name_length(attribute) &&
            strncmp(each, attribute, name_length(attribute)) == 0 && !has(other, each)) {
            return each;
        }
    }
    return NULL;
}

static bool is_hidden(const char *attribute)
{
    return attribute != NULL && strcmp(attribute, "visibility(\"default\")") != 0;
}

/* The class of a change from one attribute to another of its name; one may be NULL. */
static DiffClass class_of(Meaning meaning, const char *old, const char *new)
{
    switch (meaning) {
    case MEANS_NOTHING:
        return DIFF_DOC;
    case MEANS_OTHER:
        return DIFF_ATTRIBUTE_OTHER;
    case MEANS_STRICTER:
        return new != NULL ? DIFF_ATTRIBUTE_STRICTER : DIFF_ATTRIBUTE_LOOSER;
    case MEANS_PROMISE:
        return old != NULL ? DIFF_ATTRIBUTE_STRICTER : DIFF_ATTRIBUTE_LOOSER;
    case MEANS_LAYOUT:
        return DIFF_ATTRIBUTE_LAYOUT;
    case MEANS_SYMBOL:
        if (!g_str_has_prefix(old != NULL ? old : new, "visibility")) {
            return DIFF_ATTRIBUTE_SYMBOL;
        }
        /* Without the attribute it is what the compiler's options say, as a rule seen. */
        return is_hidden(new)   ? DIFF_ATTRIBUTE_SYMBOL
               : is_hidden(old) ? DIFF_NOW_EXTERN
                                : DIFF_ATTRIBUTE_OTHER;
    case MEANS_NORETURN:
        return DIFF_NORETURN;
    case MEANS_DEPRECATED:
        return old == NULL   ? DIFF_DEPRECATED
               : new == NULL ? DIFF_NO_LONGER_DEPRECATED
                             : DIFF_DOC;
    }
    return DIFF_ATTRIBUTE_OTHER;
}

static void add(DiffJob *job, const IrDecl *before, const IrDecl *after, const char *part,
                Meaning meaning, const char *old, const char *new)
{
    const char *attribute = old != NULL ? old : new;
    DiffChange *change =
        diff_add(job, class_of(meaning, old, new), before, after, "attribute %.*s %s",
                 (int)name_length(attribute), attribute,
                 old == NULL   ? "was added"
                 : new == NULL ? "was removed"
                               : "changed");

    change->part = part;
    diff_texts(job, change, old, new);
}

bool diff_attributes(DiffJob *job, const IrDecl *before, const IrDecl *after,
                     const char *part, const GPtrArray *old, const GPtrArray *new)
{
    const guint n_new = new == NULL ? 0 : new->len;
    bool layout = false;

    for (guint i = 0; old != NULL && i < old->len; i++) {
        const char *attribute = g_ptr_array_index(old, i);
        const Meaning meaning = meaning_of(attribute);

        if (has(new, attribute)) {
            continue;
        }
        if (meaning == MEANS_LAYOUT) {
            layout = true;
        } else {
            add(job, before, after, part, meaning, attribute,
                counterpart(new, old, attribute));
        }
    }
    for (guint i = 0; i < n_new; i++) {
        const char *attribute = g_ptr_array_index(new, i);
        const Meaning meaning = meaning_of(attribute);

        if (has(old, attribute) ||
            (counterpart(old, new, attribute) != NULL && meaning != MEANS_LAYOUT)) {
            continue;
        }
        if (meaning == MEANS_LAYOUT) {
            layout = true;
        } else {
            add(job, before, after, part, meaning, NULL, attribute);
        }
    }
    return layout;
}
