/* SPDX-License-Identifier: MIT */
/* The graph of modules: order, dependencies that are found, and those that cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "captured.h"
#include "json_write.h"
#include "module_graph.h"

/* The modules of one test, and two directories for records. */
typedef struct World {
    GPtrArray *manifests;
    GPtrArray *written; /* of char *: paths */
    char *output, *other;
    GPtrArray *paths;
    ModulePlaces places;
    ModuleGraph *graph;
    char *said; /* without the directories */
} World;

static void free_manifest(gpointer manifest)
{
    manifest_destroy(manifest);
}

static void setup(World *world)
{
    *world = (World){
        .manifests = g_ptr_array_new_with_free_func(free_manifest),
        .written = g_ptr_array_new_with_free_func(g_free),
        .output = g_dir_make_tmp("bindery-graph-XXXXXX", NULL),
        .other = g_dir_make_tmp("bindery-graph-XXXXXX", NULL),
        .paths = g_ptr_array_new(),
    };
    g_ptr_array_add(world->paths, world->other);
    world->places = (ModulePlaces){world->output, world->paths};
}

static void teardown(World *world)
{
    module_graph_destroy(world->graph);
    g_ptr_array_unref(world->manifests);
    for (guint i = 0; i < world->written->len; i++) {
        g_unlink(world->written->pdata[i]);
    }
    g_ptr_array_unref(world->written);
    g_ptr_array_unref(world->paths);
    g_rmdir(world->output);
    g_rmdir(world->other);
    g_free(world->output);
    g_free(world->other);
    g_free(world->said);
}

/* A manifest NAME.json that depends on those, separated by blanks. */
static void add(World *world, const char *name, const char *depends)
{
    char *path = g_strconcat(name, ".json", NULL);
    Manifest *manifest = manifest_create(path);
    char **names = g_strsplit(depends, " ", -1);

    manifest->name = (ManifestText){
        .text = g_string_chunk_insert(manifest->strings, name), .line = 1, .column = 10};
    for (unsigned i = 0; *depends != '\0' && names[i] != NULL; i++) {
        const ManifestText text = {
            .text = g_string_chunk_insert(manifest->strings, names[i]),
            .line = 2 + i,
            .column = 5,
        };

        g_array_append_val(manifest->depends, text);
    }
    g_ptr_array_add(world->manifests, manifest);
    g_strfreev(names);
    g_free(path);
}

/* Writes FILE.ir.json, the record of a module that depends on those. */
static void write_record(World *world, const char *directory, const char *file,
                         const char *module, const char *depends)
{
    char *name = g_strconcat(file, ".ir.json", NULL);
    char *path = g_build_filename(directory, name, NULL);
    char **names = g_strsplit(depends, " ", -1);
    GString *text = g_string_new("");
    Ir *ir = ir_create();

    ir->module = ir_string(ir, module);
    ir->header = "wrapper.h";
    ir->target = "x86_64-pc-linux-gnu";
    ir->pointer_size = 8;
    g_ptr_array_add(ir->includes, (gpointer) "\"wrapper.h\"");
    for (unsigned i = 0; *depends != '\0' && names[i] != NULL; i++) {
        g_ptr_array_add(ir->depends, (gpointer)ir_string(ir, names[i]));
    }
    json_write_record(ir, text);
    assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
    g_ptr_array_add(world->written, path);
    ir_destroy(ir);
    g_string_free(text, TRUE);
    g_strfreev(names);
    g_free(name);
}

static void build(World *world)
{
    Captured captured;
    Diagnostics *diag;
    GString *said;
    char *text;

    captured_start(&captured);
    diag = diag_create();
    world->graph = module_graph_create(world->manifests, &world->places, diag);
    assert_int_equal(world->graph == NULL, diag_failed(diag));
    diag_destroy(diag);
    text = captured_stop(&captured);
    said = g_string_new(text);
    g_string_replace(said, world->output, "OUT", 0);
    g_string_replace(said, world->other, "OTHER", 0);
    world->said = g_string_free(said, FALSE);
    g_free(text);
}

/* The names of the modules in order. New. */
static char *order(const World *world)
{
    GString *names = g_string_new("");

    assert_non_null(world->graph);
    for (guint i = 0; i < world->graph->order->len; i++) {
        const Module *module = world->graph->order->pdata[i];

        g_string_append_printf(names, "%s%s", i > 0 ? " " : "", module->name);
    }
    return g_string_free(names, FALSE);
}

static void assert_order(const World *world, const char *expected)
{
    char *found = order(world);

    assert_string_equal(found, expected);
    g_free(found);
}

static void dependencies_come_first_then_names_decide(void **state)
{
    World world;

    (void)state;
    setup(&world);
    add(&world, "top", "left right");
    add(&world, "right", "base");
    add(&world, "left", "base");
    add(&world, "base", "");
    add(&world, "alone", "");
    build(&world);
    assert_order(&world, "alone base left right top");
    teardown(&world);
}

static void records_are_found_with_what_they_depend_on(void **state)
{
    World world;

    (void)state;
    setup(&world);
    add(&world, "top", "middle");
    write_record(&world, world.output, "middle", "middle", "base");
    write_record(&world, world.other, "base", "base", "");
    write_record(&world, world.other, "middle", "not read", "");
    build(&world);
    assert_string_equal(world.said, "");
    assert_order(&world, "base middle top");
    teardown(&world);
}

static void dependencies_are_all_of_them_in_an_order_of_their_own(void **state)
{
    const Module *top;
    GPtrArray *records;
    World world;

    (void)state;
    setup(&world);
    add(&world, "a_needs_right", "right");
    add(&world, "top", "right left");
    write_record(&world, world.output, "left", "left", "base");
    write_record(&world, world.output, "right", "right", "");
    write_record(&world, world.output, "base", "base", "");
    build(&world);
    assert_order(&world, "right a_needs_right base left top");
    top = world.graph->order->pdata[4];
    records = module_graph_dependencies(top);
    assert_non_null(records);
    assert_int_equal(records->len, 3);
    assert_string_equal(((const Ir *)records->pdata[0])->module, "base");
    assert_string_equal(((const Ir *)records->pdata[1])->module, "left");
    assert_string_equal(((const Ir *)records->pdata[2])->module, "right");
    g_ptr_array_unref(records);
    teardown(&world);
}

static void dependency_that_is_not_finished_gives_no_list(void **state)
{
    const Module *base;
    World world;
    Ir *ir = ir_create();

    (void)state;
    setup(&world);
    add(&world, "top", "base");
    add(&world, "base", "");
    build(&world);
    assert_null(module_graph_dependencies(world.graph->order->pdata[1]));
    base = world.graph->order->pdata[0];
    ((Module *)base)->record = ir;
    {
        GPtrArray *records = module_graph_dependencies(world.graph->order->pdata[1]);

        assert_int_equal(records->len, 1);
        g_ptr_array_unref(records);
    }
    ir_destroy(ir);
    teardown(&world);
}

static void missing_dependency_says_where_it_was_looked_for(void **state)
{
    World world;

    (void)state;
    setup(&world);
    add(&world, "top", "base");
    build(&world);
    assert_string_equal(
        world.said,
        "top.json:2:5: error: module 'top' depends on 'base', which is not found: no "
        "manifest of this run has that name, and there is no 'OUT/base.ir.json', "
        "'OTHER/base.ir.json'; give its manifest too (-m), or the directory of its "
        "record with --module-path DIR\n");
    teardown(&world);
}

static void circle_is_named(void **state)
{
    World world;

    (void)state;
    setup(&world);
    add(&world, "a", "b");
    add(&world, "b", "c");
    add(&world, "c", "b");
    build(&world);
    assert_string_equal(world.said,
                        "c.json:2:5: error: modules depend on each other in a circle: "
                        "'b' -> 'c' -> 'b'; move what both need into a module of its "
                        "own\n");
    teardown(&world);
}

static void circle_through_a_record_is_found(void **state)
{
    World world;

    (void)state;
    setup(&world);
    add(&world, "a", "b");
    write_record(&world, world.output, "b", "b", "a");
    build(&world);
    assert_string_equal(world.said,
                        "OUT/b.ir.json: error: modules depend on each other in a "
                        "circle: 'a' -> 'b' -> 'a'; move what both need into a module "
                        "of its own\n");
    teardown(&world);
}

static void record_of_another_module_is_refused(void **state)
{
    World world;

    (void)state;
    setup(&world);
    add(&world, "a", "b");
    write_record(&world, world.output, "b", "c", "");
    build(&world);
    assert_string_equal(world.said,
                        "OUT/b.ir.json: error: this is the record of module 'c', not of "
                        "'b'; generate it again, or look where it came from\n"
                        "a.json:2:5: note: module 'a' depends on it\n");
    teardown(&world);
}

static void one_name_is_one_module(void **state)
{
    World world;

    (void)state;
    setup(&world);
    add(&world, "a", "");
    add(&world, "a", "");
    build(&world);
    assert_string_equal(world.said, "a.json:1:10: error: module 'a' is in this run "
                                    "already; give each module one manifest and a name "
                                    "of its own\n"
                                    "a.json:1:10: note: the other one is here\n");
    teardown(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dependencies_come_first_then_names_decide),
        cmocka_unit_test(records_are_found_with_what_they_depend_on),
        cmocka_unit_test(dependencies_are_all_of_them_in_an_order_of_their_own),
        cmocka_unit_test(dependency_that_is_not_finished_gives_no_list),
        cmocka_unit_test(missing_dependency_says_where_it_was_looked_for),
        cmocka_unit_test(circle_is_named),
        cmocka_unit_test(circle_through_a_record_is_found),
        cmocka_unit_test(record_of_another_module_is_refused),
        cmocka_unit_test(one_name_is_one_module),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
