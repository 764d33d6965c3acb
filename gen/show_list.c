/* SPDX-License-Identifier: MIT */
/* The list of what a record holds; show.h declares it. */
#include <string.h>

#include "json_names.h"
#include "show.h"

#define MARGIN 2u
#define GAP    2u

/* Names in columns, read downwards, as ls has them. */
static void put_names(ShowText *text, const GPtrArray *names)
{
    size_t widest = 1;
    guint columns, lines;

    for (guint i = 0; i < names->len; i++) {
        widest = MAX(widest, show_columns(g_ptr_array_index(names, i)));
    }
    columns = (guint)MAX((text->style.width - MARGIN + GAP) / (widest + GAP), 1);
    lines = (names->len + columns - 1) / columns;
    for (guint line = 0; line < lines; line++) {
        show_printf(text, "%*s", (int)MARGIN, "");
        for (guint i = line; i < names->len; i += lines) {
            const char *name = g_ptr_array_index(names, i);

            show_string(text, name);
            if (i + lines < names->len) {
                show_printf(text, "%*s", (int)(widest + GAP - show_columns(name)), "");
            }
        }
        show_printf(text, "\n");
    }
}

/* The keys of the selected declarations of a kind (new array of borrowed strings). */
static GPtrArray *keys_of(const Ir *ir, IrDeclKind kind)
{
    GPtrArray *keys = g_ptr_array_new();

    for (guint i = 0; i < ir->decls[kind]->len; i++) {
        const IrDecl *decl = g_ptr_array_index(ir->decls[kind], i);

        if (decl->selected) {
            g_ptr_array_add(keys, (gpointer)decl->key);
        }
    }
    return keys;
}

static void put_kind(ShowText *text, const char *title, const GPtrArray *names)
{
    if (names->len == 0) {
        return;
    }
    show_printf(text, "\n");
    show_paint(text, SHOW_TITLE);
    show_printf(text, "%u %s\n", names->len, title);
    show_paint(text, SHOW_PLAIN);
    put_names(text, names);
}

static void put_unsupported(ShowText *text, const Ir *ir)
{
    if (ir->unsupported->len == 0) {
        return;
    }
    show_printf(text, "\n");
    show_paint(text, SHOW_HOLE);
    show_printf(text, "%u unsupported\n", ir->unsupported->len);
    show_paint(text, SHOW_PLAIN);
    for (guint i = 0; i < ir->unsupported->len; i++) {
        const IrUnsupported *entry = &g_array_index(ir->unsupported, IrUnsupported, i);

        show_printf(text, "%*s", (int)MARGIN, "");
        show_string(text, entry->kind);
        show_printf(text, " ");
        show_string(text, entry->name);
        show_printf(text, ": ");
        show_string(text, entry->reason);
        show_printf(text, "\n");
    }
}

void show_list(const Ir *ir, const ShowStyle *style, FILE *stream)
{
    ShowText text = {.out = g_string_new(NULL), .style = *style};

    show_paint(&text, SHOW_TITLE);
    show_string(&text, ir->module);
    show_paint(&text, SHOW_PLAIN);
    show_printf(&text, "  ");
    show_string(&text, ir->header);
    show_printf(&text, " for ");
    show_string(&text, ir->target);
    show_printf(&text, "\n");
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        GPtrArray *keys = keys_of(ir, kind);
        const bool one = keys->len == 1;

        put_kind(&text, one ? ir_decl_kind_name(kind) : json_list_names[kind], keys);
        g_ptr_array_free(keys, TRUE);
    }
    put_unsupported(&text, ir);
    fwrite(text.out->str, 1, text.out->len, stream);
    g_string_free(text.out, TRUE);
}
