/* SPDX-License-Identifier: MIT */
#include "show_c.h"

#include <string.h>

#define INDENT 4
/* A damaged record may hold itself, or so much that nobody could read it. */
#define MAX_DEPTH 32u
#define MAX_TEXT  ((size_t)1024 * 1024)

static void put_expanded(ShowText *text, const char *c, const IrDecl *body,
                         unsigned depth);

static void put_indent(ShowText *text, unsigned depth)
{
    show_printf(text, "%*s", (int)(depth * INDENT), "");
}

/* A member's documentation, a comment above it. */
static void put_comment(ShowText *text, const char *doc, unsigned depth)
{
    char **lines;

    if (doc == NULL) {
        return;
    }
    lines = g_strsplit(doc, "\n", -1);
    show_paint(text, SHOW_DIM);
    for (char **line = lines; *line != NULL; line++) {
        put_indent(text, depth);
        show_printf(text, line == lines ? "/* " : (**line != '\0' ? " * " : " *"));
        show_string(text, *line);
        show_printf(text, line[1] == NULL ? " */\n" : "\n");
    }
    show_paint(text, SHOW_PLAIN);
    g_strfreev(lines);
}

static void put_fields(ShowText *text, const IrDecl *record, unsigned depth)
{
    for (guint i = 0; record->fields != NULL && i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);

        put_comment(text, field->doc, depth);
        put_indent(text, depth);
        if (field->c != NULL) {
            put_expanded(text, field->c, field->inlined, depth);
            show_printf(text, ";\n");
        } else {
            show_paint(text, SHOW_DIM);
            show_printf(text, "/* ");
            show_string(text, field->type->spelling);
            show_printf(text, " ");
            show_string(text, field->name);
            show_printf(text, ": C has no way to write this here */\n");
            show_paint(text, SHOW_PLAIN);
        }
    }
}

static void put_enumerators(ShowText *text, const IrDecl *decl, unsigned depth)
{
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        const IrEnumerator *enumerator =
            &g_array_index(decl->enumerators, IrEnumerator, i);

        put_comment(text, enumerator->doc, depth);
        put_indent(text, depth);
        show_string(text, enumerator->name);
        show_printf(text, " = ");
        show_string(text, enumerator->value);
        show_printf(text, ",\n");
    }
}

/* c, with the body where its mark stands. */
static void put_expanded(ShowText *text, const char *c, const IrDecl *body,
                         unsigned depth)
{
    const char *mark = strstr(c, IR_BODY_MARK);
    char *before;

    if (mark == NULL || body == NULL || depth >= MAX_DEPTH ||
        text->out->len >= MAX_TEXT || (body->kind == IR_ENUM && depth == 0)) {
        show_string(text, c);
        return;
    }
    before = g_strndup(c, (gsize)(mark - c));
    show_string(text, before);
    g_free(before);
    show_printf(text, "{\n");
    if (body->opaque) {
        put_indent(text, depth + 1);
        show_paint(text, SHOW_DIM);
        show_printf(text, "/* opaque */\n");
        show_paint(text, SHOW_PLAIN);
    } else if (body->kind == IR_RECORD) {
        put_fields(text, body, depth + 1);
    } else {
        put_enumerators(text, body, depth + 1);
    }
    put_indent(text, depth);
    show_printf(text, "}");
    show_string(text, mark + strlen(IR_BODY_MARK));
}

/* The end of the piece of a parameter list that starts here: after its comma, or at the
 * end of the text. */
static const char *end_of_piece(const char *at)
{
    int depth = 0;

    for (; *at != '\0'; at++) {
        if (*at == '(') {
            depth++;
        } else if (*at == ')') {
            depth--;
        } else if (*at == ',' && depth == 0) {
            return at[1] == ' ' ? at + 2 : at + 1;
        }
    }
    return at;
}

/* A prototype wider than the terminal, broken between parameters below the first. */
static void put_prototype(ShowText *text, const IrDecl *decl)
{
    const char *at = decl->c;
    const char *name = strstr(at, decl->name);
    const char *open = strchr(name != NULL ? name : at, '(');
    size_t column, start;
    char *head;

    if (open == NULL || show_columns(at) + 1 <= text->style.width) {
        show_string(text, at);
        return;
    }
    start = column = (size_t)(open + 1 - at);
    if (start > text->style.width / 2) {
        start = INDENT;
    }
    head = g_strndup(at, (gsize)(open + 1 - at));
    show_string(text, head);
    g_free(head);
    at = open + 1;
    while (*at != '\0') {
        const char *end = end_of_piece(at);
        char *piece = g_strchomp(g_strndup(at, (gsize)(end - at)));

        if (column > start && column + show_columns(piece) + 1 > text->style.width) {
            show_printf(text, "\n%*s", (int)start, "");
            column = start;
        } else if (at > open + 1) {
            show_printf(text, " ");
            column++;
        }
        show_string(text, piece);
        column += show_columns(piece);
        g_free(piece);
        at = end;
    }
}

void show_c(ShowText *text, const IrDecl *decl)
{
    if (decl->c == NULL) {
        return;
    }
    if (decl->kind == IR_FUNCTION && strstr(decl->c, IR_BODY_MARK) == NULL) {
        put_prototype(text, decl);
    } else {
        const bool own = ir_has_tag(decl->kind);

        put_expanded(text, decl->c, own ? decl : decl->inlined, 0);
    }
    show_printf(text, ";\n");
}
