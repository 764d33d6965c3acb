/* SPDX-License-Identifier: MIT */
#include "marks.h"

#include <string.h>

#include "module_name.h"
#include "spell.h"

#define ANNOTATION "annotate(\"bindery:"

/* What can carry a mark. */
typedef enum Carrier {
    ON_FUNCTION = 1 << 0,
    ON_RECORD = 1 << 1, /* a record, or a typedef of one */
    ON_FIELD = 1 << 2,
} Carrier;

static const struct {
    const char *word, *macro;
    Carrier carrier;
    const char *on; /* what it belongs on */
    unsigned min, max;
    const char *usage;
} kinds[] = {
    [MARK_IMPLEMENTS] = {"implements", "BINDERY_IMPLEMENTS", ON_FUNCTION,
                         "the declaration of a function", 1, 3,
                         "WHAT [, MEMBER [, TABLE]]"},
    [MARK_TYPE] = {"type", "BINDERY_TYPE", ON_RECORD, "a struct, or a typedef of one", 1,
                   2, "\"name\" [, PARENT]"},
    [MARK_CAST_CHECK] = {"cast_check", "BINDERY_CAST_CHECK", ON_RECORD,
                         "a struct, or a typedef of one", 1, 1, "FUNCTION"},
    [MARK_TABLE] = {"table", "BINDERY_TABLE", ON_RECORD, "a struct, or a typedef of one",
                    2, G_MAXUINT, "RECORD, NAME [, .member = value]..."},
    [MARK_CLASS] = {"class", "BINDERY_CLASS", ON_RECORD, "a struct, or a typedef of one",
                    2, G_MAXUINT, "RECORD, .member = value..."},
    [MARK_PROPERTY] = {"property", "BINDERY_PROPERTY", ON_FIELD, "a member of a struct",
                       1, G_MAXUINT, "\"name\" [, default] [, .option = value]..."},
    [MARK_MIGRATE] = {"migrate", "BINDERY_MIGRATE", ON_FIELD, "a member of a struct", 0,
                      G_MAXUINT, "[.option = value]..."},
};

const char *mark_name(MarkKind kind)
{
    return kinds[kind].macro;
}

void mark_report_va(const Ir *ir, Diagnostics *diag, DiagSeverity severity,
                    const IrDecl *decl, const IrField *field, const char *format,
                    va_list arguments)
{
    bool at_field = field != NULL && field->line != 0;
    const char *path = decl->file != NULL ? ir_file_path(ir, decl->file) : NULL;

    diag_report_va(diag, severity, path, at_field ? field->line : decl->line,
                   at_field ? field->column : decl->column, format, arguments);
}

void mark_report(const Ir *ir, Diagnostics *diag, DiagSeverity severity,
                 const IrDecl *decl, const IrField *field, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    mark_report_va(ir, diag, severity, decl, field, format, arguments);
    va_end(arguments);
}

bool mark_is_identifier(const char *text)
{
    if (g_ascii_isdigit(*text) || *text == '\0') {
        return false;
    }
    for (; *text != '\0'; text++) {
        if (!g_ascii_isalnum(*text) && *text != '_') {
            return false;
        }
    }
    return true;
}

const char *mark_string(Ir *ir, const char *literal)
{
    size_t length = strlen(literal);

    if (length < 2 || *literal != '"' || literal[length - 1] != '"' ||
        strchr(literal, '\\') != NULL ||
        strchr(literal + 1, '"') != literal + length - 1) {
        return NULL;
    }
    return ir_string_length(ir, literal + 1, length - 2);
}

/* What follows the character or string literal that begins there. */
static const char *after_literal(const char *at)
{
    char quote = *at;

    for (at++; *at != '\0' && *at != quote; at++) {
        at += *at == '\\' && at[1] != '\0';
    }
    return at + (*at == quote);
}

static void add_value(Ir *ir, GPtrArray *values, const char *start, const char *end)
{
    while (start < end && *start == ' ') {
        start++;
    }
    while (end > start && end[-1] == ' ') {
        end--;
    }
    g_ptr_array_add(values, (gpointer)ir_string_length(ir, start, (size_t)(end - start)));
}

GPtrArray *mark_split(Ir *ir, const char *text)
{
    GPtrArray *values = g_ptr_array_new();
    const char *start = text, *at = text;
    int depth = 0;

    while (*at != '\0') {
        if (*at == '"' || *at == '\'') {
            at = after_literal(at);
            continue;
        }
        depth += strchr("([{", *at) != NULL ? 1 : strchr(")]}", *at) != NULL ? -1 : 0;
        if (*at == ',' && depth == 0) {
            add_value(ir, values, start, at);
            start = at + 1;
        }
        at++;
    }
    add_value(ir, values, start, at);
    if (values->len == 1 && *(const char *)values->pdata[0] == '\0') {
        g_ptr_array_set_size(values, 0); /* nothing between the parentheses */
    }
    return values;
}

typedef struct Taking {
    Ir *ir;
    Diagnostics *diag;
    GArray *marks;
    IrDecl *decl;
    const IrField *field;
    const char *enumerator; /* name of the enumerator that carries it; NULL for none */
} Taking;

/* "the member 'irq' of 'struct uart'". New. */
static char *carrier_text(const Taking *taking)
{
    if (taking->enumerator != NULL) {
        return g_strdup_printf("the enumerator '%s'", taking->enumerator);
    }
    if (taking->field != NULL) {
        return g_strdup_printf("the member '%s' of '%s'", taking->field->name,
                               taking->decl->key);
    }
    return g_strdup_printf("the %s '%s'", ir_decl_kind_name(taking->decl->kind),
                           taking->decl->key);
}

static bool is_carrier(const Taking *taking, Carrier carrier)
{
    const IrDecl *decl = taking->decl;
    const IrType *type = ir_type_resolved(decl->type);

    if (taking->field != NULL || taking->enumerator != NULL) {
        return carrier == ON_FIELD && taking->enumerator == NULL && !decl->is_union;
    }
    switch (decl->kind) {
    case IR_FUNCTION:
        return carrier == ON_FUNCTION;
    case IR_RECORD:
        return carrier == ON_RECORD && !decl->is_union;
    case IR_TYPEDEF:
        return carrier == ON_RECORD && type->kind == IR_TYPE_RECORD &&
               !type->decl->is_union;
    default:
        return false;
    }
}

static void report(const Taking *taking, const char *text)
{
    mark_report(taking->ir, taking->diag, DIAG_ERROR, taking->decl, taking->field, "%s",
                text);
}

static bool has_empty(const GPtrArray *values)
{
    for (guint i = 0; i < values->len; i++) {
        if (*(const char *)values->pdata[i] == '\0') {
            return true;
        }
    }
    return false;
}

/* Names where names belong, a string where one does: a mark's own grammar. */
static const char *form_problem(Ir *ir, MarkKind kind, const GPtrArray *values)
{
    if (values->len < kinds[kind].min) {
        return "has too few arguments";
    }
    if (values->len > kinds[kind].max) {
        return "has too many arguments";
    }
    if (has_empty(values)) {
        return "has an empty argument";
    }
    if ((kind == MARK_TYPE || kind == MARK_PROPERTY) &&
        mark_string(ir, values->pdata[0]) == NULL) {
        return "has no plain string as its first argument";
    }
    if ((kind == MARK_TYPE || kind == MARK_PROPERTY) &&
        *mark_string(ir, values->pdata[0]) == '\0') {
        return "has an empty name";
    }
    if ((kind == MARK_IMPLEMENTS && values->len == 3) || kind == MARK_TABLE) {
        const char *table = values->pdata[kind == MARK_TABLE ? 1 : 2];

        if (!mark_is_identifier(table)) {
            return "has no identifier as the table's name";
        }
        if (!module_name_is_valid(table) || spell_is_cxx_keyword(table)) {
            return "has a keyword of C or C++ as the table's name";
        }
    }
    if (kind == MARK_CAST_CHECK && !mark_is_identifier(values->pdata[0])) {
        return "has no function's name as its argument";
    }
    return NULL;
}

static void add_mark(Taking *taking, MarkKind kind, const char *text)
{
    GPtrArray *values = mark_split(taking->ir, text);
    const char *problem = form_problem(taking->ir, kind, values);
    Mark mark = {.kind = kind, .decl = taking->decl, .field = taking->field};

    if (problem != NULL) {
        g_autofree char *message =
            g_strdup_printf("%s(%s) %s; it is written %s(%s)", kinds[kind].macro, text,
                            problem, kinds[kind].macro, kinds[kind].usage);
        report(taking, message);
    } else {
        gpointer *copy = ir_alloc(taking->ir, (values->len + 1) * sizeof *copy);

        if (values->len > 0) {
            memcpy(copy, values->pdata, values->len * sizeof *copy);
        }
        mark.values = (const char *const *)copy;
        mark.n_values = values->len;
        g_array_append_val(taking->marks, mark);
    }
    g_ptr_array_free(values, TRUE);
}

/* What a mark's attribute says: the text of the string literal in it. New. */
static char *content(const char *attribute)
{
    const char *start = attribute + strlen(ANNOTATION);
    const char *end = spell_after_string(start - strlen("\"bindery:")) - 1;
    GString *out = g_string_sized_new((gsize)(end - start));

    for (const char *at = start; at < end; at++) {
        if (*at == '\\' && at + 1 < end) {
            at++;
            g_string_append_c(out, *at == 'n' ? ' ' : *at);
        } else {
            g_string_append_c(out, *at);
        }
    }
    return g_string_free(out, FALSE);
}

static void take_one(Taking *taking, const char *attribute)
{
    g_autofree char *text = content(attribute);
    g_autofree char *carrier = carrier_text(taking);
    const char *colon = strchr(text, ':');
    size_t length = colon != NULL ? (size_t)(colon - text) : strlen(text);

    if (g_str_has_prefix(text, "parameter:")) {
        mark_report(taking->ir, taking->diag, DIAG_ERROR, taking->decl, NULL,
                    "parameter %s of '%s' carries a mark; put it behind the declaration "
                    "of the function",
                    colon + 1, taking->decl->key);
        return;
    }
    for (size_t i = 0; colon != NULL && i < G_N_ELEMENTS(kinds); i++) {
        if (strlen(kinds[i].word) != length ||
            strncmp(kinds[i].word, text, length) != 0) {
            continue;
        }
        if (is_carrier(taking, kinds[i].carrier)) {
            add_mark(taking, (MarkKind)i, colon + 1);
        } else {
            g_autofree char *message =
                g_strdup_printf("%s cannot carry %s; it belongs on %s", carrier,
                                kinds[i].macro, kinds[i].on);
            report(taking, message);
        }
        return;
    }
    g_autofree char *message = g_strdup_printf(
        "%s has the annotation 'bindery:%s', which is no mark; use the macros of "
        "bindery/marks.h",
        carrier, text);
    report(taking, message);
}

/* Takes the marks out of one list of attributes. */
static void take_list(Taking *taking, GPtrArray **attributes)
{
    guint kept = 0;

    for (guint i = 0; *attributes != NULL && i < (*attributes)->len; i++) {
        const char *text = (*attributes)->pdata[i];

        if (g_str_has_prefix(text, ANNOTATION)) {
            take_one(taking, text);
        } else {
            (*attributes)->pdata[kept++] = (gpointer)text;
        }
    }
    if (*attributes != NULL && kept == 0) {
        g_ptr_array_free(*attributes, TRUE);
        *attributes = NULL;
    } else if (*attributes != NULL) {
        g_ptr_array_set_size(*attributes, (gint)kept);
    }
}

static void take_of(Taking *taking, IrDecl *decl)
{
    taking->decl = decl;
    take_list(taking, &decl->attributes);
    for (guint i = 0; decl->fields != NULL && i < decl->fields->len; i++) {
        IrField *field = &g_array_index(decl->fields, IrField, i);
        taking->field = field;
        take_list(taking, &field->attributes);
    }
    taking->field = NULL;
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        IrEnumerator *enumerator = &g_array_index(decl->enumerators, IrEnumerator, i);
        taking->enumerator = enumerator->name;
        take_list(taking, &enumerator->attributes);
    }
    taking->enumerator = NULL;
}

static bool has_mark(const GPtrArray *attributes)
{
    for (guint i = 0; attributes != NULL && i < attributes->len; i++) {
        if (g_str_has_prefix(attributes->pdata[i], ANNOTATION)) {
            return true;
        }
    }
    return false;
}

static bool carries_mark(const IrDecl *decl)
{
    for (guint i = 0; decl->fields != NULL && i < decl->fields->len; i++) {
        if (has_mark(g_array_index(decl->fields, IrField, i).attributes)) {
            return true;
        }
    }
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        if (has_mark(g_array_index(decl->enumerators, IrEnumerator, i).attributes)) {
            return true;
        }
    }
    return has_mark(decl->attributes);
}

static gint compare_sequence(gconstpointer a, gconstpointer b)
{
    const IrDecl *left = *(const IrDecl *const *)a, *right = *(const IrDecl *const *)b;

    if (left->sequence != right->sequence) {
        return left->sequence < right->sequence ? -1 : 1;
    }
    return left->kind != right->kind ? (left->kind < right->kind ? -1 : 1)
                                     : strcmp(left->key, right->key);
}

/* Every declaration with a mark, in the order of the source: new, of IrDecl *. */
static GPtrArray *marked(const Ir *ir)
{
    GPtrArray *found = g_ptr_array_new();

    for (int kind = IR_RECORD; kind < IR_MACRO; kind++) {
        GHashTableIter iter;
        gpointer decl;

        g_hash_table_iter_init(&iter, ir->decl_by_key[kind]);
        while (g_hash_table_iter_next(&iter, NULL, &decl)) {
            if (carries_mark(decl)) {
                g_ptr_array_add(found, decl);
            }
        }
    }
    g_ptr_array_sort(found, compare_sequence);
    return found;
}

GArray *marks_take(Ir *ir, Diagnostics *diag)
{
    Taking taking = {.ir = ir, .diag = diag};
    GPtrArray *decls = ir->marked ? marked(ir) : g_ptr_array_new();

    taking.marks = g_array_new(FALSE, TRUE, sizeof(Mark));
    for (guint i = 0; i < decls->len; i++) {
        IrDecl *decl = decls->pdata[i];

        if (decl->from != NULL) {
            continue; /* the module that declares it has read them */
        }
        if (decl->selected) {
            take_of(&taking, decl);
        } else {
            mark_report(ir, diag, DIAG_WARNING, decl, NULL,
                        "the marks of the %s '%s' have no effect: it is not part of "
                        "this record; allow it, or leave the marks out",
                        ir_decl_kind_name(decl->kind), decl->key);
        }
    }
    g_ptr_array_free(decls, TRUE);
    return taking.marks;
}
