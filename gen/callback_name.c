/* SPDX-License-Identifier: MIT */
#include "callback_name.h"

#include <string.h>

#include <glib.h>

#define MAX_WORDS  8u
#define MAX_LENGTH 64u

/* An identifier as words in lower case: "pUserData" is user and data. */
typedef struct Words {
    char text[MAX_LENGTH + MAX_WORDS];
    const char *words[MAX_WORDS];
    unsigned n;
} Words;

static const char *const certain_words[] = {
    "app",      "appdata", "aux",    "baton",      "callback", "cb",
    "cbarg",    "cbdata",  "client", "clientdata", "closure",  "cls",
    "cookie",   "opaque",  "priv",   "private",    "privdata", "refcon",
    "thunk",    "ud",      "udata",  "uptr",       "user",     "userarg",
    "userdata", "userptr", "usr",    "usrdata",    "usrptr",
};
static const char *const likely_words[] = {
    "arg",  "args",      "argument", "context", "ctx",   "ctxt",
    "env",  "extra",     "hint",     "ioctx",   "param", "params",
    "self", "parameter", "state",    "token",   "u",
};
static const char *const weak_words[] = {"data", "dt", "payload"};
static const char *const thing_words[] = {
    "a",        "addr",   "address", "array", "b",      "base", "block",   "boxed",
    "buf",      "buffer", "class",   "dest",  "dst",    "elem", "element", "iface",
    "instance", "item",   "key",     "left",  "lhs",    "mem",  "memory",  "node",
    "object",   "rhs",    "right",   "root",  "source", "src",  "val",     "value",
};
static const char *const freeing_words[] = {
    "clean",     "cleanup",    "dealloc",  "del",     "delete", "deleter",  "destroy",
    "destroyer", "destructor", "dispose",  "dnotify", "dtor",   "finalise", "finalize",
    "free",      "freefn",     "freefunc", "freer",   "notify", "release",  "unref",
};
static const char *const allocating_words[] = {"alloc", "calloc", "malloc", "zalloc"};
static const char *const payload_words[] = {"payload"};
static const char *const spare_words[] = {"pad", "padding", "reserved", "spare"};
static const char *const size_words[] = {"bytes", "count", "length", "n", "num", "sz"};
static const char *const memory_words[] = {"dealloc", "free", "realloc", "size",
                                           "usable"};

/* Words that a name has for what it is, and not for whose it is. */
static const char *const role_words[] = {
    "callback", "cb",      "fcn", "fn",   "func",
    "function", "handler", "ptr", "proc", "routine",
};

static bool is_one_of(const char *word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (*word == *words[i] && strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

#define IS_ONE_OF(word, words) is_one_of(word, words, G_N_ELEMENTS(words))

static bool is_known(const char *word)
{
    return IS_ONE_OF(word, certain_words) || IS_ONE_OF(word, likely_words) ||
           IS_ONE_OF(word, weak_words) || IS_ONE_OF(word, thing_words);
}

/* "argp" is a pointer to arg. */
static void drop_pointer_suffix(char *word)
{
    const size_t length = strlen(word);

    if (length > 3 && word[length - 1] == 'p' && !is_known(word)) {
        word[length - 1] = '\0';
        if (!is_known(word)) {
            word[length - 1] = 'p';
        }
    }
}

/* "pArg", "xDestroy", "pvUser": letters that say of which kind something is. */
static bool is_kind_prefix(const char *word)
{
    return strlen(word) == 1 || strcmp(word, "lp") == 0 || strcmp(word, "pv") == 0;
}

/* The words point into themselves: filled in place. A NULL name has none. */
static void split(Words *words, const char *name)
{
    char *to = words->text;
    char before = '_';

    name = name != NULL ? name : "";
    *words = (Words){.n = 0};
    for (const char *at = name; *at != '\0' && at < name + MAX_LENGTH - 1; at++) {
        const bool starts =
            g_ascii_isalpha(*at) && (!g_ascii_isalpha(before) ||
                                     (g_ascii_isupper(*at) && g_ascii_islower(before)));

        if (starts && words->n < MAX_WORDS) {
            to += to > words->text ? 1 : 0; /* over the end of the word before */
            words->words[words->n++] = to;
        }
        if (g_ascii_isalpha(*at)) {
            *to++ = g_ascii_tolower(*at);
        }
        before = *at;
    }
    if (words->n > 1 && is_kind_prefix(words->words[0])) {
        words->n--;
        for (unsigned i = 0; i < words->n; i++) {
            words->words[i] = words->words[i + 1];
        }
    }
    for (unsigned i = 0; i < words->n; i++) {
        drop_pointer_suffix((char *)words->words[i]);
    }
}

static bool any_is_one_of(const Words *words, const char *const *list, size_t n)
{
    for (unsigned i = 0; i < words->n; i++) {
        if (is_one_of(words->words[i], list, n)) {
            return true;
        }
    }
    return false;
}

#define ANY_IS_ONE_OF(words, list) any_is_one_of(words, list, G_N_ELEMENTS(list))

static bool has_word(const char *name, const char *const *list, size_t n)
{
    Words words;

    split(&words, name);
    return any_is_one_of(&words, list, n);
}

#define HAS_WORD(name, list) has_word(name, list, G_N_ELEMENTS(list))

NameKind callback_name_kind(const char *name)
{
    Words words;

    if (name == NULL || *name == '\0') {
        return NAME_NONE;
    }
    split(&words, name);
    if (ANY_IS_ONE_OF(&words, certain_words)) {
        return NAME_CERTAIN;
    }
    if (ANY_IS_ONE_OF(&words, likely_words)) {
        return NAME_LIKELY;
    }
    if (ANY_IS_ONE_OF(&words, weak_words)) {
        return NAME_WEAK;
    }
    return ANY_IS_ONE_OF(&words, thing_words) ? NAME_THING : NAME_OTHER;
}

bool callback_names_same(const char *a, const char *b)
{
    Words left, right;

    split(&left, a);
    split(&right, b);
    if (left.n == 0 || left.n != right.n) {
        return false;
    }
    for (unsigned i = 0; i < left.n; i++) {
        if (strcmp(left.words[i], right.words[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* A word that tells whose something is. */
static bool is_owner(const char *word)
{
    return strlen(word) > 1 && !IS_ONE_OF(word, role_words) &&
           !IS_ONE_OF(word, certain_words) && !IS_ONE_OF(word, likely_words) &&
           !IS_ONE_OF(word, weak_words);
}

/* A word that tells one thing from another. */
static bool is_telling(const char *word)
{
    return is_owner(word) && !IS_ONE_OF(word, freeing_words);
}

bool callback_names_related(const char *a, const char *b)
{
    Words left, right;

    split(&left, a);
    split(&right, b);
    for (unsigned i = 0; i < left.n; i++) {
        if (is_telling(left.words[i]) && is_one_of(left.words[i], right.words, right.n)) {
            return true;
        }
    }
    return false;
}

typedef bool IsSuch(const char *word);

/* The first word of that kind from that one on; their number when there is none. */
static unsigned next_such(IsSuch *is_such, const Words *words, unsigned from)
{
    while (from < words->n && !is_such(words->words[from])) {
        from++;
    }
    return from;
}

static bool any_such(IsSuch *is_such, const Words *words)
{
    return next_such(is_such, words, 0) < words->n;
}

/* Whether the words of that kind are the same, in the same order. */
static bool same_such(IsSuch *is_such, const Words *a, const Words *b)
{
    unsigned i = next_such(is_such, a, 0), j = next_such(is_such, b, 0);

    while (i < a->n && j < b->n && strcmp(a->words[i], b->words[j]) == 0) {
        i = next_such(is_such, a, i + 1);
        j = next_such(is_such, b, j + 1);
    }
    return i == a->n && j == b->n;
}

static bool any_in_common(const Words *a, const Words *b)
{
    return any_is_one_of(a, b->words, b->n);
}

bool callback_names_own(const char *callback, const char *pointer)
{
    Words a, b;

    split(&a, callback);
    split(&b, pointer);
    return any_in_common(&a, &b) &&
           ((any_such(is_telling, &a) && same_such(is_telling, &a, &b)) ||
            (any_such(is_owner, &a) && same_such(is_owner, &a, &b)));
}

bool callback_names_prefixed(const char *callback, const char *pointer)
{
    return g_str_has_prefix(callback, "f_") && g_str_has_prefix(pointer, "p_");
}

bool callback_name_frees(const char *name)
{
    return HAS_WORD(name, freeing_words);
}

bool callback_name_allocates(const char *name)
{
    return HAS_WORD(name, allocating_words);
}

bool callback_name_takes_memory(const char *name)
{
    return HAS_WORD(name, memory_words);
}

bool callback_name_is_payload(const char *name)
{
    return HAS_WORD(name, payload_words);
}

bool callback_name_is_spare(const char *name)
{
    return HAS_WORD(name, spare_words);
}

static bool is_size_word(const char *word)
{
    return IS_ONE_OF(word, size_words) || g_str_has_suffix(word, "len") ||
           g_str_has_suffix(word, "size");
}

bool callback_name_is_size(const char *name, const char *thing)
{
    Words words, of;
    bool found = false;

    split(&words, name);
    split(&of, thing);
    for (unsigned i = 0; i < words.n; i++) {
        if (is_size_word(words.words[i])) {
            found = true;
        } else if (!is_one_of(words.words[i], of.words, of.n)) {
            return false;
        }
    }
    return found;
}

bool callback_name_frees_this(const char *frees, const char *user_data)
{
    Words a, b;

    split(&a, frees);
    split(&b, user_data);
    return !any_such(is_telling, &a) || same_such(is_telling, &a, &b);
}

bool callback_type_name_is_general(const char *name)
{
    char *lower = g_ascii_strdown(name, -1);
    const bool general = strstr(lower, "void") != NULL || strstr(lower, "ptr") != NULL ||
                         strstr(lower, "pointer") != NULL ||
                         callback_name_kind(name) >= NAME_WEAK;

    g_free(lower);
    return general;
}
