/* SPDX-License-Identifier: MIT */
/* The declarations as C text, in order. */
#include <string.h>

#include "append.h"
#include "bindings_flags.h"
#include "bindings_parts.h"
#include "bindings_text.h"

/* What C++ calls otherwise, and attributes that compilers warn of. */
const char *const bindings_words[] = {
    "_Alignas",       "_Alignof",          "_Atomic",  "_Bool",   "_Noreturn",
    "_Static_assert", "_Thread_local",     "restrict", "[static", "deprecated",
    "packed",         "transparent_union", NULL,
};

/* The section that is being filled. */
typedef struct Builder {
    Bindings *bindings;
    GString *text;    /* of one declaration, without its guard */
    GString *guarded; /* the same with it */
    GString *out;     /* of the section; NULL before its first declaration */
    const char *file; /* whose section it is; NULL for none */
    int kind;         /* of the declaration before */
    bool together;    /* which may share a group */
    char *made;
} Builder;

/* Whether one of the words may begin here; this is asked of every byte that is like the
 * first of one, in all declarations. */
static bool may_begin(const char *at)
{
    switch (*at) {
    case '_':
        return at[1] != '\0' && strchr("ABNST", at[1]) != NULL && g_ascii_islower(at[2]);
    case '[':
        return at[1] == 's';
    case 'd':
        return at[1] == 'e' && at[2] == 'p';
    case 'p':
        return at[1] == 'a' && at[2] == 'c';
    case 'r':
        return at[1] == 'e' && at[2] == 's';
    default:
        return at[1] == 'r' && at[2] == 'a';
    }
}

void bindings_note_words(Bindings *bindings, const char *c)
{
    static const bool first[256] = {
        ['\0'] = true, ['_'] = true, ['['] = true, ['d'] = true,
        ['p'] = true,  ['r'] = true, ['t'] = true};

    for (;; c++) {
        while (!first[(unsigned char)*c]) {
            c++;
        }
        if (*c == '\0') {
            return;
        }
        if (!may_begin(c)) {
            continue;
        }
        for (unsigned i = 0; bindings_words[i] != NULL; i++) {
            if (g_str_has_prefix(c, bindings_words[i])) {
                bindings->words |= 1u << i;
            }
        }
    }
}

/* ---- one declaration ---- */

/* An unnamed enum as constants: nothing else names the enum itself. False for nothing. */
static bool put_constant_enum(Builder *builder, const IrDecl *decl, const IrDecl *inlined,
                              const char *c)
{
    GString *out = builder->text;
    const char *body = strstr(c, BINDINGS_BODY), *tag, *blanks;
    char *head;

    g_ptr_array_add(builder->bindings->constants, (gpointer)decl);
    if (decl == inlined) {
        return false;
    }
    head = g_strndup(c, (gsize)(body - c));
    g_strchomp(head);
    tag = strstr(head, "enum");
    if (tag != NULL) {
        append_bytes(out, head, tag - head);
        append_text(out, inlined->type->spelling);
        tag += strlen("enum");
    } else {
        tag = head;
    }
    while ((blanks = strstr(tag, "  ")) != NULL) {
        append_bytes(out, tag, blanks + 1 - tag);
        tag = blanks + 2;
    }
    append_text(out, tag);
    append_text(out, body + strlen(BINDINGS_BODY));
    g_free(head);
    return true;
}

/* Puts the text of a declaration with a body; false for nothing. */
static bool put_with_body(Builder *builder, const IrDecl *decl, const char *c)
{
    Bindings *bindings = builder->bindings;
    const IrDecl *inlined = bindings_inlined(decl);
    const char *body = strstr(c, BINDINGS_BODY);

    if (bindings_is_constants(inlined)) {
        if (inlined->unnamed) {
            return put_constant_enum(builder, decl, inlined, c);
        }
        if (inlined->type_name != NULL) {
            g_ptr_array_add(bindings->typed, (gpointer)decl);
        }
    }
    append_bytes(builder->text, c, body - c);
    bindings_put_body(bindings, builder->text, inlined, "");
    append_text(builder->text, body + strlen(BINDINGS_BODY));
    return true;
}

/* Puts the guarded text; whether a guard was needed. A record that C++ has no words for
 * is storage there. */
static bool put_guarded(Builder *builder, const IrDecl *decl, const char *c)
{
    const IrDecl *record = bindings_inlined(decl);
    const char *reason = decl->c_only != NULL ? decl->c_only : record->c_only;
    const char *body = strstr(c, BINDINGS_BODY);
    GString *out = builder->guarded;

    if (reason == NULL || body == NULL || !bindings_has_fields(record)) {
        return bindings_put_guarded(builder->bindings->cxx, out, builder->text, decl);
    }
    g_string_append_printf(out, "#ifdef __cplusplus /* %s */\n", reason);
    append_bytes(out, c, body - c);
    bindings_put_storage(out, record, BINDINGS_INDENT);
    g_string_append_printf(out, "}%s;\n#else\n", body + strlen(BINDINGS_BODY));
    append_string(out, builder->text);
    append_text(out, "\n#endif");
    return true;
}

/* Puts what follows an enum of flags. */
static void put_helpers(Builder *builder, const IrDecl *decl)
{
    Bindings *bindings = builder->bindings;
    const IrDecl *inlined = bindings_inlined(decl);

    if (inlined->kind != IR_ENUM || inlined->style != IR_ENUM_BITFIELD ||
        inlined->type_name == NULL || !bindings_has_enumerators(inlined)) {
        return;
    }
    if (bindings->taken == NULL) {
        bindings->taken = bindings_taken_names(bindings->ir);
    }
    g_string_truncate(builder->text, 0);
    bindings_put_flags(builder->text, inlined, bindings->taken, bindings->names);
    bindings_note_words(bindings, builder->text->str);
    append_text(builder->guarded, "\n\n");
    bindings_put_renamed(bindings->cxx, builder->guarded, builder->text);
}

/* Puts the declaration in between `#pragma pack` if it needs that. */
static void put_packed(Builder *builder, const IrDecl *decl)
{
    const int64_t pack = bindings_inlined(decl)->pack;

    if (pack > 0) {
        char *line = g_strdup_printf("#pragma pack(push, %" G_GINT64_FORMAT ")\n", pack);

        g_string_prepend(builder->text, line);
        append_text(builder->text, "\n#pragma pack(pop)");
        g_free(line);
    }
}

/* Works the declaration out in builder->guarded; *alone: it is a group of its own. False
 * for nothing. */
static bool spell(Builder *builder, const IrDecl *decl, const char *c, bool *alone)
{
    const bool has_body = strstr(c, BINDINGS_BODY) != NULL;
    bool guarded;

    g_string_truncate(builder->text, 0);
    g_string_truncate(builder->guarded, 0);
    bindings_put_doc(builder->text, decl->doc, "");
    *alone = has_body || builder->text->len > 0;
    if (!has_body) {
        bindings_put_wrapped(builder->text, c, strlen(c), "");
    } else if (!put_with_body(builder, decl, c)) {
        return false;
    }
    g_string_append_c(builder->text, ';');
    if (*alone) {
        put_packed(builder, decl);
    }
    guarded = put_guarded(builder, decl, c);
    if (*alone) {
        bindings_take_layout(builder->bindings, decl, guarded);
        put_helpers(builder, decl);
    }
    *alone = *alone || guarded;
    return true;
}

/* ---- sections ---- */

/* Where the next text goes, behind the lines that it needs before it. */
static GString *make_room(Builder *builder, const IrDecl *decl, bool alone)
{
    if (builder->out == NULL) {
        const BindingsFile section = {decl->file, g_string_sized_new(4096)};

        g_array_append_val(builder->bindings->sections, section);
        builder->out = section.text;
    } else if (!alone && builder->together && builder->kind == (int)decl->kind) {
        g_string_append_c(builder->out, '\n');
    } else {
        append_text(builder->out, "\n\n");
    }
    builder->together = !alone;
    builder->kind = (int)decl->kind;
    return builder->out;
}

static void put_declaration(Builder *builder, const IrDecl *decl)
{
    Bindings *bindings = builder->bindings;
    const char *c = bindings_valid_text(decl->c, &builder->made);
    bool alone;

    bindings_note_words(bindings, c);
    if ((decl->kind == IR_FUNCTION || decl->kind == IR_TYPEDEF) && decl->doc == NULL &&
        decl->c_only == NULL && bindings_cxx_is_plain(bindings->cxx) &&
        !bindings_cxx_is_special(decl) && strchr(c, '{') == NULL) {
        /* By far the most: nothing is to be done about it. */
        GString *out = make_room(builder, decl, false);

        bindings_put_wrapped(out, c, strlen(c), "");
        g_string_append_c(out, ';');
    } else if (spell(builder, decl, c, &alone)) {
        GString *out = make_room(builder, decl, alone);

        append_string(out, builder->guarded);
    }
}

void bindings_build_sections(Bindings *bindings)
{
    const GPtrArray *order = bindings->ir->order;
    Builder builder = {
        .bindings = bindings,
        .text = g_string_sized_new(4096),
        .guarded = g_string_sized_new(4096),
    };

    for (guint i = 0; i < order->len; i++) {
        const IrDecl *decl = g_ptr_array_index(order, i);

        /* Without a file it is the compiler's own: struct __va_list_tag. */
        if (decl->c == NULL || decl->file == NULL ||
            (decl->kind == IR_RECORD && decl->unnamed)) {
            continue;
        }
        if (g_strcmp0(builder.file, decl->file) != 0) {
            builder.file = decl->file;
            builder.out = NULL;
        }
        put_declaration(&builder, decl);
    }
    g_string_free(builder.text, TRUE);
    g_string_free(builder.guarded, TRUE);
    g_free(builder.made);
}
