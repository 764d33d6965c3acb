/* SPDX-License-Identifier: MIT */
/* The record as JSON: what is written is read again, what is damaged is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "captured.h"
#include "json_read.h"
#include "json_read_place.h"
#include "json_text.h"
#include "json_write.h"

typedef struct Fixture {
    char *sample; /* text of sample.ir.json: one of every kind and member */
    gsize length;
    char *path; /* of a scratch file */
} Fixture;

static int set_up(void **state)
{
    const char *root = g_getenv("BINDERY_SOURCE_ROOT");
    char *path = g_build_filename(root != NULL ? root : ".", "tests", "unit",
                                  "sample.ir.json", NULL);
    Fixture *f = g_new0(Fixture, 1);
    int fd = g_file_open_tmp("bindery-json-XXXXXX", &f->path, NULL);

    assert_true(g_file_get_contents(path, &f->sample, &f->length, NULL));
    assert_true(fd >= 0);
    close(fd);
    g_free(path);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    g_unlink(f->path);
    g_free(f->path);
    g_free(f->sample);
    g_free(f);
    return 0;
}

/* Reads that text as a record; the messages go to *messages (new). */
static Ir *read_text(const Fixture *f, const char *text, gsize length, char **messages)
{
    Captured captured;
    Diagnostics *diag;
    FILE *file;
    Ir *ir;

    /* A new file each time: one that is cut and written again waits for the disk. */
    g_unlink(f->path);
    file = fopen(f->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    fclose(file);
    captured_start(&captured);
    diag = diag_create();
    ir = json_read_record(f->path, diag);
    *messages = captured_stop(&captured);
    assert_int_equal(ir == NULL, diag_failed(diag));
    diag_destroy(diag);
    return ir;
}

static void record_is_written_as_it_was_read(void **state)
{
    Fixture *f = *state;
    GString *out = g_string_new(NULL);
    char *messages;
    Ir *ir = read_text(f, f->sample, f->length, &messages);

    assert_string_equal(messages, "");
    assert_non_null(ir);
    json_write_record(ir, out);
    assert_string_equal(out->str, f->sample);
    assert_int_equal(out->len, f->length);
    g_string_free(out, TRUE);
    g_free(messages);
    ir_destroy(ir);
}

static void reading_fills_every_kind_of_member(void **state)
{
    Fixture *f = *state;
    char *messages;
    Ir *ir = read_text(f, f->sample, f->length, &messages);
    const IrDecl *device = ir_find_decl(ir, IR_RECORD, "struct device");
    const IrDecl *clamp = ir_find_decl(ir, IR_FUNCTION, "clamp");
    const IrField *mode = &g_array_index(device->fields, IrField, 3);
    const IrType *printer = ir_find_type(ir, "int (const char *, ...)");

    assert_int_equal(device->size, 232);
    assert_int_equal(device->line, 12);
    assert_true(device->complete);
    assert_string_equal(mode->name, "mode");
    assert_int_equal(mode->offset, 129);
    assert_int_equal(mode->width, 3);
    assert_ptr_equal(mode->type, ir_find_type(ir, "unsigned int"));
    assert_int_equal(g_array_index(device->fields, IrField, 0).width, -1);
    assert_false(ir_find_decl(ir, IR_RECORD, "struct handle")->complete);
    assert_true(clamp->is_inline);
    assert_int_equal(clamp->storage, IR_STATIC);
    assert_ptr_equal(clamp->type, printer);
    assert_true(printer->variadic);
    assert_true(printer->prototyped);
    assert_false(ir_find_type(ir, "void ()")->prototyped);
    assert_string_equal(ir_find_decl(ir, IR_MACRO, "NAME")->value, "a\"b\\\n");
    assert_int_equal(ir->order->len, 3);
    g_free(messages);
    ir_destroy(ir);
}

static void reading_fills_what_is_said_of_modules_and_callbacks(void **state)
{
    Fixture *f = *state;
    char *messages;
    Ir *ir = read_text(f, f->sample, f->length, &messages);
    const IrDecl *func = ir_find_decl(ir, IR_TYPEDEF, "loop_func");
    const IrDecl *watch = ir_find_decl(ir, IR_FUNCTION, "device_watch");
    const IrDecl *device = ir_find_decl(ir, IR_RECORD, "struct device");
    const IrCallback *given = &g_array_index(watch->callbacks, IrCallback, 0);
    const IrCallback *shape = &g_array_index(watch->callbacks, IrCallback, 1);
    const IrCallback *field = &g_array_index(device->callbacks, IrCallback, 0);
    const IrHandler *handler = &g_array_index(ir->handlers, IrHandler, 0);
    const IrTable *table = &g_array_index(ir->tables, IrTable, 1);
    const IrObject *object = &g_array_index(ir->objects, IrObject, 0);

    assert_string_equal(g_ptr_array_index(ir->depends, 1), "loop");
    assert_string_equal(g_ptr_array_index(ir->system, 0), "<stddef.h>");
    assert_int_equal(ir->imports->len, 4);
    assert_int_equal(ir->blocked->len, 1);
    assert_string_equal(ir->blocked->pdata[0], "function:gone");
    assert_string_equal(func->from, "loop");
    assert_false(func->selected);
    assert_ptr_equal(ir_find_type(ir, "loop_func")->decl, func);
    assert_string_equal(watch->original, "device_watch");
    assert_string_equal(watch->name, "watch");
    assert_null(watch->from);
    assert_true(ir_find_decl(ir, IR_FUNCTION, "max")->from_macro);
    assert_int_equal(given->param, 1);
    assert_int_equal(given->destroy, 3);
    assert_int_equal(given->confidence, IR_GIVEN);
    assert_int_equal(shape->opaque, -1);
    assert_int_equal(shape->user_data, -1);
    assert_string_equal(field->user_data_field, "next");
    assert_string_equal(handler->function->key, "tick");
    assert_ptr_equal(handler->what, func);
    assert_int_equal(handler->registrars->len, 2);
    assert_int_equal(table->kind, IR_TABLE_OBJECT);
    assert_ptr_equal(table->what, device);
    assert_string_equal(g_array_index(object->parents, IrParent, 1).path,
                        "parent_obj.base");
    g_free(messages);
    ir_destroy(ir);
}

static void type_of_a_blocked_declaration_is_kept(void **state)
{
    Fixture *f = *state;
    char *messages;
    Ir *ir = read_text(f, f->sample, f->length, &messages);
    const IrType *type = ir_find_type(ir, "struct blocked");

    assert_non_null(type->decl);
    assert_string_equal(type->decl->key, "struct blocked");
    assert_false(type->decl->selected);
    g_free(messages);
    ir_destroy(ir);
}

/* A record with one documented function, for what needs no more. */
static Ir *small_record(const char *doc)
{
    Ir *ir = ir_create();
    IrType *type = ir_add_type(ir, "int");
    IrType *unused = ir_add_type(ir, "long");
    IrDecl *decl = ir_add_decl(ir, IR_FUNCTION, "f");

    ir->module = ir->header = ir->target = ir_string(ir, "m");
    ir->pointer_size = 8;
    type->builtin = unused->builtin = IR_CLASS_SIGNED;
    type->listed = true;
    decl->type = type;
    decl->doc = ir_string(ir, doc);
    decl->selected = true;
    ir_add_decl(ir, IR_FUNCTION, "unselected");
    g_ptr_array_add(ir->order, decl);
    return ir;
}

static void only_what_is_selected_or_listed_is_written(void **state)
{
    Ir *ir = small_record(NULL);
    GString *out = g_string_new(NULL);

    (void)state;
    json_write_record(ir, out);
    assert_non_null(strstr(out->str, "\"key\": \"f\""));
    assert_null(strstr(out->str, "unselected"));
    assert_null(strstr(out->str, "\"long\""));
    assert_null(strstr(out->str, "null"));
    assert_null(strstr(out->str, "[]"));
    assert_null(strstr(out->str, "{}"));
    g_string_free(out, TRUE);
    ir_destroy(ir);
}

static void any_bytes_give_valid_json(void **state)
{
    static const struct {
        const char *bytes, *read;
    } cases[] = {
        {"caf\xe9 latin", "caf\xef\xbf\xbd latin"},
        {"\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd"},
        {"cut \xe2\x82", "cut \xef\xbf\xbd\xef\xbf\xbd"},
        {"overlong \xc0\x80", "overlong \xef\xbf\xbd\xef\xbf\xbd"},
        {"surrogate \xed\xa0\x80", "surrogate \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"\xf0\x9f\x98\x80 \xe2\x82\xac", "\xf0\x9f\x98\x80 \xe2\x82\xac"},
        {"\x01\x1f\x7f\b\t\n\f\r\"\\/", "\x01\x1f\x7f\b\t\n\f\r\"\\/"},
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Ir *ir = small_record(cases[i].bytes);
        GString *out = g_string_new(NULL);
        json_error_t error;
        json_t *root, *doc;

        json_write_record(ir, out);
        root = json_loadb(out->str, out->len, JSON_REJECT_DUPLICATES, &error);
        assert_non_null(root);
        doc =
            json_object_get(json_array_get(json_object_get(root, "functions"), 0), "doc");
        assert_string_equal(json_string_value(doc), cases[i].read);
        json_decref(root);
        g_string_free(out, TRUE);
        ir_destroy(ir);
    }
}

/* Strings are copied by words: any byte, wherever in one it stands. */
static void any_byte_at_any_place_is_read_back(void **state)
{
    (void)state;
    for (size_t length = 1; length <= 25; length++) {
        for (size_t at = 0; at < length; at++) {
            for (int byte = 1; byte < 0x80; byte++) {
                JsonText text = {.out = g_string_new("[")};
                char value[32];
                json_t *root;

                memset(value, 'a', length);
                value[length] = '\0';
                value[at] = (char)byte;
                json_text_string(&text, value);
                json_text_close(&text, ']');
                assert_int_equal(strlen(text.out->str), text.out->len);
                root = json_loads(text.out->str, 0, NULL);
                assert_string_equal(json_string_value(json_array_get(root, 0)), value);
                json_decref(root);
                g_string_free(text.out, TRUE);
            }
        }
    }
}

/* One edit of the sample, and the error it must give. */
static const struct Damage {
    const char *from, *to, *message;
} damages[] = {
    {"\"bindery_ir\": 1", "\"bindery_ir\": 2",
     ":2:17: error: this is a record of version 2; this bindery reads version 1\n"},
    {"\"bindery_ir\": 1", "\"bindery_ir\": \"1\"",
     ":2:17: error: \"bindery_ir\" must be an integer\n"},
    {"\"bindery_ir\": 1,", "",
     ":1:1: error: this is no interface record: \"bindery_ir\" is missing\n"},
    {"\"bindery_ir\": 1,", "\"bindery_ir\": 1", ":3:10: error: not valid JSON: "},
    {"\"module\": \"sample\",", "", ":1:1: error: the member \"module\" is missing\n"},
    {"\"module\": \"sample\"", "\"module\": 7",
     ":3:13: error: \"module\" must be a string, and is an integer\n"},
    {"\"module\": \"sample\"", "\"modul\": \"sample\"",
     ":3:12: error: unknown member \"modul\"\n"},
    {"\"module\": \"sample\"", "\"header\": \"sample\"", ":4:"},
    {"\"endian\": \"little\"", "\"endian\": \"middle\"",
     ":6:76: error: \"middle\" is not a known word here\n"},
    {"\"void\": {\"kind\": \"builtin\", \"class\": \"void\"}", "\"void\": []",
     "error: \"void\" must be an object, and is a list\n"},
    {"\"class\": \"floating\", ", "", "error: the member \"class\" is missing\n"},
    {"{\"kind\": \"pointer\", \"to\": \"void\"",
     "{\"kind\": \"pointer\", \"to\": \"vod\"",
     "error: the type \"vod\" is not in \"types\"\n"},
    {"\"kind\": \"struct\"", "\"kind\": \"class\"",
     "error: \"class\" is not a known word here\n"},
    {"\"size\": 232, \"align\": 8,", "\"size\": -1, \"align\": 8,",
     "error: -1 is negative\n"},
    {"\"size\": 232, \"align\": 8,", "\"size\": 1.5, \"align\": 8,",
     "error: \"size\" must be an integer, and is a number with a "
     "fraction\n"},
    {"\"size\": 232, \"align\": 8,", "\"size\": 99999999999999999999, \"align\": 8,",
     "error: not valid JSON: too big integer"},
    {"\"offset\": 129", "\"offset\": null",
     "error: \"offset\" must be an integer, and is null\n"},
    {"\"offset\": 129, ", "", "error: the member \"offset\" is missing\n"},
    {"\"incomplete\": true", "\"incomplete\": false",
     "error: \"incomplete\" must be true or absent, and is false\n"},
    {"\"inline\": \"record:struct device.pos\"", "\"inline\": \"record:struct nothing\"",
     "error: \"record:struct nothing\" is not declared in this record\n"},
    {"\"inline\": \"record:struct device.pos\"", "\"inline\": \"struct device.pos\"",
     "error: \"struct device.pos\" is not declared in this record\n"},
    {"\"key\": \"struct handle\"", "\"key\": \"struct device\"",
     "error: the record \"struct device\" is here twice\n"},
    {"\"key\": \"struct handle\", ", "", "error: the member \"key\" is missing\n"},
    {"\"file\": \"sub/other.h\"", "\"file\": \"sub/none.h\"",
     "error: \"sub/none.h\" is not one of \"files\"\n"},
    {"\"style\": \"newtype\"", "\"style\": \"fancy\"",
     "error: \"fancy\" is no style of an enum\n"},
    {"    \"record:struct device\",\n    \"fun", "    7,\n    \"fun",
     "error: here must be the \"kind:key\" of a declaration, and is an integer\n"},
    {"\"function:print\": [40, 12]", "\"function:print\": [40]",
     "error: a position must be [line, column]\n"},
    {"\"function:print\": [40, 12]", "\"function:limit\": [40, 12]",
     "error: \"function:limit\" is not declared in \"sample.h\"\n"},
    {"\"unsupported:function:odd\"", "\"unsupported:function:even\"",
     "error: \"function:even\" is not one of \"unsupported\" of \"sample.h\"\n"},
    {"\"typedef:uint32_t\"", "\"typedef:loop_func\"",
     "error: the typedef \"loop_func\" is here twice\n"},
    {"\"typedef:uint32_t\"", "\"record:struct device\"",
     "error: the record \"struct device\" is here twice\n"},
    {"\"typedef:uint32_t\"", "\"uint32_t\"",
     "error: \"uint32_t\" is no \"kind:key\" of a declaration\n"},
    {"\"user_data\": 2", "\"user_data\": 4",
     "error: \"callbacks\" speaks of parameter 4 of 4\n"},
    {"\"user_data\": 2", "\"user_data\": 4294967296", "error: 4294967296 is too large\n"},
    {"\"confidence\": \"shape\"", "\"confidence\": \"hope\"",
     "error: \"hope\" is no confidence\n"},
    {"\"function\": \"tick\"", "\"function\": \"tack\"",
     "error: the function \"tack\" is not declared in this record\n"},
    {"\"kind\": \"const\"", "\"kind\": \"list\"",
     "error: \"list\" is no kind of a table\n"},
    {"\"path\": \"parent_obj\", ", "", "error: the member \"path\" is missing\n"},
    {"\"to\": \"char\"", "\"to\": \"char *\"",
     "error: the type \"char *\" is made of itself\n"},
};

/* Each is an error with path, line and column, and a word on what to do. */
static void damaged_record_is_refused_where_it_is_damaged(void **state)
{
    Fixture *f = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(damages); i++) {
        const struct Damage *damage = &damages[i];
        const char *found = strstr(f->sample, damage->from);
        char *head, *text, *messages;
        Ir *ir;

        assert_non_null(found);
        head = g_strndup(f->sample, (gsize)(found - f->sample));
        text = g_strconcat(head, damage->to, found + strlen(damage->from), NULL);
        ir = read_text(f, text, strlen(text), &messages);
        if (strstr(messages, damage->message) == NULL) {
            print_error("wanted %s, got %s", damage->message, messages);
        }
        assert_null(ir);
        assert_non_null(strstr(messages, damage->message));
        assert_true(g_str_has_prefix(messages, f->path));
        assert_non_null(strstr(messages, "scan the header again"));
        g_free(messages);
        g_free(text);
        g_free(head);
    }
}

static void record_cut_anywhere_is_refused(void **state)
{
    Fixture *f = *state;

    for (gsize length = 0; length < f->length - 2; length += 97) {
        char *messages;

        assert_null(read_text(f, f->sample, length, &messages));
        assert_non_null(strstr(messages, "error: not valid JSON: "));
        g_free(messages);
    }
}

static void record_with_a_changed_byte_is_read_or_refused(void **state)
{
    Fixture *f = *state;
    char *text = g_memdup2(f->sample, f->length);
    GRand *random = g_rand_new_with_seed(1);

    for (int i = 0; i < 3000; i++) {
        const guint32 at = (guint32)g_rand_int_range(random, 0, (gint32)f->length);
        const char before = text[at];
        GString *out = g_string_new(NULL);
        char *messages;
        Ir *ir;

        text[at] = (char)g_rand_int_range(random, 0, 256);
        ir = read_text(f, text, f->length, &messages);
        if (ir != NULL) {
            json_write_record(ir, out);
            assert_true(out->len > 0);
        } else {
            assert_non_null(strstr(messages, "error: "));
        }
        text[at] = before;
        g_free(messages);
        g_string_free(out, TRUE);
        ir_destroy(ir);
    }
    g_rand_free(random);
    g_free(text);
}

static void endless_nesting_is_refused(void **state)
{
    Fixture *f = *state;
    char *text = g_strnfill(1000000, '[');
    char *messages;

    assert_null(read_text(f, text, 1000000, &messages));
    assert_non_null(strstr(messages, "maximum parsing depth reached"));
    g_free(messages);
    g_free(text);
}

static void missing_file_is_named(void **state)
{
    Captured captured;
    Diagnostics *diag;
    char *messages;

    (void)state;
    captured_start(&captured);
    diag = diag_create();
    assert_null(json_read_record("/nonexistent/m.ir.json", diag));
    messages = captured_stop(&captured);
    assert_string_equal(messages,
                        "/nonexistent/m.ir.json: error: cannot read the record: "
                        "No such file or directory\n");
    g_free(messages);
    diag_destroy(diag);
}

static void place_is_found_through_escapes_and_strings_with_brackets(void **state)
{
    static const char text[] =
        "{\"}]\": [1, \"]\\\"}\"],\n \"a\\u0062\": {\"x\": [ {},\n 5]}}";
    static const JsonStep steps[] = {{.name = "ab"}, {.name = "x"}, {.index = 1}};
    unsigned line, column;

    (void)state;
    json_read_place(text, strlen(text), steps, 3, &line, &column);
    assert_int_equal(line, 3);
    assert_int_equal(column, 2);
    json_read_place(text, strlen(text), steps, 1, &line, &column);
    assert_int_equal(line, 2);
    assert_int_equal(column, 13);
    json_read_name_place(text, strlen(text), steps, 1, &line, &column);
    assert_int_equal(line, 2);
    assert_int_equal(column, 2);
    json_read_name_place(text, strlen(text), steps, 3, &line, &column);
    assert_int_equal(line, 3);
    assert_int_equal(column, 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(record_is_written_as_it_was_read),
        TEST(reading_fills_every_kind_of_member),
        TEST(reading_fills_what_is_said_of_modules_and_callbacks),
        TEST(type_of_a_blocked_declaration_is_kept),
        TEST(only_what_is_selected_or_listed_is_written),
        TEST(any_bytes_give_valid_json),
        TEST(any_byte_at_any_place_is_read_back),
        TEST(damaged_record_is_refused_where_it_is_damaged),
        TEST(record_cut_anywhere_is_refused),
        TEST(record_with_a_changed_byte_is_read_or_refused),
        TEST(endless_nesting_is_refused),
        TEST(missing_file_is_named),
        TEST(place_is_found_through_escapes_and_strings_with_brackets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
