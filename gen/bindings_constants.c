/* SPDX-License-Identifier: MIT */
/* Constants: macros with a value, and the values of enumerators. */
#include <stdlib.h>
#include <string.h>

#include "append.h"
#include "bindings_parts.h"
#include "bindings_text.h"

/* Where the values stand, whatever else is defined: a new macro moves no other line. */
#define COLUMN 32

/* What a #define line is made of. */
typedef struct Entry {
    const char *file; /* NULL for none */
    unsigned line, column;
    guint index; /* keeps the order of those in one place */
    const char *name, *value, *doc;
    bool literal; /* the value is a decimal */
} Entry;

/* Names of ordinary identifiers, which an object-like macro would hide, and enumerators
 * (new, const char * -> const IrEnumerator * or NULL). Names are compared by their
 * address: they are strings of the record, of which there is one of each content. */
static GHashTable *find_declared(const Ir *ir)
{
    static const IrDeclKind kinds[] = {IR_FUNCTION, IR_VARIABLE, IR_TYPEDEF};
    GHashTable *names = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < ir->decls[IR_ENUM]->len; i++) {
        const IrDecl *decl = g_ptr_array_index(ir->decls[IR_ENUM], i);

        for (guint j = 0; decl->selected && bindings_has_enumerators(decl) &&
                          j < decl->enumerators->len;
             j++) {
            IrEnumerator *each = &g_array_index(decl->enumerators, IrEnumerator, j);

            g_hash_table_insert(names, (gpointer)each->name, each);
        }
    }
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (guint i = 0; i < ir->decls[kinds[k]]->len; i++) {
            const IrDecl *decl = g_ptr_array_index(ir->decls[kinds[k]], i);

            if (decl->selected) {
                g_hash_table_insert(names, (gpointer)decl->name, NULL);
            }
        }
    }
    for (guint i = 0; i < ir->imports->len; i++) {
        const IrDecl *decl = g_ptr_array_index(ir->imports, i);

        if (!ir_has_tag(decl->kind) && decl->kind != IR_MACRO) {
            g_hash_table_insert(names, (gpointer)decl->key, NULL);
        }
    }
    return names;
}

/* Whether the header defines the macro: not one that would hide a declaration or repeat
 * an enumerator, and none that C reserves for the compiler. */
static bool is_shown(const IrDecl *macro, GHashTable *declared)
{
    gpointer enumerator;

    if (!macro->selected || macro->c == NULL ||
        g_str_has_prefix(macro->name, "__STDC_")) {
        return false;
    }
    if (!g_hash_table_lookup_extended(declared, macro->name, NULL, &enumerator)) {
        return true;
    }
    return enumerator != NULL && strcmp(((const IrEnumerator *)enumerator)->value,
                                        macro->value != NULL ? macro->value : "") != 0;
}

GPtrArray *bindings_shown_macros(const Ir *ir)
{
    const GPtrArray *macros = ir->decls[IR_MACRO];
    GHashTable *declared = find_declared(ir);
    GPtrArray *shown = g_ptr_array_new();

    for (guint i = 0; i < macros->len; i++) {
        IrDecl *macro = g_ptr_array_index(macros, i);

        if (is_shown(macro, declared)) {
            g_ptr_array_add(shown, macro);
        }
    }
    g_hash_table_destroy(declared);
    return shown;
}

/* ---- definitions ---- */

/* What belongs to no file stands last. */
static int compare_files(const char *a, const char *b)
{
    if (a == b) {
        return 0;
    }
    return a == NULL ? 1 : b == NULL ? -1 : strcmp(a, b);
}

static int compare_entries(const void *left, const void *right)
{
    const Entry *a = left, *b = right;
    const int order = compare_files(a->file, b->file);

    if (order != 0) {
        return order;
    }
    if (a->line != b->line) {
        return a->line < b->line ? -1 : 1;
    }
    if (a->column != b->column) {
        return a->column < b->column ? -1 : 1;
    }
    return a->index < b->index ? -1 : a->index > b->index;
}

/* All that is defined (new, of Entry, sorted): by file and then in source order. */
static GArray *find_entries(const Bindings *bindings, const GPtrArray *macros)
{
    GArray *entries =
        g_array_sized_new(FALSE, FALSE, sizeof(Entry), MAX(macros->len, 1u));

    for (guint i = 0; i < macros->len; i++) {
        const IrDecl *macro = g_ptr_array_index(macros, i);
        const bool placed = macro->file != NULL && macro->line != 0;
        const Entry entry = {
            .file = macro->file,
            .line = placed ? macro->line : 0,
            .column = placed ? macro->column : 0,
            .index = entries->len,
            .name = macro->name,
            .value = macro->c,
            .doc = macro->doc,
        };

        g_array_append_val(entries, entry);
    }
    for (guint i = 0; i < bindings->constants->len; i++) {
        const IrDecl *decl = g_ptr_array_index(bindings->constants, i);
        const IrDecl *enumeration = bindings_inlined(decl);

        for (guint j = 0;
             bindings_has_enumerators(enumeration) && j < enumeration->enumerators->len;
             j++) {
            const IrEnumerator *each =
                &g_array_index(enumeration->enumerators, IrEnumerator, j);
            const Entry entry = {
                .file = decl->file,
                .index = entries->len,
                .name = each->name,
                .value = each->value,
                .doc = each->doc,
                .literal = true,
            };

            g_array_append_val(entries, entry);
        }
    }
    qsort(entries->data, entries->len, sizeof(Entry), compare_entries);
    return entries;
}

/* Puts "#define NAME" and blanks up to the column. */
static void put_define(GString *out, const char *name)
{
    append_text(out, "#define ");
    append_text(out, name);
    for (size_t n = bindings_columns(name, strlen(name)); n < COLUMN; n++) {
        g_string_append_c(out, ' ');
    }
    g_string_append_c(out, ' ');
}

/* Puts the definition, once for each language where C++ must see another one. */
static void put_definition(const Bindings *bindings, GString *out, const Entry *entry,
                           const char *value)
{
    GString *in_cxx = g_string_new(NULL), *line = g_string_new(NULL);
    const bool differs = bindings_put_cxx_value(bindings->cxx, in_cxx, value);

    put_define(line, entry->name);
    append_text(line, value);
    if (strcmp(entry->name, "NULL") == 0) {
        GString *text = g_string_new(NULL);

        bindings_put_doc(text, entry->doc, "");
        g_string_append_printf(
            out, "#ifdef __cplusplus\n#define NULL __null\n#else\n%s%s\n#endif",
            text->str, line->str);
        g_string_free(text, TRUE);
    } else if (bindings_cxx_is_keyword(entry->name)) {
        GString *text = g_string_new(NULL);

        bindings_put_doc(text, entry->doc, "");
        append_text(text, line->str);
        bindings_put_c_only(out, text, "a keyword of C++");
        g_string_free(text, TRUE);
    } else {
        bindings_put_doc(out, entry->doc, "");
        if (differs) {
            append_text(out, "#ifdef __cplusplus\n");
            put_define(out, entry->name);
            g_string_append_printf(out, "%s\n#else\n%s\n#endif", in_cxx->str, line->str);
        } else {
            append_string(out, line);
        }
    }
    g_string_free(in_cxx, TRUE);
    g_string_free(line, TRUE);
}

static void put_entry(const Bindings *bindings, GString *out, const Entry *entry)
{
    char *made = NULL;
    const char *value;

    if (entry->literal) {
        GString *literal = g_string_new(NULL);

        bindings_put_literal(literal, entry->value);
        made = g_string_free(literal, FALSE);
        value = made;
    } else {
        value = bindings_valid_text(entry->value, &made);
    }
    put_definition(bindings, out, entry, value);
    g_free(made);
}

/* Enumerators that have the type of their enum in C too, where they are int otherwise. */
static void put_typed(GString *out, const IrDecl *decl, GHashTable *macros)
{
    const IrDecl *enumeration = bindings_inlined(decl);
    GString *lines = g_string_new(NULL);

    for (guint i = 0; i < enumeration->enumerators->len; i++) {
        const char *name = g_array_index(enumeration->enumerators, IrEnumerator, i).name;

        if (!g_hash_table_contains(macros, name)) {
            bindings_separate(lines, "\n");
            put_define(lines, name);
            g_string_append_printf(lines, "((%s)%s)", enumeration->type_name, name);
        }
    }
    if (lines->len > 0) {
        char *reason =
            g_strdup_printf("enumerators have the type %s there", enumeration->type_name);

        bindings_separate(out, "\n\n");
        bindings_put_c_only(out, lines, reason);
        g_free(reason);
    }
    g_string_free(lines, TRUE);
}

static int compare_texts(const void *left, const void *right)
{
    return compare_files(((const BindingsFile *)left)->file,
                         ((const BindingsFile *)right)->file);
}

/* The text of the file, added when there is none. */
static GString *text_of(GArray *texts, const char *file)
{
    BindingsFile added = {file, NULL};

    for (guint i = texts->len; i-- > 0;) {
        const BindingsFile *text = &g_array_index(texts, BindingsFile, i);

        if (compare_files(text->file, file) == 0) {
            return text->text;
        }
    }
    added.text = g_string_new(NULL);
    g_array_append_val(texts, added);
    return added.text;
}

static void add_typed(const Bindings *bindings, const GPtrArray *macros, GArray *texts)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < macros->len; i++) {
        g_hash_table_add(names, (gpointer)((IrDecl *)g_ptr_array_index(macros, i))->name);
    }
    for (guint i = 0; i < bindings->typed->len; i++) {
        const IrDecl *decl = g_ptr_array_index(bindings->typed, i);

        if (bindings_has_enumerators(bindings_inlined(decl))) {
            put_typed(text_of(texts, decl->file), decl, names);
        }
    }
    g_hash_table_destroy(names);
}

static void drop_empty(GArray *texts)
{
    for (guint i = texts->len; i-- > 0;) {
        GString *text = g_array_index(texts, BindingsFile, i).text;

        if (text->len == 0) {
            g_string_free(text, TRUE);
            g_array_remove_index(texts, i);
        }
    }
}

GArray *bindings_macros(const Bindings *bindings)
{
    const GPtrArray *macros = bindings->shown;
    GArray *entries = find_entries(bindings, macros);
    GArray *texts = g_array_new(FALSE, FALSE, sizeof(BindingsFile));
    GString *out = NULL;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);

        if (i == 0 || compare_files(entry[-1].file, entry->file) != 0) {
            out = text_of(texts, entry->file);
        }
        bindings_separate(out, "\n");
        put_entry(bindings, out, entry);
    }
    if (bindings->typed->len > 0) {
        add_typed(bindings, macros, texts);
        drop_empty(texts);
        g_array_sort(texts, compare_texts);
    }
    g_array_free(entries, TRUE);
    return texts;
}
