/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "append.h"
#include "spell.h"

static void append_qualifiers(GString *out, unsigned qualifiers)
{
    if (qualifiers & IR_CONST) {
        append_text(out, "const ");
    }
    if (qualifiers & IR_VOLATILE) {
        append_text(out, "volatile ");
    }
    if (qualifiers & IR_RESTRICT) {
        append_text(out, "restrict ");
    }
}

/*
 * A declaration is written as C nests it: the base type, what stands before the name from
 * the outermost pointer inwards, the name, and what stands behind it.
 */
typedef struct Spelling {
    GString *out;
    bool keys; /* call unnamed types by their keys */
} Spelling;

static void spell_into(Spelling *spelling, const IrType *type, const char *name,
                       const IrParam *params, unsigned n_params);
static void append_base(Spelling *spelling, const IrType *type);

static bool is_derived(const IrType *type)
{
    return type->kind == IR_TYPE_POINTER || type->kind == IR_TYPE_ARRAY ||
           type->kind == IR_TYPE_FUNCTION;
}

static bool needs_parentheses(const IrType *pointer)
{
    return pointer->target->kind == IR_TYPE_ARRAY ||
           pointer->target->kind == IR_TYPE_FUNCTION;
}

/* A blank, unless what stands there joins the next token: "*" and "(". */
static void separate(GString *out)
{
    char last = out->len > 0 ? out->str[out->len - 1] : ' ';

    if (last != '*' && last != '(' && last != ' ') {
        g_string_append_c(out, ' ');
    }
}

static void append_before(Spelling *spelling, const IrType *type)
{
    GString *out = spelling->out;

    if (!is_derived(type)) {
        append_base(spelling, type);
        return;
    }
    append_before(spelling, type->target);
    if (type->kind != IR_TYPE_POINTER) {
        return;
    }
    separate(out);
    if (needs_parentheses(type)) {
        g_string_append_c(out, '(');
    }
    if (type->target->kind == IR_TYPE_FUNCTION) {
        if (type->target->noreturn && spelling->keys) {
            append_text(out, "__attribute__((noreturn)) ");
        }
        if (type->target->convention != NULL) {
            g_string_append_printf(out, "__attribute__((%s)) ", type->target->convention);
        }
    }
    g_string_append_c(out, '*');
    if (type->qualifiers != 0) {
        append_qualifiers(out, type->qualifiers);
        g_string_truncate(out, out->len - 1);
    }
}

static void append_length(GString *out, const IrType *type)
{
    g_string_append_c(out, '[');
    if (type->static_length) {
        append_text(out, "static ");
    }
    if (type->length_text != NULL) {
        append_text(out, type->length_text);
    } else if (type->length >= 0) {
        g_string_append_printf(out, "%" G_GINT64_FORMAT, type->length);
    }
    g_string_append_c(out, ']');
}

static void append_params(Spelling *spelling, const IrType *type, const IrParam *params,
                          unsigned n_params)
{
    GString *out = spelling->out;
    bool named = params != NULL && n_params == type->n_params;

    g_string_append_c(out, '(');
    for (unsigned i = 0; i < type->n_params; i++) {
        if (i > 0) {
            append_text(out, ", ");
        }
        spell_into(spelling, named ? params[i].type : type->params[i],
                   named ? params[i].name : "", NULL, 0);
    }
    if (type->variadic) {
        append_text(out, type->n_params > 0 ? ", ..." : "...");
    } else if (type->n_params == 0 && type->prototyped) {
        append_text(out, "void");
    }
    g_string_append_c(out, ')');
}

/* The parameters' names belong to the outermost function, which is met first. */
static void append_after(Spelling *spelling, const IrType *type, const IrParam *params,
                         unsigned n_params)
{
    bool pointed = type->kind != IR_TYPE_FUNCTION;

    for (; is_derived(type); type = type->target) {
        if (type->kind == IR_TYPE_POINTER) {
            if (needs_parentheses(type)) {
                g_string_append_c(spelling->out, ')');
            }
        } else if (type->kind == IR_TYPE_ARRAY) {
            append_length(spelling->out, type);
        } else {
            append_params(spelling, type, params, n_params);
            params = NULL;
            if (type->noreturn && pointed && !spelling->keys) {
                /* The only place where GCC and Clang take it for the pointer's target. */
                append_text(spelling->out, " __attribute__((noreturn))");
            }
        }
    }
}

const char *spell_after_qualifiers(const char *spelling)
{
    static const char *const words[] = {"const ", "volatile ", "restrict "};

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (*spelling == *words[i] && g_str_has_prefix(spelling, words[i])) {
            spelling += strlen(words[i]);
        }
    }
    return spelling;
}

static void append_tagged(Spelling *spelling, const IrType *type)
{
    const IrDecl *decl = type->decl;
    GString *out = spelling->out;

    if (spelling->keys) {
        bool renamed = decl->original != NULL && !decl->unnamed;
        append_text(out, renamed ? decl->type_name : decl->key);
    } else if (decl->type_name != NULL) {
        append_text(out, decl->type_name);
    } else {
        append_text(out, decl->kind == IR_ENUM ? "enum "
                         : decl->is_union      ? "union "
                                               : "struct ");
        append_text(out, IR_BODY_MARK);
        append_text(out, decl->tag_attributes != NULL ? decl->tag_attributes : "");
    }
}

/* The type that stands in front of the declarator. */
static void append_base(Spelling *spelling, const IrType *type)
{
    GString *out = spelling->out;

    append_qualifiers(out, type->qualifiers);
    switch (type->kind) {
    case IR_TYPE_RECORD:
    case IR_TYPE_ENUM:
        append_tagged(spelling, type);
        break;
    case IR_TYPE_TYPEDEF:
        append_text(out, type->decl->name);
        break;
    case IR_TYPE_VECTOR:
        g_string_append_printf(out, "__attribute__((vector_size(%" G_GINT64_FORMAT "))) ",
                               type->length * type->target->size);
        append_base(spelling, type->target);
        break;
    case IR_TYPE_COMPLEX:
        append_base(spelling, type->target);
        append_text(out, " _Complex");
        break;
    case IR_TYPE_ATOMIC:
        append_text(out, "_Atomic(");
        spell_into(spelling, type->target, "", NULL, 0);
        g_string_append_c(out, ')');
        break;
    default:
        append_text(out, spell_after_qualifiers(type->spelling));
        break;
    }
}

static void spell_into(Spelling *spelling, const IrType *type, const char *name,
                       const IrParam *params, unsigned n_params)
{
    size_t start = spelling->out->len;

    append_before(spelling, type);
    if (*name != '\0') {
        separate(spelling->out);
        append_text(spelling->out, name);
    } else if (type->kind == IR_TYPE_ARRAY || type->kind == IR_TYPE_FUNCTION) {
        if (spelling->out->len > start) {
            separate(spelling->out);
        }
    }
    append_after(spelling, type, params, n_params);
}

void spell_append(GString *out, const IrType *type, const char *name,
                  const IrParam *params, unsigned n_params)
{
    Spelling spelling = {.out = out};

    spell_into(&spelling, type, name, params, n_params);
}

/* A function type's own attributes have no place in a declarator; its key shows them. */
static void append_function_attributes(GString *out, const IrType *type)
{
    if (type->kind != IR_TYPE_FUNCTION) {
        return;
    }
    if (type->noreturn) {
        append_text(out, " __attribute__((noreturn))");
    }
    if (type->convention != NULL) {
        g_string_append_printf(out, " __attribute__((%s))", type->convention);
    }
}

char *spell_type_key(const IrType *type)
{
    Spelling spelling = {.out = g_string_sized_new(64), .keys = true};

    spell_into(&spelling, type, "", NULL, 0);
    append_function_attributes(spelling.out, type);
    return g_string_free(spelling.out, FALSE);
}

const char *spell_after_string(const char *at)
{
    for (at++; *at != '\0' && *at != '"'; at++) {
        at += *at == '\\' && at[1] != '\0';
    }
    return at + (*at == '"');
}

const IrType *spell_intern(Ir *ir, const IrType *type)
{
    char *key = spell_type_key(type);
    IrType *entry = ir_add_type(ir, key);

    if (entry == NULL) {
        entry = ir_find_type(ir, key);
    } else {
        const char *spelling = entry->spelling;

        *entry = *type;
        entry->spelling = spelling;
        if (type->kind != IR_TYPE_ARRAY && type->kind != IR_TYPE_VECTOR) {
            entry->length = -1;
        }
    }
    g_free(key);
    return entry;
}
