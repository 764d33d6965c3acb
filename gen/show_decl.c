/* SPDX-License-Identifier: MIT */
#include "show_decl.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "json_names.h"
#include "show_c.h"
#include "show_layout.h"

#define LABEL_WIDTH 12

static const char *kind_of(const IrDecl *decl)
{
    if (decl->kind == IR_RECORD) {
        return decl->is_union ? "union" : "struct";
    }
    return ir_decl_kind_name(decl->kind);
}

static void put_title(ShowText *text, const IrDecl *decl)
{
    show_paint(text, SHOW_TITLE);
    show_string(text, decl->key);
    show_paint(text, SHOW_DIM);
    if (!g_str_has_prefix(decl->key, kind_of(decl))) {
        show_printf(text, "  %s", kind_of(decl));
    }
    if (decl->owner != NULL) {
        show_printf(text, " in ");
        show_string(text, decl->owner->key);
    }
    if (decl->file != NULL) {
        show_printf(text, "  ");
        show_string(text, decl->file);
        if (decl->line != 0) {
            show_printf(text, ":%u:%u", decl->line, decl->column);
        }
    }
    show_paint(text, SHOW_PLAIN);
    show_printf(text, "\n");
}

static void put_doc(ShowText *text, const char *doc)
{
    char **lines;

    if (doc == NULL) {
        return;
    }
    lines = g_strsplit(doc, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        show_printf(text, **line != '\0' ? "  " : "");
        show_string(text, *line);
        show_printf(text, "\n");
    }
    g_strfreev(lines);
    show_printf(text, "\n");
}

static void put_label(ShowText *text, const char *label)
{
    show_paint(text, SHOW_DIM);
    show_printf(text, "  %-*s", LABEL_WIDTH, label);
    show_paint(text, SHOW_PLAIN);
}

static void put_fact(ShowText *text, const char *label, const char *value)
{
    if (value != NULL) {
        put_label(text, label);
        show_string(text, value);
        show_printf(text, "\n");
    }
}

static void put_list(ShowText *text, const char *label, const GPtrArray *list)
{
    if (list == NULL || list->len == 0) {
        return;
    }
    put_label(text, label);
    for (guint i = 0; i < list->len; i++) {
        show_printf(text, i > 0 ? ", " : "");
        show_string(text, g_ptr_array_index(list, i));
    }
    show_printf(text, "\n");
}

static void put_type(ShowText *text, const IrType *type)
{
    if (type == NULL) {
        return;
    }
    put_label(text, "type");
    show_string(text, type->spelling);
    if (type->size >= 0) {
        show_paint(text, SHOW_DIM);
        show_printf(text, "  size %" PRId64 ", align %" PRId64, type->size, type->align);
        show_paint(text, SHOW_PLAIN);
    }
    show_printf(text, "\n");
}

/* A decimal integer as the bytes of a type show it; false when it is none. */
static bool to_hexadecimal(const char *decimal, int64_t size, char *hex, size_t room)
{
    char *end = NULL;
    uint64_t bits;
    const int digits = size > 0 && size < 8 ? (int)size * 2 : 0;

    errno = 0;
    bits = *decimal == '-' ? (uint64_t)g_ascii_strtoll(decimal, &end, 10)
                           : g_ascii_strtoull(decimal, &end, 10);
    if (errno != 0 || end == decimal || *end != '\0') {
        return false;
    }
    if (digits > 0) {
        bits &= (UINT64_C(1) << (size * 8)) - 1;
    }
    g_snprintf(hex, room, "0x%0*" PRIx64, digits, bits);
    return true;
}

static void put_enumerators(ShowText *text, const IrDecl *decl)
{
    size_t name_width = strlen("name"), value_width = strlen("value");

    for (guint i = 0; i < decl->enumerators->len; i++) {
        const IrEnumerator *it = &g_array_index(decl->enumerators, IrEnumerator, i);

        name_width = MAX(name_width, show_columns(it->name));
        value_width = MAX(value_width, show_columns(it->value));
    }
    show_paint(text, SHOW_DIM);
    show_printf(text, "\n  %-*s  %*s  %s\n", (int)name_width, "name", (int)value_width,
                "value", "hex");
    show_paint(text, SHOW_PLAIN);
    for (guint i = 0; i < decl->enumerators->len; i++) {
        const IrEnumerator *it = &g_array_index(decl->enumerators, IrEnumerator, i);
        char hex[32] = "";

        to_hexadecimal(it->value, decl->size, hex, sizeof(hex));
        show_printf(text, "  ");
        show_paint(text, SHOW_LABEL);
        show_string(text, it->name);
        show_paint(text, SHOW_PLAIN);
        show_printf(text, "%*s", (int)(name_width - show_columns(it->name) + 2), "");
        show_printf(text, "%*s", (int)(value_width - show_columns(it->value)), "");
        show_string(text, it->value);
        show_printf(text, "  %s", hex);
        if (it->doc != NULL) {
            const size_t taken = name_width + value_width + strlen(hex) + 8;

            show_paint(text, SHOW_DIM);
            show_printf(text, "  ");
            show_fitted(text, it->doc,
                        text->style.width > taken + 8 ? text->style.width - taken : 8);
            show_paint(text, SHOW_PLAIN);
        }
        show_printf(text, "\n");
    }
}

static void put_enum(ShowText *text, const IrDecl *decl)
{
    put_fact(text, "integer", decl->type != NULL ? decl->type->spelling : NULL);
    if (decl->size >= 0) {
        put_label(text, "size");
        show_printf(text, "%" PRId64 ", align %" PRId64 "\n", decl->size, decl->align);
    }
    if (decl->style != IR_ENUM_PLAIN) {
        put_fact(text, "style", ir_enum_style_name(decl->style));
    }
    if (decl->enumerators != NULL && decl->enumerators->len > 0) {
        put_enumerators(text, decl);
    }
}

static void put_macro_value(ShowText *text, const IrDecl *decl)
{
    char hex[32];

    if (decl->value == NULL) {
        return;
    }
    put_label(text, "value");
    if (decl->macro == IR_MACRO_STRING) {
        char *quoted = g_strescape(decl->value, NULL);

        show_printf(text, "\"%s\"", quoted);
        g_free(quoted);
    } else {
        show_string(text, decl->value);
    }
    if ((decl->macro == IR_MACRO_INTEGER || decl->macro == IR_MACRO_POINTER) &&
        to_hexadecimal(decl->value, decl->type != NULL ? decl->type->size : -1, hex,
                       sizeof(hex))) {
        show_paint(text, SHOW_DIM);
        show_printf(text, "  %s", hex);
        show_paint(text, SHOW_PLAIN);
    }
    show_printf(text, "\n");
}

static void put_macro(ShowText *text, const IrDecl *decl)
{
    show_printf(text, "#define ");
    show_string(text, decl->key);
    if (decl->macro == IR_MACRO_FUNCTION) {
        show_printf(text, "(");
        for (guint i = 0; decl->parameters != NULL && i < decl->parameters->len; i++) {
            show_printf(text, i > 0 ? ", " : "");
            show_string(text, g_ptr_array_index(decl->parameters, i));
        }
        show_printf(text, ")");
    }
    show_printf(text, " ");
    show_string(text, decl->c != NULL ? decl->c : (decl->body != NULL ? decl->body : ""));
    show_printf(text, "\n\n");
    put_fact(text, "kind", json_macro_kind_names[decl->macro]);
    put_macro_value(text, decl);
    put_type(text, decl->type);
    if (decl->c != NULL) {
        put_fact(text, "body", decl->body);
    }
}

/* A typedef of an unnamed record shows the record's text, so that only its layout is left
 * to show. */
static bool shown_by_another(const IrDecl *decl, const GPtrArray *together)
{
    return decl->c == NULL && decl->owner != NULL &&
           g_ptr_array_find((GPtrArray *)together, decl->owner, NULL);
}

static void put_own_part(ShowText *text, const IrDecl *decl)
{
    static const char *const storage[] = {
        [IR_EXTERN] = NULL, [IR_STATIC] = "static", [IR_THREAD_LOCAL] = "thread-local"};

    put_list(text, "attributes", decl->attributes);
    put_fact(text, "C++", decl->c_only);
    switch (decl->kind) {
    case IR_RECORD:
        show_printf(text, "\n");
        show_layout(text, decl);
        break;
    case IR_ENUM:
        put_enum(text, decl);
        break;
    case IR_TYPEDEF:
    case IR_VARIABLE:
    case IR_FUNCTION:
        put_type(text, decl->type);
        put_fact(text, "storage", storage[decl->storage]);
        put_fact(text, "value", decl->value);
        put_fact(text, "symbol", decl->symbol);
        put_fact(text, "wrapper", decl->wrapper);
        break;
    case IR_MACRO:
        break;
    }
}

void show_decl(ShowText *text, const IrDecl *decl, const GPtrArray *together)
{
    put_title(text, decl);
    put_doc(text, decl->doc);
    if (decl->kind == IR_MACRO) {
        put_macro(text, decl);
        return;
    }
    if (decl->c != NULL) {
        show_c(text, decl);
        show_printf(text, decl->kind == IR_RECORD ? "" : "\n");
    } else if (!shown_by_another(decl, together)) {
        show_printf(text, "  C cannot declare it by itself%s\n",
                    decl->owner != NULL ? ": it stands in its owner" : "");
    }
    put_own_part(text, decl);
}
