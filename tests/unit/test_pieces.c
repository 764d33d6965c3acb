/* SPDX-License-Identifier: MIT */
/* Content in pieces: those of a record make up its text, and a file is compared to them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "json_write_parts.h"
#include "pieces.h"

#define N_FUNCTIONS 3000

static char *joined(const GPtrArray *pieces)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < pieces->len; i++) {
        const GString *piece = pieces->pdata[i];
        g_string_append_len(text, piece->str, (gssize)piece->len);
    }
    assert_int_equal(text->len, pieces_length(pieces));
    return g_string_free(text, FALSE);
}

/* Functions f0000, f0001 and so on, of which those from that one to before that one are
 * selected. */
static Ir *long_record(guint from, guint to)
{
    Ir *ir = ir_create();
    IrType *type = ir_add_type(ir, "int");

    ir->module = ir->header = ir->target = ir_string(ir, "m");
    ir->pointer_size = 8;
    type->builtin = IR_CLASS_SIGNED;
    type->listed = true;
    for (guint i = 0; i < N_FUNCTIONS; i++) {
        IrDecl *decl = ir_add_decl(ir, IR_FUNCTION, ir_printf(ir, "f%04u", i));

        decl->type = type;
        decl->selected = i >= from && i < to;
    }
    return ir;
}

static void list_is_the_same_however_many_pieces_it_has(void **state)
{
    static const guint selected[][2] = {
        {0, 0},       {0, 1},       {0, N_FUNCTIONS}, {1023, 1024}, {1023, 1025},
        {1024, 2048}, {1500, 2900}, {2048, 2049},     {2999, 3000},
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(selected); i++) {
        Ir *ir = long_record(selected[i][0], selected[i][1]);
        GPtrArray *alone = json_write_pieces(ir, false);
        GPtrArray *helped = json_write_pieces(ir, true);
        char *text = joined(alone), *other = joined(helped);
        JsonText list = {.out = g_string_new(NULL), .indent = 2};

        json_put_decls(&list, "functions", ir->decls[IR_FUNCTION]);
        assert_non_null(strstr(text, list.out->str));
        assert_string_equal(text, other);
        g_string_free(list.out, TRUE);
        g_free(text);
        g_free(other);
        g_ptr_array_unref(alone);
        g_ptr_array_unref(helped);
        ir_destroy(ir);
    }
}

/* A file that is open at its start and has no name any more. */
static int file_with(const char *text)
{
    char *path;
    int fd = g_file_open_tmp("bindery-pieces-XXXXXX", &path, NULL);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    unlink(path);
    g_free(path);
    return fd;
}

static GPtrArray *three_pieces(void)
{
    GPtrArray *pieces = pieces_of(g_strdup("one"), strlen("one"));

    g_ptr_array_add(pieces, g_string_new(""));
    g_ptr_array_add(pieces, g_string_new("two"));
    return pieces;
}

static void file_equals_pieces_only_to_its_end(void **state)
{
    static const struct {
        const char *text;
        bool equal;
    } cases[] = {{"onetwo", true},   {"", false},       {"one", false},
                 {"onetwo.", false}, {"onetw", false},  {"onetwO", false},
                 {"Onetwo", false},  {"twoone", false}, {"onetwoonetwo", false}};
    GPtrArray *pieces = three_pieces(), *none = pieces_create();

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int fd = file_with(cases[i].text);

        assert_int_equal(pieces_equal_file(pieces, fd), cases[i].equal);
        assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
        assert_int_equal(pieces_equal_file(none, fd), *cases[i].text == '\0');
        close(fd);
    }
    g_ptr_array_unref(pieces);
    g_ptr_array_unref(none);
}

static void pieces_are_written_in_order(void **state)
{
    GPtrArray *pieces = three_pieces();
    int fd = file_with("");

    (void)state;
    assert_true(pieces_write(pieces, fd));
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    assert_true(pieces_equal_file(pieces, fd));
    close(fd);
    assert_false(pieces_write(pieces, -1));
    g_ptr_array_unref(pieces);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_is_the_same_however_many_pieces_it_has),
        cmocka_unit_test(file_equals_pieces_only_to_its_end),
        cmocka_unit_test(pieces_are_written_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
