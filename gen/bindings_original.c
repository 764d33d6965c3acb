/* SPDX-License-Identifier: MIT */
#include "bindings_original.h"

#include <string.h>

#include "append.h"
#include "bindings_text.h"

struct BindingsOriginals {
    GHashTable *names; /* in C -> char *: what the original headers call it */
};

static bool starts_name(char c)
{
    return bindings_is_word(c) && !g_ascii_isdigit(c);
}

/* The bytes of "struct ", "union " or "enum " that a name begins with here; or 0. */
static size_t tag_length(const char *at)
{
    static const char *const tags[] = {"struct ", "union ", "enum "};

    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        const size_t length = strlen(tags[i]);

        if (strncmp(at, tags[i], length) == 0) {
            return starts_name(at[length]) ? length : 0;
        }
    }
    return 0;
}

/* The bytes of the name, with its tag, that begins here. */
static size_t name_length(const char *at)
{
    size_t length = tag_length(at);

    while (bindings_is_word(at[length])) {
        length++;
    }
    return length;
}

/* Whether a type is called by one name, after its tag if it has one. */
static bool is_name(const char *text)
{
    return starts_name(*text) && text[name_length(text)] == '\0';
}

static void add_types(GHashTable *names, const Ir *ir)
{
    for (guint i = 0; i < ir->types->len; i++) {
        const IrType *type = g_ptr_array_index(ir->types, i);

        if (type->listed && type->qualifiers == 0 &&
            (type->kind == IR_TYPE_RECORD || type->kind == IR_TYPE_ENUM ||
             type->kind == IR_TYPE_TYPEDEF) &&
            strcmp(type->decl->key, type->spelling) != 0 && is_name(type->decl->key) &&
            is_name(type->spelling)) {
            g_hash_table_insert(names, (gpointer)type->spelling,
                                g_strdup(type->decl->key));
        }
    }
}

static void add_decl(GHashTable *names, const IrDecl *decl)
{
    const char *spelling = ir_has_tag(decl->kind) ? decl->type_name : decl->name;

    if (decl->original != NULL && spelling != NULL) {
        const char *blank = strrchr(spelling, ' ');
        const int tag = blank != NULL ? (int)(blank + 1 - spelling) : 0;

        g_hash_table_insert(names, (gpointer)spelling,
                            g_strdup_printf("%.*s%s", tag, spelling, decl->original));
    }
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        const IrEnumerator *each = &g_array_index(decl->enumerators, IrEnumerator, i);

        if (each->original != NULL) {
            g_hash_table_insert(names, (gpointer)each->name, g_strdup(each->original));
        }
    }
}

BindingsOriginals *bindings_originals_create(const Ir *ir)
{
    BindingsOriginals *originals = g_new0(BindingsOriginals, 1);

    originals->names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    add_types(originals->names, ir);
    for (int kind = IR_RECORD; kind < IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            const IrDecl *decl = g_ptr_array_index(ir->decls[kind], i);

            if (decl->selected) {
                add_decl(originals->names, decl);
            }
        }
    }
    return originals;
}

void bindings_originals_destroy(BindingsOriginals *originals)
{
    g_hash_table_destroy(originals->names);
    g_free(originals);
}

bool bindings_any_renamed(const BindingsOriginals *originals)
{
    return g_hash_table_size(originals->names) > 0;
}

/* Appends the name of that length as the original headers have it. */
static void put_name(const BindingsOriginals *originals, GString *out, const char *at,
                     size_t length)
{
    char *name = g_strndup(at, length);
    const char *original = g_hash_table_lookup(originals->names, name);

    append_text(out, original != NULL ? original : name);
    g_free(name);
}

void bindings_put_originally(const BindingsOriginals *originals, GString *out,
                             const char *text, size_t length)
{
    const char *end = text + length;
    char before = '\0';

    if (!bindings_any_renamed(originals)) {
        append_bytes(out, text, length);
        return;
    }
    while (text < end) {
        /* A member of something is no name of its own. */
        if (starts_name(*text) && !bindings_is_word(before) && before != '.' &&
            before != '>') {
            const size_t n = MIN(name_length(text), (size_t)(end - text));

            put_name(originals, out, text, n);
            text += n;
        } else {
            g_string_append_c(out, *text++);
        }
        before = text[-1];
    }
}

void bindings_put_either(GString *out, const char *prefix, const GString *renamed,
                         const GString *original)
{
    if (g_string_equal(renamed, original)) {
        append_string(out, renamed);
        return;
    }
    g_string_append_printf(out, "#ifdef %s_CHECK_BINDINGS\n", prefix);
    append_string(out, renamed);
    append_text(out, "\n#else\n");
    append_string(out, original);
    append_text(out, "\n#endif");
}
