/* SPDX-License-Identifier: MIT */
/* The command line: what is taken, what is refused, and what is said then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "captured.h"
#include "options.h"

#define MAX_ARGUMENTS 16

/* A parsed command line, and what was said about it. */
typedef struct Parsed {
    const char *argv[MAX_ARGUMENTS + 1];
    Options options;
    bool good;
    char *said;
} Parsed;

/* Parses "bindery" and the arguments, NULL at the end; standard error goes to said. */
static void parse(Parsed *parsed, ...) G_GNUC_NULL_TERMINATED;

static void parse(Parsed *parsed, ...)
{
    Captured captured;
    Diagnostics *diag;
    va_list list;
    int argc = 1;

    parsed->argv[0] = "bindery";
    va_start(list, parsed);
    while ((parsed->argv[argc] = va_arg(list, const char *)) != NULL) {
        assert_true(++argc <= MAX_ARGUMENTS);
    }
    va_end(list);

    captured_start(&captured);
    diag = diag_create();
    parsed->good = options_parse(&parsed->options, argc, parsed->argv, diag);
    assert_int_equal(parsed->good, !diag_failed(diag));
    diag_destroy(diag);
    parsed->said = captured_stop(&captured);
}

static void finish(Parsed *parsed)
{
    options_finish(&parsed->options);
    g_free(parsed->said);
}

/* Parses arguments that are refused, with these words in what is said. */
#define assert_refused(words, ...)                                                       \
    do {                                                                                 \
        Parsed refused_;                                                                 \
        parse(&refused_, __VA_ARGS__, NULL);                                             \
        if (refused_.good || strstr(refused_.said, (words)) == NULL) {                   \
            fail_msg("%s: '%s' is not in: %s", refused_.good ? "taken" : "refused",      \
                     (words), refused_.said);                                            \
        }                                                                                \
        finish(&refused_);                                                               \
    } while (0)

static const char *operand(const Parsed *parsed, guint i)
{
    assert_true(i < parsed->options.operands->len);
    return g_ptr_array_index(parsed->options.operands, i);
}

static void gen_without_options_has_the_defaults(void **state)
{
    Parsed p;

    (void)state;
    parse(&p, "gen", "foo.h", NULL);
    assert_true(p.good);
    assert_int_equal(p.options.command, COMMAND_GEN);
    assert_int_equal(p.options.operands->len, 1);
    assert_string_equal(operand(&p, 0), "foo.h");
    assert_null(p.options.arguments[0]);
    assert_null(p.options.output);
    assert_null(p.options.name);
    assert_null(p.options.depfile);
    assert_null(p.options.target);
    assert_string_equal(g_ptr_array_index(p.options.sets, 0), "c");
    assert_null(g_ptr_array_index(p.options.sets, 1));
    assert_true(p.options.comments);
    assert_true(p.options.recursive);
    assert_false(p.options.verbose);
    assert_false(p.options.time);
    assert_int_equal(p.options.patterns->len, 0);
    assert_int_equal(p.options.style, IR_ENUM_PLAIN);
    finish(&p);
}

static void values_come_after_a_blank_or_an_equals_sign(void **state)
{
    Parsed p;

    (void)state;
    parse(&p, "gen", "--name=bar", "--depfile", "d=1", "-oout", "-t", "c,rust", "foo.h",
          NULL);
    assert_true(p.good);
    assert_string_equal(p.options.name, "bar");
    assert_string_equal(p.options.depfile, "d=1");
    assert_string_equal(p.options.output, "out");
    assert_string_equal(g_ptr_array_index(p.options.sets, 0), "c");
    assert_string_equal(g_ptr_array_index(p.options.sets, 1), "rust");
    assert_null(g_ptr_array_index(p.options.sets, 2));
    finish(&p);
}

static void options_may_follow_the_header(void **state)
{
    Parsed p;

    (void)state;
    parse(&p, "scan", "foo.h", "-o", "out.json", "--verbose", "--target=arm-linux-gnu",
          NULL);
    assert_true(p.good);
    assert_string_equal(operand(&p, 0), "foo.h");
    assert_string_equal(p.options.output, "out.json");
    assert_string_equal(p.options.target, "arm-linux-gnu");
    assert_true(p.options.verbose);
    finish(&p);
}

static void everything_after_two_dashes_goes_to_the_compiler(void **state)
{
    Parsed p;

    (void)state;
    parse(&p, "scan", "foo.h", "--", "-I.", "--verbose", "--", "-o", NULL);
    assert_true(p.good);
    assert_false(p.options.verbose);
    assert_null(p.options.output);
    assert_int_equal(p.options.operands->len, 1);
    assert_string_equal(p.options.arguments[0], "-I.");
    assert_string_equal(p.options.arguments[1], "--verbose");
    assert_string_equal(p.options.arguments[2], "--");
    assert_string_equal(p.options.arguments[3], "-o");
    assert_null(p.options.arguments[4]);
    finish(&p);
}

static void names_after_two_dashes_are_shown(void **state)
{
    Parsed p;

    (void)state;
    parse(&p, "show", "--", "-odd.ir.json", "-name", NULL);
    assert_true(p.good);
    assert_int_equal(p.options.operands->len, 2);
    assert_string_equal(operand(&p, 0), "-odd.ir.json");
    assert_string_equal(operand(&p, 1), "-name");
    finish(&p);
}

static void patterns_keep_list_option_and_order(void **state)
{
    static const struct {
        const char *option;
        SelectList list;
    } lists[] = {
        {"--allowlist-file", SELECT_ALLOW_FILE},
        {"--allowlist-type", SELECT_ALLOW_TYPE},
        {"--allowlist-function", SELECT_ALLOW_FUNCTION},
        {"--allowlist-var", SELECT_ALLOW_VARIABLE},
        {"--allowlist-macro", SELECT_ALLOW_MACRO},
        {"--allowlist-item", SELECT_ALLOW_ITEM},
        {"--blocklist-file", SELECT_BLOCK_FILE},
        {"--blocklist-type", SELECT_BLOCK_TYPE},
        {"--blocklist-function", SELECT_BLOCK_FUNCTION},
        {"--blocklist-var", SELECT_BLOCK_VARIABLE},
        {"--blocklist-macro", SELECT_BLOCK_MACRO},
        {"--blocklist-item", SELECT_BLOCK_ITEM},
        {"--opaque-type", SELECT_OPAQUE_TYPE},
    };

    (void)state;
    assert_int_equal(G_N_ELEMENTS(lists), SELECT_LISTS);
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        const PatternOption *pattern;
        Parsed p;

        parse(&p, "gen", lists[i].option, "a.*=b", lists[i].option, "c", "foo.h", NULL);
        assert_true(p.good);
        assert_int_equal(p.options.patterns->len, 2);
        pattern = &g_array_index(p.options.patterns, PatternOption, 0);
        assert_false(pattern->is_enum);
        assert_int_equal(pattern->list, lists[i].list);
        assert_string_equal(pattern->option, lists[i].option);
        assert_string_equal(pattern->pattern, "a.*=b");
        pattern = &g_array_index(p.options.patterns, PatternOption, 1);
        assert_string_equal(pattern->pattern, "c");
        finish(&p);
    }
}

static void enum_options_set_their_style(void **state)
{
    static const struct {
        const char *option;
        const char *style; /* as --default-enum-style names it */
        IrEnumStyle is;
    } styles[] = {
        {"--constified-enum", "consts", IR_ENUM_CONSTS},
        {"--constified-enum-module", "moduleconsts", IR_ENUM_MODULE_CONSTS},
        {"--bitfield-enum", "bitfield", IR_ENUM_BITFIELD},
        {"--newtype-enum", "newtype", IR_ENUM_NEWTYPE},
        {"--rustified-enum", "rust", IR_ENUM_RUST},
        {"--rustified-non-exhaustive-enum", "rust_non_exhaustive",
         IR_ENUM_RUST_NON_EXHAUSTIVE},
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++) {
        const PatternOption *pattern;
        Parsed p;

        parse(&p, "scan", styles[i].option, "e", "--default-enum-style", styles[i].style,
              "foo.h", NULL);
        assert_true(p.good);
        pattern = &g_array_index(p.options.patterns, PatternOption, 0);
        assert_true(pattern->is_enum);
        assert_int_equal(pattern->style, styles[i].is);
        assert_int_equal(p.options.style, styles[i].is);
        finish(&p);
    }
    assert_refused("did you mean 'newtype'?", "scan", "--default-enum-style", "newtyp",
                   "foo.h");
    assert_refused("there are plain, consts, moduleconsts, bitfield, newtype, rust, "
                   "rust_non_exhaustive",
                   "scan", "--default-enum-style", "xyzzy", "foo.h");
}

static void switches_turn_off_and_on(void **state)
{
    Parsed p;

    (void)state;
    parse(&p, "scan", "--no-doc-comments", "--no-recursive-allowlist", "--time",
          "--raw-line", "#define A 1", "--raw-line=", "--raw-line=--b", "foo.h", NULL);
    assert_true(p.good);
    assert_false(p.options.comments);
    assert_false(p.options.recursive);
    assert_true(p.options.time);
    assert_int_equal(p.options.raw->len, 3);
    assert_string_equal(g_ptr_array_index(p.options.raw, 0), "#define A 1");
    assert_string_equal(g_ptr_array_index(p.options.raw, 1), "");
    assert_string_equal(g_ptr_array_index(p.options.raw, 2), "--b");
    finish(&p);
}

static void help_needs_nothing_else(void **state)
{
    Parsed p;

    (void)state;
    parse(&p, "--help", NULL);
    assert_true(p.good && p.options.help);
    assert_int_equal(p.options.command, COMMAND_NONE);
    finish(&p);
    parse(&p, "gen", "-h", NULL);
    assert_true(p.good && p.options.help);
    assert_int_equal(p.options.command, COMMAND_GEN);
    finish(&p);
    parse(&p, "--version", NULL);
    assert_true(p.good && p.options.version);
    finish(&p);
}

static void unknown_option_gets_a_suggestion(void **state)
{
    (void)state;
    assert_refused("unknown option '--alowlist-type'; did you mean '--allowlist-type'?",
                   "gen", "--alowlist-type", "x", "foo.h");
    assert_refused("did you mean '--allowlist-type'?", "gen", "--allowlist-tpye=x",
                   "foo.h");
    assert_refused("'bindery gen --help' lists", "gen", "--xyzzy", "foo.h");
    assert_refused("'bindery --help' lists", "--xyzzy");
    assert_refused("unknown option '-z'", "show", "-z", "foo.ir.json");
}

static void option_of_another_command_is_named(void **state)
{
    (void)state;
    assert_refused("'--depfile' is an option of scan and gen, not of render", "render",
                   "-t", "c", "--depfile", "d", "foo.ir.json");
    assert_refused("'-t' is an option of render, gen and check, not of scan", "scan",
                   "-t", "c", "foo.h");
}

static void compiler_flag_before_the_dashes_is_explained(void **state)
{
    (void)state;
    assert_refused("compiler flags stand after '--'", "gen", "-I/usr/include", "foo.h");
    assert_refused("bindery scan HEADER -- -march=native", "scan", "-march=native",
                   "foo.h");
}

static void unknown_command_says_what_there_is(void **state)
{
    (void)state;
    assert_refused("unknown command 'genn'; did you mean 'gen'?", "genn", "foo.h");
    assert_refused(
        "unknown command 'compare'; there are scan, render, gen, show, diff and "
        "check",
        "compare", "a", "b");
    assert_refused("no command is given (scan, render, gen, show, diff or check)", "--");
}

static void manifests_take_the_place_of_the_header(void **state)
{
    Parsed p;

    (void)state;
    parse(&p, "gen", "-m", "a.json", "--module=b.json", "--module-path", "x", NULL);
    assert_true(p.good);
    assert_int_equal(p.options.manifests->len, 2);
    assert_string_equal(p.options.manifests->pdata[0], "a.json");
    assert_string_equal(p.options.manifests->pdata[1], "b.json");
    assert_int_equal(p.options.module_path->len, 1);
    assert_int_equal(p.options.operands->len, 0);
    finish(&p);
    assert_refused("\"wrapper\"", "gen", "-m", "a.json", "foo.h");
    assert_refused("2 manifests", "scan", "-m", "a.json", "-m", "b.json");
    assert_refused("--module-path", "gen", "--module-path", "x", "foo.h");
}

static void what_a_manifest_says_is_no_option_beside_it(void **state)
{
    (void)state;
    assert_refused("\"name\"", "gen", "-m", "a.json", "--name", "x");
    assert_refused("\"allow\": {\"type\"", "gen", "-m", "a.json", "--allowlist-type=x");
    assert_refused("\"block\": {\"variable\"", "scan", "--blocklist-var=x", "-m",
                   "a.json");
    assert_refused("\"opaque\"", "gen", "-m", "a.json", "--opaque-type", "x");
    assert_refused("\"bitfield\"", "gen", "-m", "a.json", "--bitfield-enum", "x");
    assert_refused("\"default\"", "gen", "-m", "a.json", "--default-enum-style", "plain");
    assert_refused("\"raw\"", "gen", "-m", "a.json", "--raw-line", "x");
    assert_refused("leave the option out", "gen", "-m", "a.json",
                   "--no-recursive-allowlist");
}

/* Each option that says what is taken is known to be one that a manifest has. */
static void every_option_of_selection_is_refused_beside_a_manifest(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_option_specs; i++) {
        const OptionSpec *spec = &option_specs[i];
        const bool selects = spec->action == OPTION_PATTERN ||
                             spec->action == OPTION_ENUM || spec->action == OPTION_STYLE;

        if (selects) {
            assert_refused(spec->name, "gen", "-m", "a.json", spec->name, "plain");
        }
    }
}

static void missing_value_is_refused(void **state)
{
    (void)state;
    assert_refused("'-o' needs a value: -o DIR", "gen", "foo.h", "-o");
    assert_refused("'--name' needs a value: --name NAME", "gen", "foo.h", "--name", "--",
                   "-I.");
    assert_refused("'--depfile=' needs a value", "gen", "--depfile=", "foo.h");
    assert_refused("'--allowlist-type' needs a value", "gen", "foo.h", "--allowlist-type",
                   "");
    assert_refused("'--verbose' takes no value", "gen", "--verbose=1", "foo.h");
}

static void value_given_twice_is_refused(void **state)
{
    (void)state;
    assert_refused("'--output' is given twice", "gen", "-o", "a", "--output=b", "foo.h");
    assert_refused("'--name' is given twice", "gen", "--name=a", "--name=a", "foo.h");
    assert_refused("'--default-enum-style' is given twice", "scan",
                   "--default-enum-style=plain", "--default-enum-style", "rust", "foo.h");
}

static void operands_are_counted(void **state)
{
    (void)state;
    assert_refused("no header is given: bindery gen HEADER", "gen");
    assert_refused("2 headers are given ('a.h', 'b.h'); scan takes one", "scan", "a.h",
                   "b.h");
    assert_refused("no interface record is given", "show");
    assert_refused("no interface record is given", "render", "-t", "c");
    assert_refused("no template set is given: bindery render -t c a.ir.json", "render",
                   "a.ir.json");
    assert_refused("template set without a name", "render", "-t", "c,", "a.ir.json");
}

static void standard_output_is_for_scan_alone(void **state)
{
    Parsed p;

    (void)state;
    parse(&p, "scan", "-o", "-", "foo.h", NULL);
    assert_true(p.good);
    assert_string_equal(p.options.output, "-");
    finish(&p);
    assert_refused("gen writes several files", "gen", "-o", "-", "foo.h");
    assert_refused("render writes several files", "render", "-t", "c", "-o",
                   "/dev/stdout", "foo.ir.json");
    assert_refused("--depfile needs an output file", "scan", "--depfile", "d", "foo.h");
    assert_refused("--depfile needs an output file", "scan", "--depfile", "d", "-o", "-",
                   "foo.h");
}

static void every_option_can_be_told_from_every_other(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_option_specs; i++) {
        const OptionSpec *a = &option_specs[i];

        assert_true(g_str_has_prefix(a->name, "--"));
        assert_true(a->commands != 0);
        for (size_t j = 0; j < i; j++) {
            const OptionSpec *b = &option_specs[j];

            if ((a->commands & b->commands) != 0) {
                assert_string_not_equal(a->name, b->name);
                assert_true(a->letter == 0 || a->letter != b->letter);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gen_without_options_has_the_defaults),
        cmocka_unit_test(values_come_after_a_blank_or_an_equals_sign),
        cmocka_unit_test(options_may_follow_the_header),
        cmocka_unit_test(everything_after_two_dashes_goes_to_the_compiler),
        cmocka_unit_test(names_after_two_dashes_are_shown),
        cmocka_unit_test(patterns_keep_list_option_and_order),
        cmocka_unit_test(enum_options_set_their_style),
        cmocka_unit_test(switches_turn_off_and_on),
        cmocka_unit_test(help_needs_nothing_else),
        cmocka_unit_test(unknown_option_gets_a_suggestion),
        cmocka_unit_test(option_of_another_command_is_named),
        cmocka_unit_test(compiler_flag_before_the_dashes_is_explained),
        cmocka_unit_test(unknown_command_says_what_there_is),
        cmocka_unit_test(manifests_take_the_place_of_the_header),
        cmocka_unit_test(what_a_manifest_says_is_no_option_beside_it),
        cmocka_unit_test(every_option_of_selection_is_refused_beside_a_manifest),
        cmocka_unit_test(missing_value_is_refused),
        cmocka_unit_test(value_given_twice_is_refused),
        cmocka_unit_test(operands_are_counted),
        cmocka_unit_test(standard_output_is_for_scan_alone),
        cmocka_unit_test(every_option_can_be_told_from_every_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
