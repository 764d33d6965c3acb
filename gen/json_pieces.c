/* SPDX-License-Identifier: MIT */
#include "json_pieces.h"

#include "json_names.h"
#include "json_write_parts.h"

/* Few enough for the two threads to end at about the same time. */
#define DECLS_AT_ONCE 1024

/* One piece: the types, or some declarations of one list. */
typedef struct Piece {
    const GPtrArray *decls; /* NULL for the types */
    const char *name;       /* of the list */
    guint from, to;
    GString *out;
} Piece;

struct JsonPieces {
    const Ir *ir;
    GArray *pieces;  /* of Piece */
    gint next;       /* the first that nobody has begun */
    GThread *thread; /* that helps; NULL for none, or when the system has none to give */
};

static void write_piece(const Ir *ir, Piece *piece)
{
    JsonText text = {.out = piece->out, .indent = 2};

    if (piece->decls == NULL) {
        json_put_types(&text, ir);
    } else {
        json_put_some_decls(&text, piece->name, piece->decls, piece->from, piece->to);
    }
}

static gpointer write_pieces(gpointer data)
{
    JsonPieces *pieces = data;

    for (;;) {
        guint at = (guint)g_atomic_int_add(&pieces->next, 1);

        if (at >= pieces->pieces->len) {
            return NULL;
        }
        write_piece(pieces->ir, &g_array_index(pieces->pieces, Piece, at));
    }
}

/* About what a piece takes: growing to it would copy it. */
static gsize expected_size(IrDeclKind kind, guint n)
{
    return 4096 + n * (kind == IR_RECORD     ? (gsize)1536
                       : kind == IR_FUNCTION ? (gsize)768
                                             : (gsize)384);
}

JsonPieces *json_pieces_start(const Ir *ir, bool helped)
{
    JsonPieces *pieces = g_new0(JsonPieces, 1);
    Piece types = {.out = g_string_sized_new(4096 + ir->types->len * 160)};

    pieces->ir = ir;
    pieces->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_array_append_val(pieces->pieces, types);
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        const GPtrArray *decls = ir->decls[kind];

        for (guint from = 0; from < decls->len; from += DECLS_AT_ONCE) {
            guint to = MIN(from + DECLS_AT_ONCE, decls->len);
            Piece piece = {
                .decls = decls,
                .name = json_list_names[kind],
                .from = from,
                .to = to,
                .out = g_string_sized_new(expected_size(kind, to - from)),
            };

            g_array_append_val(pieces->pieces, piece);
        }
    }
    if (helped) {
        pieces->thread = g_thread_try_new("bindery-json", write_pieces, pieces, NULL);
    }
    return pieces;
}

void json_pieces_take(JsonPieces *pieces, GPtrArray *list)
{
    write_pieces(pieces);
    if (pieces->thread != NULL) {
        g_thread_join(pieces->thread);
    }
    for (guint i = 0; i < pieces->pieces->len; i++) {
        g_ptr_array_add(list, g_array_index(pieces->pieces, Piece, i).out);
    }
    g_array_free(pieces->pieces, TRUE);
    g_free(pieces);
}
