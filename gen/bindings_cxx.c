/* SPDX-License-Identifier: MIT */
#include "bindings_cxx.h"

#include <string.h>

#include "append.h"
#include "bindings_text.h"

/* A word, and what stands for it in C++ (owned). */
typedef struct Word {
    const char *word;
    char *replacement;
} Word;

struct BindingsCxx {
    GArray *renamed;   /* of Word: what no macro can rename */
    GArray *in_values; /* of Word: what values of macros may hold */
    GHashTable *types; /* const char *: names of typedefs, imported ones too */
};

/* Keywords of C++ that no macro can rename. */
static const char *const operators[] = {"and",   "and_eq", "bitand", "bitor",
                                        "compl", "not",    "not_eq", "or",
                                        "or_eq", "xor",    "xor_eq", NULL};
/* Types that C++ has built in under the names that C typedefs. */
static const char *const cxx_types[] = {"wchar_t", "char8_t", "char16_t", "char32_t",
                                        NULL};
static const char *const constants[] = {"bool",    "false",        "true",
                                        "alignas", "alignof",      "static_assert",
                                        "nullptr", "thread_local", NULL};
/* Types that gcc has built in, from version 13 in C++ too, and that headers typedef for
 * other compilers. */
static const char *const gcc_types[] = {"_Float16",   "_Float32",  "_Float64",
                                        "_Float128",  "_Float32x", "_Float64x",
                                        "_Float128x", NULL};

static void clear_word(gpointer word)
{
    g_free(((Word *)word)->replacement);
}

static GArray *words_create(void)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));

    g_array_set_clear_func(words, clear_word);
    return words;
}

static void add_word(GArray *words, const char *word, char *replacement)
{
    g_array_append_val(words, ((Word){word, replacement}));
}

/* Whether a typedef of another type has the tag's name: C++ has one name space. */
static bool is_conflicting(const IrDecl *decl, GHashTable *typedefs)
{
    const char *blank = decl->type_name != NULL ? strchr(decl->type_name, ' ') : NULL;
    const IrDecl *other = blank != NULL ? g_hash_table_lookup(typedefs, blank + 1) : NULL;

    return other != NULL && other->type != NULL &&
           strcmp(other->type->spelling, decl->type_name) != 0;
}

static void find_renamed(BindingsCxx *cxx, const Ir *ir, GHashTable *typedefs)
{
    for (guint i = 0; i < ir->cxx_keywords->len; i++) {
        const char *word = g_ptr_array_index(ir->cxx_keywords, i);

        if (g_strv_contains(operators, word)) {
            add_word(cxx->renamed, word, g_strconcat(word, "_", NULL));
        }
    }
    for (int kind = IR_RECORD; kind <= IR_ENUM; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            const IrDecl *decl = g_ptr_array_index(ir->decls[kind], i);

            if (decl->selected && is_conflicting(decl, typedefs)) {
                add_word(cxx->renamed, decl->type_name,
                         g_strconcat(decl->type_name, "_", NULL));
            }
        }
    }
}

/* Values of macros are used after the header, where its own macros are undone. */
static void find_in_values(BindingsCxx *cxx, const Ir *ir)
{
    for (guint i = 0; i < cxx->renamed->len; i++) {
        const Word *word = &g_array_index(cxx->renamed, Word, i);

        add_word(cxx->in_values, word->word, g_strdup(word->replacement));
    }
    for (guint i = 0; i < ir->cxx_keywords->len; i++) {
        const char *word = g_ptr_array_index(ir->cxx_keywords, i);

        if (!g_strv_contains(operators, word) && !g_strv_contains(cxx_types, word)) {
            add_word(cxx->in_values, word, g_strconcat(word, "_", NULL));
        }
    }
    add_word(cxx->in_values, "_Bool", g_strdup("bool"));
    add_word(cxx->in_values, "restrict", g_strdup("__restrict"));
}

BindingsCxx *bindings_cxx_create(const Ir *ir)
{
    BindingsCxx *cxx = g_new0(BindingsCxx, 1);
    GHashTable *typedefs = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < ir->decls[IR_TYPEDEF]->len; i++) {
        IrDecl *decl = g_ptr_array_index(ir->decls[IR_TYPEDEF], i);

        if (decl->selected) {
            g_hash_table_insert(typedefs, (gpointer)decl->name, decl);
        }
    }
    cxx->renamed = words_create();
    cxx->in_values = words_create();
    cxx->types = typedefs;
    find_renamed(cxx, ir, typedefs);
    find_in_values(cxx, ir);
    for (guint i = 0; i < ir->imports->len; i++) {
        IrDecl *decl = g_ptr_array_index(ir->imports, i);

        if (decl->kind == IR_TYPEDEF) {
            g_hash_table_insert(typedefs, (gpointer)decl->key, decl);
        }
    }
    return cxx;
}

void bindings_cxx_destroy(BindingsCxx *cxx)
{
    g_array_unref(cxx->renamed);
    g_array_unref(cxx->in_values);
    g_hash_table_destroy(cxx->types);
    g_free(cxx);
}

bool bindings_cxx_is_plain(const BindingsCxx *cxx)
{
    return cxx->renamed->len == 0;
}

bool bindings_cxx_is_special(const IrDecl *decl)
{
    return decl->kind == IR_TYPEDEF && decl->name[0] == '_' &&
           g_strv_contains(gcc_types, decl->name);
}

bool bindings_cxx_is_type(const BindingsCxx *cxx, const char *name)
{
    return g_hash_table_contains(cxx->types, name);
}

bool bindings_cxx_is_keyword(const char *name)
{
    return g_strv_contains(constants, name) || g_strv_contains(operators, name);
}

/* ---- replacing words ---- */

/* The one of the words that stands at the start of a word here, and is whole; or NULL. */
static const Word *word_at(const GArray *words, const char *at)
{
    for (guint i = 0; i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        const size_t length = strlen(word->word);

        if (strncmp(at, word->word, length) == 0 && !bindings_is_word(at[length])) {
            return word;
        }
    }
    return NULL;
}

/* Appends the text with each of the words replaced. False, and nothing appended, when it
 * has none. */
static bool put_replaced(GString *out, const GArray *words, const char *text)
{
    const gsize start = out->len;
    char before = '\0';
    bool found = false;

    while (*text != '\0') {
        const Word *word = bindings_is_word(before) ? NULL : word_at(words, text);

        if (word != NULL) {
            append_text(out, word->replacement);
            text += strlen(word->word);
            found = true;
        } else {
            g_string_append_c(out, *text++);
        }
        before = text[-1];
    }
    if (!found) {
        g_string_truncate(out, start);
    }
    return found;
}

bool bindings_put_renamed(const BindingsCxx *cxx, GString *out, const GString *text)
{
    const gsize start = out->len;

    if (cxx->renamed->len > 0) {
        append_text(out, "#ifdef __cplusplus\n");
        if (put_replaced(out, cxx->renamed, text->str)) {
            append_text(out, "\n#else\n");
            append_string(out, text);
            append_text(out, "\n#endif");
            return true;
        }
        g_string_truncate(out, start);
    }
    append_string(out, text);
    return false;
}

void bindings_put_c_only(GString *out, const GString *text, const char *reason)
{
    g_string_append_printf(out, "#ifndef __cplusplus /* %s */\n", reason);
    append_string(out, text);
    append_text(out, "\n#endif");
}

bool bindings_put_guarded(const BindingsCxx *cxx, GString *out, const GString *text,
                          const IrDecl *decl)
{
    if (decl->c_only != NULL) {
        bindings_put_c_only(out, text, decl->c_only);
    } else if (decl->kind == IR_ENUM && decl->type == NULL) {
        /* Only pointers to it can be used, so that its integer type does not matter. */
        g_string_append_printf(out, "#ifdef __cplusplus\n%s : int;\n#else\n",
                               decl->type_name);
        append_string(out, text);
        append_text(out, "\n#endif");
    } else if (bindings_cxx_is_special(decl)) {
        append_text(
            out, "#if defined(__clang__) || (defined(__cplusplus) && __GNUC__ < 13)\n");
        append_string(out, text);
        append_text(out, "\n#endif");
    } else {
        return bindings_put_renamed(cxx, out, text);
    }
    return true;
}

bool bindings_put_cxx_value(const BindingsCxx *cxx, GString *out, const char *value)
{
    /* Only a cast can hold such words. */
    if (*value == '(' && strchr(value, '"') == NULL &&
        put_replaced(out, cxx->in_values, value)) {
        return true;
    }
    append_text(out, value);
    return false;
}
