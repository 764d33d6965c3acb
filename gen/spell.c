/* SPDX-License-Identifier: MIT */
#include "spell.h"

#include <string.h>

#include "append.h"
#include "layout.h"

typedef struct Speller {
    Ir *ir;
    GString *scratch; /* what is being spelled */
    GHashTable *used; /* C++ keywords that the record uses as identifiers */
} Speller;

/*
 * C++ has these as types of its own; a typedef of them is left to C, and their use means
 * the same in both.
 */
static bool is_cxx_builtin_type(const char *name)
{
    return strcmp(name, "wchar_t") == 0 || strcmp(name, "char16_t") == 0 ||
           strcmp(name, "char32_t") == 0 || strcmp(name, "bool") == 0;
}

static void note_identifier(Speller *speller, const char *name)
{
    const char *keyword = spell_cxx_keyword(name);

    if (keyword != NULL && !is_cxx_builtin_type(keyword)) {
        g_hash_table_add(speller->used, (gpointer)keyword);
    }
}

static void note_params(Speller *speller, const IrParam *params, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        note_identifier(speller, params[i].name);
    }
}

/* What of a type C++ has no word for; NULL when it has one for all. */
static const char *cxx_problem(const IrType *type)
{
    const char *problem = NULL;

    for (; type != NULL && problem == NULL; type = type->target) {
        if (type->length_text != NULL) {
            return "C++ has no variable-length arrays";
        }
        if (type->kind == IR_TYPE_ATOMIC &&
            (type->size != type->target->size || type->align != type->target->align)) {
            return "C++ has no atomic type of this layout";
        }
        if (type->kind == IR_TYPE_BUILTIN && strstr(type->spelling, "_Float16") != NULL) {
            return "_Float16 is no type of every C++ compiler";
        }
        for (unsigned i = 0; i < type->n_params && problem == NULL; i++) {
            problem = cxx_problem(type->params[i]);
        }
    }
    return problem;
}

static const char *member_cxx_problem(const IrField *field)
{
    const IrDecl *inner = field->inlined;
    const char *problem = cxx_problem(field->type);

    if (inner == NULL || inner->fields == NULL) {
        return problem;
    }
    for (guint i = 0; i < inner->fields->len && problem == NULL; i++) {
        problem = member_cxx_problem(&g_array_index(inner->fields, IrField, i));
    }
    return problem;
}

static bool returns_value(const IrDecl *decl)
{
    const IrType *result =
        decl->kind == IR_FUNCTION ? ir_type_resolved(decl->type)->target : NULL;

    return result != NULL && ir_type_resolved(result)->builtin != IR_CLASS_VOID;
}

/*
 * An attribute as the bindings repeat it, or NULL: what matters to a caller, and GCC and
 * Clang both know. The record has all of them.
 */
static const char *repeated(Ir *ir, const IrDecl *decl, const char *attribute)
{
    static const char *const plain[] = {
        "alloc_align(", "alloc_size(",       "dllimport",          "format(printf",
        "format(scanf", "format(strftime",   "format(strfmon",     "format_arg(",
        "may_alias",    "nonnull",           "returns_nonnull",    "returns_twice",
        "sentinel",     "transparent_union", "warn_unused_result", "weak",
        "deprecated",
    };

    if (g_str_has_prefix(attribute, "deprecated(\"")) {
        /* Clang has a second string, what to use instead, and GCC has not. */
        const char *end = spell_after_string(attribute + strlen("deprecated("));
        return *end == ')' ? attribute
                           : ir_printf(ir, "%.*s)", (int)(end - attribute), attribute);
    }
    if (g_str_has_prefix(attribute, "sentinel(")) {
        /* Clang has a second argument, for a null that is none, and GCC has not. */
        const char *comma = strchr(attribute, ',');
        return comma == NULL
                   ? attribute
                   : ir_printf(ir, "%.*s)", (int)(comma - attribute), attribute);
    }
    if (strcmp(attribute, "const") == 0 || strcmp(attribute, "pure") == 0 ||
        g_str_has_prefix(attribute, "malloc")) {
        return returns_value(decl) ? attribute : NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++) {
        if (*attribute == *plain[i] && g_str_has_prefix(attribute, plain[i]) &&
            strcmp(attribute, "weakref") != 0) {
            return attribute;
        }
    }
    return NULL;
}

/* " __attribute__((a, b))", as it grows; nothing at all without an attribute. */
typedef struct AttributeList {
    GString *out;
    bool open;
} AttributeList;

/* A string in it may hold what stands for a body: there it is cut into two strings. */
static void add_attribute(AttributeList *list, const char *text)
{
    const char *mark;

    append_text(list->out, list->open ? ", " : " __attribute__((");
    for (; (mark = strstr(text, IR_BODY_MARK)) != NULL; text = mark + 1) {
        g_string_append_len(list->out, text, mark + 1 - text);
        append_text(list->out, "\" \"");
    }
    append_text(list->out, text);
    list->open = true;
}

static void add_aligned(AttributeList *list, int64_t align)
{
    char text[48];

    g_snprintf(text, sizeof text, "aligned(%" G_GINT64_FORMAT ")", align);
    add_attribute(list, text);
}

/* Adds what of the declaration's own list is repeated, and ends the list. */
static void end_attributes(Ir *ir, AttributeList *list, const IrDecl *decl,
                           const GPtrArray *attributes)
{
    for (guint i = 0; attributes != NULL && i < attributes->len; i++) {
        const char *text = repeated(ir, decl, attributes->pdata[i]);
        if (text != NULL) {
            add_attribute(list, text);
        }
    }
    if (list->open) {
        append_text(list->out, "))");
    }
}

static const char *finished(Ir *ir, const GString *text)
{
    return ir_text(ir, text->str, text->len);
}

/* The speller's string, holding the prefix and the declarator. */
static GString *declarator(Speller *speller, const char *prefix, const IrDecl *decl)
{
    GString *out = speller->scratch;

    g_string_truncate(out, 0);
    append_text(out, prefix);
    spell_append(out, decl->type, decl->name, decl->params, decl->n_params);
    return out;
}

/* What the linker calls it, unless that is NULL. */
static void append_symbol(GString *out, const char *symbol)
{
    if (symbol != NULL) {
        append_text(out, " __asm__(\"");
        append_text(out, symbol);
        append_text(out, "\")");
    }
}

static void spell_function(Speller *speller, IrDecl *decl)
{
    GString *out = declarator(speller, "", decl);
    AttributeList list = {.out = out};
    const char *symbol = decl->wrapper != NULL ? decl->wrapper : decl->symbol;

    append_symbol(out, symbol != NULL ? symbol : spell_cxx_keyword(decl->name));
    if (decl->type->noreturn || layout_has_attribute(decl->attributes, "noreturn")) {
        add_attribute(&list, "noreturn");
    }
    if (decl->type->convention != NULL) {
        add_attribute(&list, decl->type->convention);
    }
    end_attributes(speller->ir, &list, decl, decl->attributes);
    note_identifier(speller, decl->name);
    note_params(speller, decl->params, decl->n_params);
    decl->c_only = cxx_problem(decl->type);
    for (unsigned i = 0; i < decl->n_params && decl->c_only == NULL; i++) {
        decl->c_only = cxx_problem(decl->params[i].type);
    }
    decl->c = finished(speller->ir, out);
}

/*
 * A constant's value with the suffix that lets it be that large, or as what both
 * compilers have for a value without a literal. New.
 */
static char *initializer(const IrDecl *decl)
{
    bool negative = decl->value[0] == '-';
    const char *magnitude = decl->value + negative;

    if (strcmp(magnitude, "inf") == 0 || strcmp(magnitude, "nan") == 0) {
        return g_strdup_printf("%s__builtin_%s(%s)", negative ? "-" : "", magnitude,
                               *magnitude == 'n' ? "\"\"" : "");
    }
    if (strcmp(decl->value, "-9223372036854775808") == 0) {
        return g_strdup("-9223372036854775807 - 1");
    }
    if (!negative && strlen(decl->value) >= 19 && strpbrk(decl->value, "xpn.") == NULL) {
        return g_strconcat(decl->value, "U", NULL);
    }
    return g_strdup(decl->value);
}

static void spell_variable(Speller *speller, IrDecl *decl)
{
    const char *prefix = decl->storage == IR_STATIC         ? "static "
                         : decl->storage == IR_THREAD_LOCAL ? "extern __thread "
                                                            : "extern ";
    GString *out = declarator(speller, prefix, decl);
    AttributeList list = {.out = out};

    if (decl->storage == IR_STATIC) {
        char *value = initializer(decl);
        g_string_append_printf(out, " __attribute__((unused)) = %s", value);
        g_free(value);
    } else {
        if (decl->symbol == NULL && spell_cxx_keyword(decl->name) != NULL) {
            decl->symbol = decl->name;
        }
        append_symbol(out, decl->symbol);
        end_attributes(speller->ir, &list, decl, decl->attributes);
    }
    note_identifier(speller, decl->name);
    note_params(speller, decl->params, decl->n_params);
    decl->c_only = cxx_problem(decl->type);
    decl->c = finished(speller->ir, out);
}

static void spell_typedef(Speller *speller, IrDecl *decl)
{
    GString *out;
    AttributeList list = {.out = speller->scratch};
    IrDecl *own = decl->type->decl;
    bool names_own = own != NULL && own == decl->inlined && own->type_name != NULL;
    const char *type_name = names_own ? own->type_name : NULL;

    if (names_own) {
        own->type_name = NULL; /* here its body is spelled, not its name */
    }
    out = declarator(speller, "typedef ", decl);
    if (names_own) {
        own->type_name = type_name;
    }
    if (decl->type->kind == IR_TYPE_FUNCTION) {
        if (decl->type->noreturn) {
            add_attribute(&list, "noreturn");
        }
        if (decl->type->convention != NULL) {
            add_attribute(&list, decl->type->convention);
        }
    }
    if (decl->align >= 0 && decl->align != decl->type->align) {
        add_aligned(&list, decl->align);
    }
    end_attributes(speller->ir, &list, decl, decl->attributes);
    note_params(speller, decl->params, decl->n_params);
    note_identifier(speller, decl->name);
    decl->c_only = is_cxx_builtin_type(decl->name) ? "C++ has this type built in"
                                                   : cxx_problem(decl->type);
    decl->c = finished(speller->ir, out);
}

/* What decides over a layout: packed, aligned. */
static void add_layout_attributes(AttributeList *list, const GPtrArray *attributes)
{
    int64_t aligned = layout_attribute(attributes, "aligned");

    if (layout_has_attribute(attributes, "packed")) {
        add_attribute(list, "packed");
    }
    if (aligned > 0) {
        add_aligned(list, aligned);
    } else if (layout_has_attribute(attributes, "aligned")) {
        add_attribute(list, "aligned");
    }
}

/* " __attribute__((packed, aligned(8)))" after a body; "" for none. */
static void find_tag_attributes(Speller *speller, IrDecl *decl)
{
    AttributeList list = {.out = speller->scratch};

    if (decl->attributes == NULL) {
        decl->tag_attributes = "";
        return;
    }
    g_string_truncate(list.out, 0);
    if (!decl->opaque) {
        add_layout_attributes(&list, decl->attributes);
    }
    for (guint i = 0; i < decl->attributes->len; i++) {
        if (g_str_has_suffix(decl->attributes->pdata[i], "_struct")) {
            add_attribute(&list, decl->attributes->pdata[i]);
        }
    }
    end_attributes(speller->ir, &list, decl, decl->attributes);
    decl->tag_attributes = finished(speller->ir, list.out);
}

/*
 * The second declarator of `struct { ... } a, b;`: it has the first one's type, which has
 * no name, so the two are declared together. Takes it into the first one's text.
 */
static bool join_declarators(Speller *speller, IrDecl *record, guint at, const char *c)
{
    const IrField *field = &g_array_index(record->fields, IrField, at);
    const char *rest = strstr(c, IR_BODY_MARK);
    const IrType *base = field->type;

    while (base->target != NULL) {
        base = base->target;
    }
    if ((base->kind != IR_TYPE_RECORD && base->kind != IR_TYPE_ENUM) ||
        base->decl->type_name != NULL || rest == NULL || field->inlined != NULL) {
        return false;
    }
    rest += strlen(IR_BODY_MARK) + strlen(base->decl->tag_attributes);
    for (guint i = at; i-- > 0;) {
        IrField *first = &g_array_index(record->fields, IrField, i);
        if (first->inlined == base->decl) {
            first->c = ir_printf(speller->ir, "%s,%s", first->c, rest);
            return true;
        }
    }
    return false;
}

static void spell_field(Speller *speller, IrDecl *record, guint at)
{
    IrField *field = &g_array_index(record->fields, IrField, at);
    GString *out = speller->scratch;
    AttributeList list = {.out = out};

    g_string_truncate(out, 0);
    spell_append(out, field->type, field->name, field->params, field->n_params);
    note_identifier(speller, field->name);
    note_params(speller, field->params, field->n_params);
    if (field->width >= 0) {
        g_string_append_printf(out, " : %d", (int)field->width);
    }
    if (field->attributes != NULL) {
        add_layout_attributes(&list, field->attributes);
        end_attributes(speller->ir, &list, record, field->attributes);
    }
    if (!join_declarators(speller, record, at, out->str)) {
        field->c = finished(speller->ir, out);
    }
    if (record->c_only == NULL) {
        record->c_only = member_cxx_problem(field);
    }
}

static const char *tag_word(const IrDecl *decl)
{
    return decl->kind == IR_ENUM ? "enum" : decl->is_union ? "union" : "struct";
}

/* "struct foo {...}", with the attributes behind the body. */
static const char *with_body(Speller *speller, const char *name, const IrDecl *decl)
{
    GString *out = speller->scratch;

    g_string_truncate(out, 0);
    append_text(out, name);
    append_text(out, " " IR_BODY_MARK);
    append_text(out, decl->tag_attributes);
    return finished(speller->ir, out);
}

static void spell_tag(Speller *speller, IrDecl *decl)
{
    if (!decl->unnamed) {
        note_identifier(speller, decl->name);
        decl->c =
            decl->complete ? with_body(speller, decl->type_name, decl) : decl->type_name;
    } else if (decl->owner == NULL) {
        decl->c = with_body(speller, tag_word(decl), decl);
    }
    for (guint i = 0; decl->fields != NULL && !decl->opaque && i < decl->fields->len;
         i++) {
        spell_field(speller, decl, i);
    }
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        note_identifier(speller, g_array_index(decl->enumerators, IrEnumerator, i).name);
    }
}

static void spell_kind(Speller *speller, IrDeclKind kind,
                       void (*spell)(Speller *, IrDecl *))
{
    GPtrArray *list = speller->ir->decls[kind];

    for (guint i = 0; i < list->len; i++) {
        spell(speller, list->pdata[i]);
    }
}

static void list_keywords(Speller *speller)
{
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, speller->used);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        g_ptr_array_add(speller->ir->cxx_keywords,
                        (gpointer)ir_string(speller->ir, name));
    }
    ir_sort_strings(speller->ir->cxx_keywords);
}

void spell_record(Ir *ir)
{
    Speller speller = {.ir = ir,
                       .scratch = g_string_sized_new(256),
                       .used = g_hash_table_new(NULL, NULL)};

    spell_kind(&speller, IR_RECORD, find_tag_attributes);
    spell_kind(&speller, IR_ENUM, find_tag_attributes);
    spell_kind(&speller, IR_RECORD, spell_tag);
    spell_kind(&speller, IR_ENUM, spell_tag);
    spell_kind(&speller, IR_TYPEDEF, spell_typedef);
    spell_kind(&speller, IR_FUNCTION, spell_function);
    spell_kind(&speller, IR_VARIABLE, spell_variable);
    spell_macros(ir);
    list_keywords(&speller);
    g_string_free(speller.scratch, TRUE);
    g_hash_table_destroy(speller.used);
}
