/* SPDX-License-Identifier: MIT */
/* What `bindery show` prints: declarations, drawn layouts, lists, near names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "captured.h"
#include "json_read.h"
#include "show.h"

static const ShowStyle ascii = {.width = 80};
static const ShowStyle unicode = {.unicode = true, .width = 80};
static const ShowStyle coloured = {.colour = true, .unicode = true, .width = 80};

static int set_up(void **state)
{
    const char *root = g_getenv("BINDERY_SOURCE_ROOT");
    char *path = g_build_filename(root != NULL ? root : ".", "tests", "unit",
                                  "sample.ir.json", NULL);
    Diagnostics *diag = diag_create();

    *state = json_read_record(path, diag);
    diag_destroy(diag);
    g_free(path);
    return *state == NULL;
}

static int tear_down(void **state)
{
    ir_destroy(*state);
    return 0;
}

/* What show_declaration() prints (new; free it with free()). */
static char *show(const Ir *ir, const char *name, const ShowStyle *style)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    Diagnostics *diag = diag_create();

    assert_true(show_declaration(ir, "m.ir.json", name, style, stream, diag));
    assert_false(diag_failed(diag));
    fclose(stream);
    diag_destroy(diag);
    return text;
}

static void assert_shows(const Ir *ir, const char *name, const ShowStyle *style,
                         const char *wanted)
{
    char *text = show(ir, name, style);

    if (strstr(text, wanted) == NULL) {
        print_error("wanted:\n%s\ngot:\n%s\n", wanted, text);
    }
    assert_non_null(strstr(text, wanted));
    free(text);
}

/* A record of int members at these offsets (bits), negative at the end. */
static IrDecl *add_record(Ir *ir, const char *key, int64_t size, const int64_t *offsets)
{
    IrDecl *decl = ir_add_decl(ir, IR_RECORD, key);
    IrType *type = ir_find_type(ir, "int");

    decl->selected = decl->complete = true;
    decl->size = size;
    decl->align = 4;
    decl->c = ir_printf(ir, "%s {...}", key);
    decl->fields = g_array_new(FALSE, TRUE, sizeof(IrField));
    for (int i = 0; offsets[i] >= 0; i++) {
        IrField field = {.name = ir_printf(ir, "m%d", i),
                         .type = type,
                         .c = ir_printf(ir, "int m%d", i),
                         .offset = offsets[i],
                         .width = -1};

        g_array_append_val(decl->fields, field);
    }
    return decl;
}

static void record_is_drawn_with_its_hole_and_padding(void **state)
{
    static const int64_t offsets[] = {0, 64, -1};
    char *text;

    add_record(*state, "struct gap", 16, offsets);
    text = show(*state, "struct gap", &ascii);
    assert_string_equal(
        text, "struct gap\n"
              "struct gap {\n"
              "    int m0;\n"
              "    int m1;\n"
              "};\n"
              "\n"
              "   offset     size  member\n"
              "        0        4  int m0\n"
              "        4        4  ... hole, 4 bytes\n"
              "        8        4  int m1\n"
              "       12        4  ... padding, 4 bytes\n"
              "\n"
              "           0       1       2       3       4       5       6       7\n"
              "       +-------------------------------+-------------------------------+\n"
              "     0 | m0                            |...............................|\n"
              "       +-------------------------------+-------------------------------+\n"
              "     8 | m1                            |...............................|\n"
              "       +-------------------------------+-------------------------------+\n"
              "\n"
              "  size 16, align 4, 1 cache line\n"
              "  2 members, 1 hole of 4 bytes, padding 4 bytes\n");
    free(text);
}

static void box_characters_are_used_where_the_locale_has_them(void **state)
{
    static const int64_t offsets[] = {0, -1};

    add_record(*state, "struct one", 4, offsets);
    assert_shows(*state, "struct one", &unicode,
                 "       ┌───────────────────────────────┐\n"
                 "     0 │ m0                            │\n"
                 "       └───────────────────────────────┘\n");
}

static void bit_fields_have_byte_and_bit(void **state)
{
    assert_shows(*state, "device", &ascii,
                 "     16:0    1 bit  unsigned int ready : 1\n"
                 "     16:1   3 bits  unsigned int mode : 3\n"
                 "     16:4  28 bits  ... hole, 28 bits\n"
                 "     20:0   0 bits  unsigned int : 0\n"
                 "     20:0  12 bits  unsigned int level : 12\n"
                 "     21:4  20 bits  ... hole, 20 bits\n");
}

static void unnamed_records_are_indented_at_their_real_offsets(void **state)
{
    assert_shows(*state, "device", &ascii,
                 "       24        8  union {\n"
                 "       24        4    int x\n"
                 "       24        8    double y\n"
                 "                    }\n"
                 "       32        8  struct {\n"
                 "       32        2    short row\n"
                 "       34        2    ... hole, 2 bytes\n"
                 "       36        4    int column\n"
                 "                    } pos\n");
}

static void map_names_members_of_unnamed_records(void **state)
{
    assert_shows(*state, "device", &ascii, "    24 | x | y    ");
    assert_shows(*state, "device", &ascii,
                 "    32 | pos.row       |...............| "
                 "pos.column ");
}

static void common_prefix_goes_where_there_is_no_room_for_it(void **state)
{
    static const int64_t offsets[] = {0, 8, 32, -1};
    IrDecl *decl = add_record(*state, "struct tcp", 8, offsets);
    IrType *byte = ir_find_type(*state, "unsigned char");

    g_array_index(decl->fields, IrField, 0).name = "tcpi_state";
    g_array_index(decl->fields, IrField, 1).name = "tcpi_probe";
    g_array_index(decl->fields, IrField, 2).name = "tcpi_rto";
    g_array_index(decl->fields, IrField, 0).type = byte;
    g_array_index(decl->fields, IrField, 1).type = byte;
    assert_shows(
        *state, "struct tcp", &ascii,
        "     0 | state | probe |...............| tcpi_rto                      |\n");
}

static void cache_lines_are_marked_in_table_and_map(void **state)
{
    static const int64_t offsets[] = {0, 480, 512, -1};

    add_record(*state, "struct lines", 68, offsets);
    assert_shows(*state, "struct lines", &ascii,
                 "       60        4  int m1\n"
                 "==================== cache line 1, from byte 64 ===");
    assert_shows(
        *state, "struct lines", &ascii,
        "       +===============================+===============================+ 64\n"
        "    64 | m2                            |\n");
    assert_shows(*state, "device", &ascii, "cache lines 1 to 2 start in them");
}

static void long_member_is_folded(void **state)
{
    assert_shows(*state, "device", &ascii, "    48 | buffer  ");
    assert_shows(*state, "device", &ascii, " : 80 bytes more");
}

static void union_is_mapped_a_member_at_a_time(void **state)
{
    assert_shows(
        *state, "union value", &ascii,
        "     0 | i                             |\n"
        "       +-------------------------------+-------------------------------+\n"
        "     0 | f                                                             |\n");
}

static void opaque_and_incomplete_records_say_so(void **state)
{
    assert_shows(*state, "secret", &ascii, "... opaque storage, 20 bytes\n");
    assert_shows(*state, "secret", &ascii, "    /* opaque */\n");
    assert_shows(*state, "handle", &ascii, "declared only: it has no layout here\n");
}

static void typedef_shows_the_record_behind_it(void **state)
{
    assert_shows(*state, "anon", &ascii,
                 "typedef struct {\n"
                 "    int a;\n"
                 "} anon;\n");
    assert_shows(*state, "anon", &ascii, "        0        4  int a\n");
}

static void enum_shows_values_in_decimal_and_hexadecimal(void **state)
{
    assert_shows(*state, "enum color", &ascii,
                 "  name         value  hex\n"
                 "  COLOR_NONE      -1  0xffffffff  Nothing.\n"
                 "  COLOR_RED        0  0x00000000\n"
                 "  COLOR_GREEN    255  0x000000ff\n");
}

static void macro_shows_value_type_and_body(void **state)
{
    assert_shows(*state, "LIMIT", &ascii,
                 "#define LIMIT (-2)\n"
                 "\n"
                 "  kind        integer\n"
                 "  value       -2  0xfffffffe\n"
                 "  type        int  size 4, align 4\n"
                 "  body        (1 - 3)\n");
    assert_shows(*state, "ADD", &ascii, "#define ADD(a, b, ...) ((a) + (b))\n");
}

static void function_shows_place_documentation_and_attributes(void **state)
{
    assert_shows(*state, "print", &ascii, "print  function  sample.h:40:12\n  Prints a");
    assert_shows(*state, "print", &ascii,
                 "  attributes  format(printf, 1, 2), nonnull(1)\n");
}

static void wide_prototype_is_broken_between_parameters(void **state)
{
    IrDecl *decl = ir_add_decl(*state, IR_FUNCTION, "configure");

    decl->selected = true;
    decl->c = "extern int configure(struct device *device, int (*handler)(void *, int), "
              "const char *name, int flags)";
    assert_shows(
        *state, "configure", &ascii,
        "extern int configure(struct device *device, int (*handler)(void *, int),\n"
        "                     const char *name, int flags);\n");
}

static void control_characters_do_not_reach_the_terminal(void **state)
{
    IrDecl *decl = ir_add_decl(*state, IR_FUNCTION, "evil");

    decl->selected = true;
    decl->doc = "\033[2J\033]0;x\007 \xc2\x9b"
                "1m";
    assert_shows(*state, "evil", &ascii, "  ?[2J?]0;x? ?1m\n");
    decl->c =
        "void evil\033[2J(int first_of_some_parameters, int second_of_some_parameters, "
        "int third)";
    assert_shows(*state, "evil", &ascii, "void evil?[2J(int first");
}

static void colour_is_there_only_when_asked_for(void **state)
{
    char *plain = show(*state, "device", &unicode);
    char *painted = show(*state, "device", &coloured);

    assert_null(strchr(plain, '\033'));
    assert_non_null(strchr(painted, '\033'));
    free(plain);
    free(painted);
}

static void no_line_is_wider_than_the_terminal(void **state)
{
    static const char *const names[] = {"device", "value", "anon", "LIMIT", "enum color"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        char *text = show(*state, names[i], &unicode);
        char **lines = g_strsplit(text, "\n", -1);

        for (char **line = lines; *line != NULL; line++) {
            assert_true(g_utf8_strlen(*line, -1) <= 80);
            assert_false(g_str_has_suffix(*line, " "));
        }
        g_strfreev(lines);
        free(text);
    }
}

static void record_that_holds_itself_ends(void **state)
{
    static const int64_t offsets[] = {0, 0, -1};
    Ir *ir = *state;
    IrDecl *decl = add_record(ir, "struct loop", 8, offsets);
    IrType *type = ir_add_type(ir, "struct loop");

    type->kind = IR_TYPE_RECORD;
    type->decl = decl;
    type->size = 8;
    for (guint i = 0; i < 2; i++) {
        IrField *field = &g_array_index(decl->fields, IrField, i);

        field->type = type;
        field->inlined = decl;
        field->c = "struct {...}";
    }
    assert_shows(ir, "struct loop", &ascii, "size 8, align 4");
}

static void record_of_absurd_size_is_not_drawn(void **state)
{
    static const int64_t offsets[] = {0, INT64_MAX, -1};

    add_record(*state, "struct huge", INT64_MAX, offsets);
    assert_shows(*state, "struct huge", &ascii, "its layout is not known\n");
    add_record(*state, "struct large", INT64_C(1) << 52, offsets);
    assert_shows(*state, "struct large", &ascii, "size 4503599627370496, align 4");
}

static void unknown_name_brings_near_ones(void **state)
{
    Captured captured;
    Diagnostics *diag;
    char *messages;

    captured_start(&captured);
    diag = diag_create();
    assert_false(show_declaration(*state, "m.ir.json", "prnt", &ascii, stdout, diag));
    assert_false(show_declaration(*state, "m.ir.json", "zzzzzz", &ascii, stdout, diag));
    messages = captured_stop(&captured);
    assert_string_equal(
        messages,
        "m.ir.json: error: nothing here is called \"prnt\"; did you mean \"print\"?\n"
        "m.ir.json: error: nothing here is called \"zzzzzz\"; \"bindery show m.ir.json\" "
        "lists what is\n");
    assert_true(diag_failed(diag));
    g_free(messages);
    diag_destroy(diag);
}

static void unsupported_name_brings_its_reason(void **state)
{
    assert_shows(*state, "odd", &ascii,
                 "odd  unsupported function\n  it takes a block\n");
}

static void list_counts_each_kind_and_names_all(void **state)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);

    show_list(*state, &ascii, stream);
    fclose(stream);
    assert_true(g_str_has_prefix(text, "sample  sample.h for x86_64-pc-linux-gnu\n\n"
                                       "7 records\n  anon "));
    assert_non_null(strstr(text,
                           "\n5 functions\n"
                           "  clamp         device_watch  max           print         "
                           "tick\n"));
    assert_non_null(strstr(text, "\n2 unsupported\n  function odd: it takes a block\n"));
    free(text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(record_is_drawn_with_its_hole_and_padding),
        TEST(box_characters_are_used_where_the_locale_has_them),
        TEST(bit_fields_have_byte_and_bit),
        TEST(unnamed_records_are_indented_at_their_real_offsets),
        TEST(map_names_members_of_unnamed_records),
        TEST(common_prefix_goes_where_there_is_no_room_for_it),
        TEST(cache_lines_are_marked_in_table_and_map),
        TEST(long_member_is_folded),
        TEST(union_is_mapped_a_member_at_a_time),
        TEST(opaque_and_incomplete_records_say_so),
        TEST(typedef_shows_the_record_behind_it),
        TEST(enum_shows_values_in_decimal_and_hexadecimal),
        TEST(macro_shows_value_type_and_body),
        TEST(function_shows_place_documentation_and_attributes),
        TEST(wide_prototype_is_broken_between_parameters),
        TEST(control_characters_do_not_reach_the_terminal),
        TEST(colour_is_there_only_when_asked_for),
        TEST(no_line_is_wider_than_the_terminal),
        TEST(record_that_holds_itself_ends),
        TEST(record_of_absurd_size_is_not_drawn),
        TEST(unknown_name_brings_near_ones),
        TEST(unsupported_name_brings_its_reason),
        TEST(list_counts_each_kind_and_names_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
