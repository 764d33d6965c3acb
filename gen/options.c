/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <string.h>

#include "option_diff.h"
#include "option_manifest.h"
#include "output.h"
#include "suggest.h"

static const char *const command_names[COMMANDS] = {
    [COMMAND_SCAN] = "scan", [COMMAND_RENDER] = "render", [COMMAND_GEN] = "gen",
    [COMMAND_SHOW] = "show", [COMMAND_DIFF] = "diff",     [COMMAND_CHECK] = "check",
};

static const char *command_name(Command command)
{
    return command_names[command];
}

static bool takes_compiler_flags(Command command)
{
    return command == COMMAND_SCAN || command == COMMAND_GEN || command == COMMAND_CHECK;
}

static bool is_of(const OptionSpec *spec, Command command)
{
    return (spec->commands & (1u << command)) != 0;
}

/* The option of that command with that name (length bytes of name) or letter, or NULL. */
static const OptionSpec *find(Command command, const char *name, size_t length)
{
    for (size_t i = 0; i < n_option_specs; i++) {
        const OptionSpec *spec = &option_specs[i];

        if (!is_of(spec, command)) {
            continue;
        }
        if (strncmp(name, "--", 2) != 0) {
            if (spec->letter != 0 && spec->letter == name[1]) {
                return spec;
            }
        } else if (strlen(spec->name) == length &&
                   strncmp(spec->name, name, length) == 0) {
            return spec;
        }
    }
    return NULL;
}

/* Appends "a, b and c", with that last word between the last two. */
static void append_list(GString *out, const char *const *words, size_t n_words,
                        const char *last)
{
    for (size_t i = 0; i < n_words; i++) {
        g_string_append_printf(out, "%s%s",
                               i == 0             ? ""
                               : i == n_words - 1 ? last
                                                  : ", ",
                               words[i]);
    }
}

/* Whether another command has the option: reports it then. */
static bool is_of_another_command(Command command, const char *name, Diagnostics *diag)
{
    const bool is_option = g_str_has_prefix(name, "--") || strlen(name) == 2;
    const char *others[COMMANDS];
    size_t n_others = 0;

    for (Command c = COMMAND_SCAN; is_option && c < COMMANDS; c++) {
        if (find(c, name, strlen(name)) != NULL) {
            others[n_others++] = command_name(c);
        }
    }
    if (n_others > 0) {
        g_autoptr(GString) list = g_string_new("");

        append_list(list, others, n_others, " and ");
        diag_error(diag, "'%s' is an option of %s, not of %s", name, list->str,
                   command == COMMAND_NONE ? "bindery itself: give a command first"
                                           : command_name(command));
    }
    return diag_failed(diag);
}

/* Whether it looks like something that a compiler is told. */
static bool is_compiler_flag(const char *argument)
{
    static const char *const flags[] = {"-include", "-isystem", "-iquote", "-idirafter",
                                        "-std",     "-nostd",   "-x",      "-pthread"};

    if (argument[1] != '\0' && argument[1] != '-' && strchr("IDUfFmW", argument[1])) {
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++) {
        if (g_str_has_prefix(argument, flags[i])) {
            return true;
        }
    }
    return false;
}

static bool report_unknown(Command command, const char *argument, Diagnostics *diag)
{
    const char *names[64];
    const char *meant;
    size_t n = 0;
    char *name = g_strndup(argument, strcspn(argument, "="));

    if (is_of_another_command(command, name, diag)) {
        g_free(name);
        return false;
    }
    if (takes_compiler_flags(command) && is_compiler_flag(argument)) {
        diag_error(diag,
                   "unknown option '%s'; compiler flags stand after '--': "
                   "bindery %s HEADER -- %s",
                   argument, command_name(command), argument);
        g_free(name);
        return false;
    }
    for (size_t i = 0; i < n_option_specs && n < G_N_ELEMENTS(names); i++) {
        if (is_of(&option_specs[i], command) && option_specs[i].help != NULL) {
            names[n++] = option_specs[i].name;
        }
    }
    meant = suggest_nearest(name, names, n);
    if (meant != NULL) {
        diag_error(diag, "unknown option '%s'; did you mean '%s'?", name, meant);
    } else {
        diag_error(diag, "unknown option '%s'; 'bindery %s%s--help' lists what there is",
                   name, command == COMMAND_NONE ? "" : command_name(command),
                   command == COMMAND_NONE ? "" : " ");
    }
    g_free(name);
    return false;
}

static bool set_style(Options *options, const char *value, Diagnostics *diag)
{
    const char *names[IR_ENUM_RUST_NON_EXHAUSTIVE + 1];
    const char *meant;
    int style = ir_enum_style_from_name(value);

    if (style >= 0) {
        options->style = (IrEnumStyle)style;
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        names[i] = ir_enum_style_name((IrEnumStyle)i);
    }
    meant = suggest_nearest(value, names, G_N_ELEMENTS(names));
    if (meant != NULL) {
        diag_error(diag, "unknown enum style '%s'; did you mean '%s'?", value, meant);
    } else {
        char *all;

        all = g_strjoin(", ", names[0], names[1], names[2], names[3], names[4], names[5],
                        names[6], NULL);
        diag_error(diag, "unknown enum style '%s'; there are %s", value, all);
        g_free(all);
    }
    return false;
}

static bool add_sets(GPtrArray *sets, const char *value, Diagnostics *diag)
{
    char **names = g_strsplit(value, ",", -1);
    bool good = true;

    for (size_t i = 0; names[i] != NULL; i++) {
        good = good && *names[i] != '\0';
        g_ptr_array_add(sets, names[i]);
    }
    g_free(names);
    if (!good) {
        diag_error(diag,
                   "'-t %s' names a template set without a name; "
                   "write -t SET or -t SET,SET",
                   value);
    }
    return good;
}

static void add_pattern(Options *options, const OptionSpec *spec, const char *value)
{
    PatternOption pattern = {.option = spec->name, .pattern = value};

    pattern.is_enum = spec->action == OPTION_ENUM;
    if (pattern.is_enum) {
        pattern.style = (IrEnumStyle)spec->detail;
    } else {
        pattern.list = (SelectList)spec->detail;
    }
    g_array_append_val(options->patterns, pattern);
}

/* Whether the option, of which one value counts, is new: reports it when not. */
static bool check_first(bool first, const OptionSpec *spec, Diagnostics *diag)
{
    if (!first) {
        diag_error(diag, "'%s' is given twice", spec->name);
    }
    return first;
}

/* Does what the option says; value is NULL for one that takes none. */
static bool apply(Options *options, const OptionSpec *spec, const char *value,
                  Diagnostics *diag)
{
    void *member = (char *)options + spec->detail;
    bool first = g_hash_table_add(options->given, (gpointer)spec);

    switch (spec->action) {
    case OPTION_HELP:
        options->help = true;
        return true;
    case OPTION_VERSION:
        options->version = true;
        return true;
    case OPTION_SET:
    case OPTION_CLEAR:
        *(bool *)member = spec->action == OPTION_SET;
        return true;
    case OPTION_VALUE:
        *(const char **)member = value;
        return check_first(first, spec, diag);
    case OPTION_APPEND:
    case OPTION_MANIFEST:
        g_ptr_array_add(*(GPtrArray **)member, (gpointer)value);
        return true;
    case OPTION_LIST:
        return add_sets(*(GPtrArray **)member, value, diag);
    case OPTION_PATTERN:
    case OPTION_ENUM:
        add_pattern(options, spec, value);
        return true;
    case OPTION_STYLE:
        return check_first(first, spec, diag) && set_style(options, value, diag);
    }
    g_assert_not_reached();
}

/* Parses the option at argv[*at] and steps to its last argument. */
static bool parse_option(Options *options, const char *const *argv, int *at,
                         Diagnostics *diag)
{
    const char *argument = argv[*at];
    bool is_long = g_str_has_prefix(argument, "--");
    size_t length = is_long ? strcspn(argument, "=") : 2;
    const OptionSpec *spec = find(options->command, argument, length);
    const char *value = argument[length] == '\0' ? NULL : argument + length + is_long;

    /* "-march=native" is no -m, "-h" takes nothing. */
    if (spec == NULL || (!is_long && value != NULL &&
                         (spec->value == NULL || spec->action == OPTION_MANIFEST))) {
        return report_unknown(options->command, argument, diag);
    }
    if (spec->value == NULL && value != NULL) {
        diag_error(diag, "'%s' takes no value", spec->name);
        return false;
    }
    if (spec->value != NULL && value == NULL && argv[*at + 1] != NULL &&
        strcmp(argv[*at + 1], "--") != 0) {
        value = argv[++*at];
    }
    if (spec->value != NULL &&
        (value == NULL || (*value == '\0' && spec->action != OPTION_APPEND))) {
        diag_error(diag, "'%s' needs a value: %s %s", argument,
                   is_long ? spec->name : argument, spec->value);
        return false;
    }
    return apply(options, spec, value, diag);
}

static bool parse_command(Options *options, const char *name, Diagnostics *diag)
{
    const char *meant;

    for (Command c = COMMAND_SCAN; c < COMMANDS; c++) {
        if (strcmp(name, command_names[c]) == 0) {
            options->command = c;
            return true;
        }
    }
    meant = suggest_nearest(name, command_names, G_N_ELEMENTS(command_names));
    if (meant != NULL) {
        diag_error(diag, "unknown command '%s'; did you mean '%s'?", name, meant);
    } else if (g_file_test(name, G_FILE_TEST_IS_REGULAR)) {
        diag_error(diag, "'%s' is no command; for bindings of a header: bindery gen %s",
                   name, name);
    } else {
        g_autoptr(GString) list = g_string_new("");

        append_list(list, command_names + COMMAND_SCAN, COMMANDS - COMMAND_SCAN, " and ");
        diag_error(diag, "unknown command '%s'; there are %s", name, list->str);
    }
    return false;
}

/* Whether the command has the operands and options that it cannot do without. */
static bool check(const Options *options, Diagnostics *diag)
{
    const char *command = command_name(options->command);
    const char *output = options->output;
    guint n = options->operands->len;

    if (!option_manifest_check(options, command, diag)) {
        return false;
    }
    if (!option_diff_check_names(options, diag)) {
        return false;
    }
    if (options->command == COMMAND_DIFF) {
        return option_diff_check(options, diag);
    }
    if (takes_compiler_flags(options->command) && options->manifests->len == 0 &&
        n != 1) {
        if (n == 0) {
            diag_error(diag, "no header is given: bindery %s HEADER, or -m MODULE.json",
                       command);
        } else {
            diag_error(diag,
                       "%u headers are given ('%s', '%s'%s); %s takes one: "
                       "write one that includes them",
                       n, (const char *)g_ptr_array_index(options->operands, 0),
                       (const char *)g_ptr_array_index(options->operands, 1),
                       n > 2 ? ", ..." : "", command);
        }
        return false;
    }
    if (!takes_compiler_flags(options->command) && n == 0) {
        diag_error(diag, "no interface record is given: bindery %s%s M.ir.json", command,
                   options->command == COMMAND_RENDER ? " -t c" : "");
        return false;
    }
    if (options->command == COMMAND_RENDER && options->sets->len == 0) {
        diag_error(diag, "no template set is given: bindery render -t c %s",
                   (const char *)g_ptr_array_index(options->operands, 0));
        return false;
    }
    if (options->depfile_target != NULL && options->depfile == NULL) {
        diag_error(diag,
                   "--depfile-target is for the dependency file: give --depfile FILE "
                   "too");
        return false;
    }
    if (options->command == COMMAND_SCAN) {
        if (options->depfile != NULL && (output == NULL || output_is_stdout(output))) {
            diag_error(diag, "--depfile needs an output file to name: give -o FILE too");
            return false;
        }
    } else if (output != NULL && output_is_stdout(output)) {
        diag_error(diag, "%s writes several files, not standard output: give -o DIR",
                   command);
        return false;
    }
    return true;
}

/* Parses up to "--"; false when something is wrong. Stops at --help and --version. */
static bool parse_arguments(Options *options, int argc, const char *const *argv,
                            Diagnostics *diag)
{
    for (int i = 1; i < argc && !options->help && !options->version; i++) {
        const char *argument = argv[i];
        bool good = true;

        if (strcmp(argument, "--") == 0) {
            options->arguments = argv + i + 1;
            break;
        }
        if (argument[0] == '-' && argument[1] != '\0') {
            good = parse_option(options, argv, &i, diag);
        } else if (options->command == COMMAND_NONE) {
            good = parse_command(options, argument, diag);
        } else {
            g_ptr_array_add(options->operands, (gpointer)argument);
        }
        if (!good) {
            return false;
        }
    }
    return true;
}

bool options_parse(Options *options, int argc, const char *const *argv, Diagnostics *diag)
{
    *options = (Options){
        .operands = g_ptr_array_new(),
        .arguments = argv + argc,
        .sets = g_ptr_array_new_with_free_func(g_free),
        .raw = g_ptr_array_new(),
        .manifests = g_ptr_array_new(),
        .module_path = g_ptr_array_new(),
        .suppress = g_ptr_array_new(),
        .patterns = g_array_new(FALSE, FALSE, sizeof(PatternOption)),
        .style = IR_ENUM_PLAIN,
        .comments = true,
        .recursive = true,
        .given = g_hash_table_new(NULL, NULL),
    };
    if (!parse_arguments(options, argc, argv, diag)) {
        return false;
    }
    if (options->help || options->version) {
        return true;
    }
    if (options->command == COMMAND_NONE) {
        g_autoptr(GString) list = g_string_new("");

        append_list(list, command_names + COMMAND_SCAN, COMMANDS - COMMAND_SCAN, " or ");
        diag_error(diag, "no command is given (%s); 'bindery --help' explains them",
                   list->str);
        return false;
    }
    for (; !takes_compiler_flags(options->command) && *options->arguments != NULL;
         options->arguments++) {
        g_ptr_array_add(options->operands, (gpointer)*options->arguments);
    }
    if (!check(options, diag)) {
        return false;
    }
    if ((options->command == COMMAND_GEN || options->command == COMMAND_CHECK) &&
        options->sets->len == 0) {
        g_ptr_array_add(options->sets, g_strdup("c"));
    }
    g_ptr_array_add(options->sets, NULL);
    return true;
}

void options_finish(Options *options)
{
    g_ptr_array_unref(options->operands);
    g_ptr_array_unref(options->sets);
    g_ptr_array_unref(options->raw);
    g_ptr_array_unref(options->manifests);
    g_ptr_array_unref(options->module_path);
    g_ptr_array_unref(options->suppress);
    g_array_unref(options->patterns);
    g_hash_table_unref(options->given);
}

Selection *options_selection(const Options *options, Diagnostics *diag)
{
    Selection *selection = selection_create();
    bool good = true;

    selection_set_default_enum_style(selection, options->style);
    selection_set_recursive(selection, options->recursive);
    for (guint i = 0; i < options->patterns->len; i++) {
        const PatternOption *p = &g_array_index(options->patterns, PatternOption, i);
        const PatternSource source = {.option = p->option};

        good =
            (p->is_enum
                 ? selection_add_enum_style(selection, p->style, source, p->pattern, diag)
                 : selection_add(selection, p->list, source, p->pattern, diag)) &&
            good;
    }
    if (!good) {
        g_clear_pointer(&selection, selection_destroy);
    }
    return selection;
}
