/* SPDX-License-Identifier: MIT */
#include "spell.h"

#include <string.h>

#define LINE_LENGTH 90

/* A declarator as it grows from the name outwards. */
typedef struct Declarator {
    GString *text;
    bool keys; /* call unnamed types by their keys */
} Declarator;

static void append_qualifiers(GString *out, unsigned qualifiers)
{
    if (qualifiers & IR_CONST) {
        g_string_append(out, "const ");
    }
    if (qualifiers & IR_VOLATILE) {
        g_string_append(out, "volatile ");
    }
    if (qualifiers & IR_RESTRICT) {
        g_string_append(out, "restrict ");
    }
}

static bool is_blank_declarator(const GString *text)
{
    return text->len == 0;
}

/* `*const ` in front of what stands there. */
static void declare_pointer(Declarator *declarator, const IrType *type)
{
    const IrType *target = type->target;
    GString *front = g_string_new(NULL);
    bool nested = target->kind == IR_TYPE_ARRAY || target->kind == IR_TYPE_FUNCTION;

    if (nested) {
        g_string_append_c(front, '(');
    }
    if (target->kind == IR_TYPE_FUNCTION) {
        if (target->noreturn) {
            g_string_append(front, "__attribute__((noreturn)) ");
        }
        if (target->convention != NULL) {
            g_string_append_printf(front, "__attribute__((%s)) ", target->convention);
        }
    }
    g_string_append_c(front, '*');
    append_qualifiers(front, type->qualifiers);
    if (is_blank_declarator(declarator->text) && front->str[front->len - 1] == ' ') {
        g_string_truncate(front, front->len - 1);
    }
    g_string_prepend(declarator->text, front->str);
    if (nested) {
        g_string_append_c(declarator->text, ')');
    }
    g_string_free(front, TRUE);
}

static void declare_array(Declarator *declarator, const IrType *type)
{
    GString *text = declarator->text;

    g_string_append_c(text, '[');
    if (type->static_length) {
        g_string_append(text, "static ");
    }
    if (type->length_text != NULL) {
        g_string_append(text, type->length_text);
    } else if (type->length >= 0) {
        g_string_append_printf(text, "%" G_GINT64_FORMAT, type->length);
    }
    g_string_append_c(text, ']');
}

static void spell_into(GString *out, const IrType *type, const char *name,
                       const IrParam *params, unsigned n_params, bool keys);

static void declare_function(Declarator *declarator, const IrType *type,
                             const IrParam *params, unsigned n_params)
{
    GString *text = declarator->text;
    bool named = params != NULL && n_params == type->n_params;

    g_string_append_c(text, '(');
    for (unsigned i = 0; i < type->n_params; i++) {
        g_string_append(text, i > 0 ? ", " : "");
        spell_into(text, named ? params[i].type : type->params[i],
                   named ? params[i].name : "", NULL, 0, declarator->keys);
    }
    if (type->variadic) {
        g_string_append(text, type->n_params > 0 ? ", ..." : "...");
    } else if (type->n_params == 0 && type->prototyped) {
        g_string_append(text, "void");
    }
    g_string_append_c(text, ')');
}

static const char *after_qualifiers(const char *spelling)
{
    static const char *const words[] = {"const ", "volatile ", "restrict "};

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_str_has_prefix(spelling, words[i])) {
            spelling += strlen(words[i]);
        }
    }
    return spelling;
}

static void append_tagged(GString *out, const IrType *type, bool keys)
{
    const IrDecl *decl = type->decl;

    if (keys) {
        g_string_append(out, decl->key);
    } else if (decl->type_name != NULL) {
        g_string_append(out, decl->type_name);
    } else {
        g_string_append(out, decl->kind == IR_ENUM ? "enum "
                             : decl->is_union      ? "union "
                                                   : "struct ");
        g_string_append(out, IR_BODY_MARK);
        g_string_append(out, decl->tag_attributes != NULL ? decl->tag_attributes : "");
    }
}

/* The type that stands in front of the declarator. */
static void append_base(GString *out, const IrType *type, bool keys)
{
    append_qualifiers(out, type->qualifiers);
    switch (type->kind) {
    case IR_TYPE_RECORD:
    case IR_TYPE_ENUM:
        append_tagged(out, type, keys);
        break;
    case IR_TYPE_TYPEDEF:
        g_string_append(out, type->decl->key);
        break;
    case IR_TYPE_VECTOR:
        g_string_append_printf(out, "__attribute__((vector_size(%" G_GINT64_FORMAT "))) ",
                               type->length * type->target->size);
        append_base(out, type->target, keys);
        break;
    case IR_TYPE_COMPLEX:
        append_base(out, type->target, keys);
        g_string_append(out, " _Complex");
        break;
    case IR_TYPE_ATOMIC:
        g_string_append(out, "_Atomic(");
        spell_into(out, type->target, "", NULL, 0, keys);
        g_string_append_c(out, ')');
        break;
    default:
        g_string_append(out, after_qualifiers(type->spelling));
        break;
    }
}

static void spell_into(GString *out, const IrType *type, const char *name,
                       const IrParam *params, unsigned n_params, bool keys)
{
    Declarator declarator = {.text = g_string_new(name), .keys = keys};
    const IrType *base = type;

    for (;; base = base->target) {
        if (base->kind == IR_TYPE_POINTER) {
            declare_pointer(&declarator, base);
        } else if (base->kind == IR_TYPE_ARRAY) {
            declare_array(&declarator, base);
        } else if (base->kind == IR_TYPE_FUNCTION) {
            declare_function(&declarator, base, params, n_params);
            params = NULL;
        } else {
            break;
        }
    }
    append_base(out, base, keys);
    if (declarator.text->len > 0) {
        g_string_append_c(out, ' ');
        g_string_append_len(out, declarator.text->str, (gssize)declarator.text->len);
    }
    g_string_free(declarator.text, TRUE);
}

char *spell_declaration(const IrType *type, const char *name, const IrParam *params,
                        unsigned n_params)
{
    GString *out = g_string_new(NULL);

    spell_into(out, type, name, params, n_params, false);
    return g_string_free(out, FALSE);
}

/* A function type's own attributes have no place in a declarator; its key shows them. */
static void append_function_attributes(GString *out, const IrType *type)
{
    if (type->kind != IR_TYPE_FUNCTION) {
        return;
    }
    if (type->noreturn) {
        g_string_append(out, " __attribute__((noreturn))");
    }
    if (type->convention != NULL) {
        g_string_append_printf(out, " __attribute__((%s))", type->convention);
    }
}

char *spell_type_key(const IrType *type)
{
    GString *out = g_string_new(NULL);

    spell_into(out, type, "", NULL, 0, true);
    append_function_attributes(out, type);
    return g_string_free(out, FALSE);
}

/*
 * The opening parenthesis of the outermost parameter list: the last group at depth 0 that
 * is not an attribute. NULL when there is none.
 */
static const char *parameter_list(const char *text)
{
    const char *attributes = strstr(text, " __a");
    const char *end = attributes != NULL ? attributes : text + strlen(text);
    const char *found = NULL;
    int depth = 0;

    for (const char *at = text; at < end; at++) {
        if (*at == '(') {
            if (depth == 0 && at > text) {
                found = at;
            }
            depth++;
        } else if (*at == ')') {
            depth--;
        }
    }
    return found;
}

char *spell_wrapped(const char *declaration)
{
    const char *open = parameter_list(declaration);
    GString *out;
    size_t indent, column = 0;
    int depth = 0;

    if (open == NULL || strlen(declaration) < LINE_LENGTH) {
        return g_strdup(declaration);
    }
    indent = (size_t)(open - declaration) + 1;
    if (indent > LINE_LENGTH / 2) {
        indent = 4;
    }
    out = g_string_new(NULL);
    for (const char *at = declaration; *at != '\0'; at++, column++) {
        g_string_append_c(out, *at);
        depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        if (at < open || *at != ',' || depth != 1 || at[1] != ' ') {
            continue;
        }
        size_t next = strcspn(at + 2, ",");
        if (column + next + 3 > LINE_LENGTH) {
            g_string_append_c(out, '\n');
            for (size_t i = 0; i < indent; i++) {
                g_string_append_c(out, ' ');
            }
            column = indent - 1;
            at++;
        }
    }
    return g_string_free(out, FALSE);
}
