/* SPDX-License-Identifier: MIT */
#include "show.h"

#include <errno.h>
#include <string.h>

#include "json_read.h"
#include "show_callbacks.h"
#include "show_decl.h"
#include "show_find.h"

/* Says why something is not in the record; gives whether it is such a thing. */
static bool show_unsupported(ShowText *text, const Ir *ir, const char *name)
{
    bool found = false;

    for (guint i = 0; i < ir->unsupported->len; i++) {
        const IrUnsupported *entry = &g_array_index(ir->unsupported, IrUnsupported, i);

        if (strcmp(entry->name, name) == 0) {
            show_paint(text, SHOW_TITLE);
            show_string(text, entry->name);
            show_paint(text, SHOW_HOLE);
            show_printf(text, "  unsupported ");
            show_string(text, entry->kind);
            show_paint(text, SHOW_PLAIN);
            show_printf(text, "\n  ");
            show_string(text, entry->reason);
            show_printf(text, "\n");
            found = true;
        }
    }
    return found;
}

bool show_declaration(const Ir *ir, const char *path, const char *name,
                      const ShowStyle *style, FILE *stream, Diagnostics *diag)
{
    ShowText text = {.out = g_string_new(NULL), .style = *style};
    GPtrArray *found = show_find(ir, name);
    bool known = found->len > 0;

    for (guint i = 0; i < found->len; i++) {
        if (i > 0) {
            show_printf(&text, "\n");
        }
        show_decl(&text, g_ptr_array_index(found, i), found);
    }
    known = show_unsupported(&text, ir, name) || known;
    if (!known) {
        show_fail_unknown(ir, path, name, diag);
    }
    fwrite(text.out->str, 1, text.out->len, stream);
    g_ptr_array_free(found, TRUE);
    g_string_free(text.out, TRUE);
    return known;
}

/* Shows what is asked for; false when a name is not in the record. */
static bool show_names(const Ir *ir, const char *path, const char *const *names,
                       const ShowStyle *style, FILE *stream, Diagnostics *diag)
{
    bool known = true;

    if (names == NULL || *names == NULL) {
        show_list(ir, style, stream);
    }
    for (size_t i = 0; names != NULL && names[i] != NULL; i++) {
        if (i > 0) {
            fputc('\n', stream);
        }
        known = show_declaration(ir, path, names[i], style, stream, diag) && known;
    }
    return known;
}

bool show_file(const char *path, const char *const *names, bool callbacks, FILE *stream,
               Diagnostics *diag)
{
    const ShowStyle style = show_style_for(stream);
    Ir *ir = json_read_record(path, diag);
    bool known;

    if (ir == NULL) {
        return false;
    }
    known = callbacks ? show_callbacks(ir, path, names, &style, stream, diag)
                      : show_names(ir, path, names, &style, stream, diag);
    ir_destroy(ir);
    if (fflush(stream) != 0 || ferror(stream)) {
        if (errno != EPIPE) { /* "show | head" is no reason for a message */
            diag_error(diag, "cannot write the output: %s", g_strerror(errno));
        }
        return false;
    }
    return known;
}
