/* SPDX-License-Identifier: MIT */
/* The braces of records and enums. */
#include <string.h>

#include "append.h"
#include "bindings_parts.h"
#include "bindings_text.h"

const IrDecl *bindings_inlined(const IrDecl *decl)
{
    return decl->inlined != NULL ? decl->inlined : decl;
}

bool bindings_has_fields(const IrDecl *decl)
{
    return !decl->opaque && decl->fields != NULL && decl->fields->len > 0;
}

bool bindings_has_enumerators(const IrDecl *decl)
{
    return decl->enumerators != NULL && decl->enumerators->len > 0;
}

bool bindings_has_size(const IrDecl *decl)
{
    return decl->size >= 0 &&
           (decl->kind == IR_ENUM || (decl->kind == IR_RECORD && decl->complete));
}

bool bindings_is_constants(const IrDecl *decl)
{
    return decl->kind == IR_ENUM &&
           (decl->style == IR_ENUM_CONSTS || decl->style == IR_ENUM_MODULE_CONSTS);
}

/* ---- flexible arrays ---- */

static bool ends_flexible(const IrDecl *record)
{
    const IrField *last;

    if (!record->selected || !bindings_has_fields(record)) {
        return false;
    }
    last = &g_array_index(record->fields, IrField, record->fields->len - 1);
    return last->c != NULL && g_str_has_suffix(last->c, "[]");
}

/* Whether a member before the last one takes room. */
static bool has_room_before(const IrDecl *record)
{
    for (guint i = 0; i + 1 < record->fields->len; i++) {
        const IrType *type = g_array_index(record->fields, IrField, i).type;

        if (type != NULL && type->size > 0) {
            return true;
        }
    }
    return false;
}

/* Adds those of the flexible records that are a member of this one. */
static void add_inner(GHashTable *found, GHashTable *flexible, const IrDecl *record)
{
    for (guint i = 0;
         record->selected && bindings_has_fields(record) && i < record->fields->len;
         i++) {
        const IrType *type = g_array_index(record->fields, IrField, i).type;

        if (type != NULL && type->kind == IR_TYPE_RECORD &&
            g_hash_table_contains(flexible, type->decl)) {
            g_hash_table_add(found, type->decl);
        }
    }
}

GHashTable *bindings_find_zero_length(const Ir *ir)
{
    const GPtrArray *records = ir->decls[IR_RECORD];
    GHashTable *flexible = g_hash_table_new(NULL, NULL);
    GHashTable *found = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < records->len; i++) {
        IrDecl *record = g_ptr_array_index(records, i);

        if (ends_flexible(record)) {
            g_hash_table_add(flexible, record);
            if (record->is_union || !has_room_before(record)) {
                g_hash_table_add(found, record);
            }
        }
    }
    for (guint i = 0; g_hash_table_size(flexible) > 0 && i < records->len; i++) {
        add_inner(found, flexible, g_ptr_array_index(records, i));
    }
    g_hash_table_destroy(flexible);
    return found;
}

/* ---- enums ---- */

/* Appends `deprecated("message", "what to use instead")` as GCC knows it: with the
 * message alone. */
static void put_deprecated(GString *out, const char *attribute)
{
    const size_t length = strlen(attribute);
    const char *at = attribute;

    while (g_ascii_isalnum(*at) || *at == '_') {
        at++;
    }
    append_text(out, " __attribute__((");
    if (at > attribute && strncmp(at, "(\"", 2) == 0) {
        for (at += 2; *at != '\0' && *at != '"'; at++) {
            at += *at == '\\' && at[1] != '\0';
        }
        if (strncmp(at, "\", \"", 4) == 0 && at + 6 <= attribute + length &&
            g_str_has_suffix(attribute, "\")")) {
            append_bytes(out, attribute, at + 1 - attribute);
            append_text(out, ")))");
            return;
        }
    }
    append_text(out, attribute);
    append_text(out, "))");
}

static void put_enumerator(GString *out, const IrEnumerator *enumerator,
                           const char *indent)
{
    bindings_put_doc(out, enumerator->doc, indent);
    append_text(out, indent);
    append_text(out, enumerator->name);
    for (guint i = 0; enumerator->attributes != NULL && i < enumerator->attributes->len;
         i++) {
        const char *attribute = g_ptr_array_index(enumerator->attributes, i);

        if (g_str_has_prefix(attribute, "deprecated")) {
            put_deprecated(out, attribute);
        }
    }
    append_text(out, " = ");
    bindings_put_literal(out, enumerator->value);
    append_text(out, ",\n");
}

/* ---- records ---- */

void bindings_put_storage(GString *out, const IrDecl *record, const char *indent)
{
    g_string_append_printf(out, "{\n%sunsigned char opaque[%" G_GINT64_FORMAT "]", indent,
                           record->size);
    if (record->align > 1) {
        g_string_append_printf(out, " __attribute__((aligned(%" G_GINT64_FORMAT ")))",
                               record->align);
    }
    append_text(out, ";\n");
}

/* Bits that the enumerators' values take. */
static int64_t bits_of_values(const IrDecl *decl)
{
    int64_t bits = 0;
    bool negative = false;

    for (guint i = 0; i < decl->enumerators->len; i++) {
        const char *text = g_array_index(decl->enumerators, IrEnumerator, i).value;
        uint64_t value = *text == '-' ? ~(uint64_t)g_ascii_strtoll(text, NULL, 10)
                                      : g_ascii_strtoull(text, NULL, 10);
        int64_t own = 0;

        negative = negative || *text == '-';
        for (; value != 0; value >>= 1) {
            own++;
        }
        bits = MAX(bits, own);
    }
    return bits + negative;
}

/* The enum behind a bit-field's type, through typedefs of this record; NULL for none with
 * enumerators. */
static const IrDecl *enum_of(const IrType *type)
{
    while (type != NULL && type->kind == IR_TYPE_TYPEDEF) {
        type = type->decl->selected ? type->decl->type : NULL;
    }
    return type != NULL && type->kind == IR_TYPE_ENUM && type->decl->selected &&
                   bindings_has_enumerators(type->decl)
               ? type->decl
               : NULL;
}

/* Appends the text with the first of what is searched replaced. */
static void put_replaced(GString *out, const char *text, const char *searched,
                         const char *replacement)
{
    const char *found = strstr(text, searched);

    if (found == NULL) {
        append_text(out, text);
        return;
    }
    append_bytes(out, text, found - text);
    append_text(out, replacement);
    append_text(out, found + strlen(searched));
}

/* A bit-field; one of an enum with values that it cannot hold gets the enum's integer
 * type, as gcc warns of it under no name that could be switched off. One without a name,
 * too: C++ would take it for the declaration of an enum. */
static void put_bit_field(GString *out, const IrField *field, const char *c)
{
    const IrDecl *decl = enum_of(field->type);

    if (decl == NULL || (*field->name != '\0' && bits_of_values(decl) <= field->width)) {
        append_text(out, c);
    } else {
        put_replaced(out, c, field->type->spelling, decl->type->spelling);
    }
}

/* A member that is an unnamed record or enum. */
static void put_inner(Bindings *bindings, GString *out, const IrDecl *record,
                      const IrField *field, const char *c, const char *indent)
{
    const IrDecl *inner = field->inlined;
    const char *body = strstr(c, BINDINGS_BODY);
    const int before = body != NULL ? (int)(body - c) : (int)strlen(c);
    const char *after = body != NULL ? body + strlen(BINDINGS_BODY) : "";
    const bool guarded =
        bindings_has_enumerators(inner) && record->unnamed && *field->name != '\0';

    if (guarded) {
        /* C++ lets no anonymous record declare a type with enumerators. */
        char *head = g_strndup(c, (gsize)before);
        GString *plain = g_string_new(NULL);

        put_replaced(plain, head, "enum", inner->type->spelling);
        g_strchomp(plain->str);
        g_string_append_printf(out, "#ifdef __cplusplus\n%s%s%s;\n#else\n", indent,
                               plain->str, after);
        g_string_free(plain, TRUE);
        g_free(head);
    }
    append_text(out, indent);
    append_bytes(out, c, before);
    bindings_put_body(bindings, out, inner, indent);
    append_text(out, after);
    append_text(out, guarded ? ";\n#endif\n" : ";\n");
}

/* A member that may take more than its text and a semicolon. */
static void put_field(Bindings *bindings, GString *out, const IrDecl *record,
                      const IrField *field, const char *indent)
{
    GString *c = g_string_new(field->c);
    GString *text = g_string_new(NULL);

    if (g_str_has_suffix(c->str, "[]") &&
        g_hash_table_contains(bindings->zero_length, record)) {
        g_string_insert_c(c, (gssize)c->len - 1, '0');
    }
    if (field->inlined != NULL) {
        put_inner(bindings, out, record, field, c->str, indent);
    } else {
        if (field->width >= 0) {
            put_bit_field(text, field, c->str);
        } else {
            append_string(text, c);
        }
        append_text(out, indent);
        bindings_put_wrapped(out, text->str, text->len, indent);
        append_text(out, ";\n");
    }
    g_string_free(text, TRUE);
    g_string_free(c, TRUE);
}

/* The first word of a member's text behind its qualifiers: its length. */
static size_t first_word(const char *c, const char **word)
{
    size_t length = 0;

    while (g_str_has_prefix(c, "const ") || g_str_has_prefix(c, "volatile ")) {
        c = strchr(c, ' ') + 1;
    }
    *word = c;
    while (bindings_is_word(c[length])) {
        length++;
    }
    return length;
}

/* Whether members are named like types, which C++ then no longer sees. */
static bool hides_types(const Bindings *bindings, const IrDecl *record)
{
    for (guint i = 0; bindings_has_fields(record) && i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);

        if (*field->name != '\0' && bindings_cxx_is_type(bindings->cxx, field->name)) {
            return true;
        }
    }
    return false;
}

/* Whether the word is a type that a member of the record is named like. */
static bool is_hidden(const Bindings *bindings, const IrDecl *record, const char *word,
                      size_t length)
{
    for (guint i = 0; i < record->fields->len; i++) {
        const char *name = g_array_index(record->fields, IrField, i).name;

        if (strlen(name) == length && length > 0 && memcmp(name, word, length) == 0) {
            return bindings_cxx_is_type(bindings->cxx, name);
        }
    }
    return false;
}

static void put_member(Bindings *bindings, GString *out, const IrDecl *record,
                       const IrField *field, bool hides, const char *indent)
{
    const char *c = field->c, *word;
    const size_t length = strlen(c), n_word = hides ? first_word(c, &word) : 0;

    bindings_note_words(bindings, c);
    if (hides && is_hidden(bindings, record, word, n_word)) {
        g_string_append_printf(out,
                               "#ifdef __cplusplus\n%s%.*s::%s;\n#else\n%s%s;\n#endif\n",
                               indent, (int)(word - c), c, word, indent, c);
    } else if (field->inlined != NULL || field->width >= 0 || c[length - 1] == ']' ||
               length + strlen(indent) >= BINDINGS_WIDTH) {
        put_field(bindings, out, record, field, indent);
    } else {
        append_text(out, indent);
        append_bytes(out, c, length);
        append_text(out, ";\n");
    }
}

static void put_record(Bindings *bindings, GString *out, const IrDecl *record,
                       const char *indent)
{
    const bool hides = hides_types(bindings, record);
    bool empty = record->size == 0 && bindings_has_size(record);
    char *made = NULL;

    if (record->opaque) {
        bindings_put_storage(out, record, indent);
        return;
    }
    append_text(out, "{\n");
    for (guint i = 0; bindings_has_fields(record) && i < record->fields->len; i++) {
        IrField field = g_array_index(record->fields, IrField, i);

        bindings_put_doc(out, field.doc, indent);
        empty = empty && (field.type == NULL || field.width >= 0);
        if (field.c != NULL) { /* `union { ... } a, b;` is declared by a */
            field.c = bindings_valid_text(field.c, &made);
            put_member(bindings, out, record, &field, hides, indent);
        }
    }
    if (empty) {
        g_string_append_printf(
            out, "#ifdef __cplusplus\n%schar empty[0]; /* size 0, as in C */\n#endif\n",
            indent);
    }
    g_free(made);
}

void bindings_put_body(Bindings *bindings, GString *out, const IrDecl *decl,
                       const char *indent)
{
    char *inner = g_strconcat(indent, BINDINGS_INDENT, NULL);

    if (bindings_has_enumerators(decl)) {
        append_text(out, "{\n");
        for (guint i = 0; i < decl->enumerators->len; i++) {
            put_enumerator(out, &g_array_index(decl->enumerators, IrEnumerator, i),
                           inner);
        }
    } else {
        put_record(bindings, out, decl, inner);
    }
    append_text(out, indent);
    g_string_append_c(out, '}');
    g_free(inner);
}
