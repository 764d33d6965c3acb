/* SPDX-License-Identifier: MIT */
#include "help.h"

#include <string.h>

#include "output.h"
#include "scan.h"

#define WIDTH  80 /* columns of a terminal */
#define INDENT 30 /* where the descriptions of options start */

static const char general_before[] =
    "Usage: bindery COMMAND [OPTION...] [ARGUMENT...]\n"
    "\n"
    "Makes typed bindings of what a C header declares.\n"
    "\n"
    "Commands:\n"
    "  gen HEADER                  scan a header and render its bindings\n"
    "  gen -m MODULE.json...       the same for modules that depend on each other\n"
    "  scan HEADER                 write the interface record of a header\n"
    "  render -t SET IR.json...    render bindings from records\n"
    "  show IR.json [NAME...]      show a declaration, and a record's layout drawn\n"
    "  diff OLD NEW                say what changed between two records, and for whom\n"
    "  check HEADER                compare a header with its committed record\n";

static const char general_after[] =
    "'bindery COMMAND --help' says all about a command.\n"
    "\n"
    "Exit status: 0 done; 1 the input was refused; 2 the command line was wrong.\n"
    "\n"
    "Example: bindings of SQLite in ./bindings\n"
    "  bindery gen -o bindings /usr/include/sqlite3.h\n";

static const char scan_before[] =
    "Usage: bindery scan [OPTION...] HEADER [-- CFLAG...]\n"
    "       bindery scan [OPTION...] -m MODULE.json [-- CFLAG...]\n"
    "\n"
    "Writes the interface record of a header: all that it declares, with the layout\n"
    "that the target's compiler gives it, as JSON. What stands after -- goes to the\n"
    "compiler.\n"
    "\n"
    "Without an allow option the record holds what is declared in the header, in the\n"
    "headers that it includes directly and in files below the directories of those,\n"
    "and what these need.\n";

static const char scan_after[] =
    "Example: the record of GLib's lists\n"
    "  bindery scan --allowlist-function 'g_list_.*' -o glist.ir.json \\\n"
    "      /usr/include/glib-2.0/glib.h -- $(pkg-config --cflags glib-2.0)\n";

static const char gen_before[] =
    "Usage: bindery gen [OPTION...] HEADER [-- CFLAG...]\n"
    "       bindery gen [OPTION...] -m MODULE.json... [-- CFLAG...]\n"
    "\n"
    "Scans a header, or those of one or several modules, and renders the bindings.\n"
    "For module M and the template set c it writes into DIR\n"
    "  M.ir.json         the interface record\n"
    "  M.h               the bindings: one header that needs none of the originals\n"
    "  M_wrappers.c      functions that call the static inline ones, if there are any\n"
    "  M_layout_check.c  every layout asserted against the original headers\n"
    "all of them or, when anything is wrong, none. An output that is the same as\n"
    "before keeps its time stamp. What stands after -- goes to the compiler.\n";

static const char gen_after[] =
    "Example: bindings of SQLite in ./bindings, and what they were made from\n"
    "  bindery gen -o bindings --depfile bindings/sqlite3.d /usr/include/sqlite3.h\n"
    "Example: two modules, of which one depends on the other\n"
    "  bindery gen -o bindings -m glib/module.json -m gio/module.json \\\n"
    "      -- $(pkg-config --cflags gio-2.0)\n";

static const char render_before[] =
    "Usage: bindery render -t SET,... [OPTION...] IR.json...\n"
    "\n"
    "Renders bindings from records that 'bindery scan' or 'bindery gen' wrote. A SET\n"
    "is the name of an installed template set, or a directory (with a / in it) that\n"
    "holds one.\n";

static const char render_after[] = "Example: the bindings of a record in ./bindings\n"
                                   "  bindery render -t c -o bindings sqlite3.ir.json\n";

static const char show_before[] =
    "Usage: bindery show [OPTION...] IR.json [NAME...]\n"
    "\n"
    "Shows declarations of a record: each as C, and the layout of a struct or union\n"
    "drawn with its offsets, holes, padding and cache lines. Without a NAME it lists\n"
    "what the record holds.\n";

static const char diff_before[] =
    "Usage: bindery diff [OPTION...] OLD NEW\n"
    "       bindery diff --targets [OPTION...] IR.json IR.json...\n"
    "\n"
    "Compares two interface records, or two directories of them, and says what changed\n"
    "and what it breaks: abi (programs that were compiled before), api (source that\n"
    "compiled before), behaviour, compatible, documentation. Each change is told once,\n"
    "with the declarations that it reaches.\n";

static const char diff_after[] =
    "Exit status: 0 no change that --fail-on names; 1 there is one, or the input was\n"
    "refused; 2 the command line was wrong.\n"
    "\n"
    "Example: what a pull request changes\n"
    "  bindery diff --format markdown old/sqlite3.ir.json new/sqlite3.ir.json\n";

static const char check_before[] =
    "Usage: bindery check [OPTION...] HEADER [-- CFLAG...]\n"
    "       bindery check [OPTION...] -m MODULE.json... [-- CFLAG...]\n"
    "\n"
    "Makes what 'bindery gen' with the same arguments would write, writes nothing, and\n"
    "compares it with the files in DIR: records or bindings, whichever are there. It\n"
    "says what changed as 'bindery diff' does.\n";

static const char check_after[] =
    "Exit status: 0 nothing changed that --fail-on names; 1 something did, or the input\n"
    "was refused; 2 the command line was wrong.\n"
    "\n"
    "Example: fail a build when an interface changed that is recorded in ./interface\n"
    "  bindery check -o interface include/mylib.h -- -Iinclude\n"
    "and to accept what changed\n"
    "  bindery gen -o interface include/mylib.h -- -Iinclude\n";

static const char show_after[] = "Example: where the holes of a struct are\n"
                                 "  bindery show sqlite3.ir.json 'struct sqlite3_vfs'\n";

/* What surrounds the list of options, which the parser's own table gives. */
static const struct {
    const char *before;
    const char *after;
} texts[COMMANDS] = {
    [COMMAND_NONE] = {general_before, general_after},
    [COMMAND_SCAN] = {scan_before, scan_after},
    [COMMAND_RENDER] = {render_before, render_after},
    [COMMAND_GEN] = {gen_before, gen_after},
    [COMMAND_SHOW] = {show_before, show_after},
    [COMMAND_DIFF] = {diff_before, diff_after},
    [COMMAND_CHECK] = {check_before, check_after},
};

/* Appends words from the column where descriptions start, wrapped. */
static void append_wrapped(GString *out, const char *text)
{
    size_t column = INDENT;

    while (*text != '\0') {
        size_t length = strcspn(text, " ");

        if (column > INDENT && column + 1 + length > WIDTH) {
            g_string_append_printf(out, "\n%*s", INDENT, "");
            column = INDENT;
        } else if (column > INDENT) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append_len(out, text, (gssize)length);
        column += length;
        text += length + strspn(text + length, " ");
    }
    g_string_append_c(out, '\n');
}

static void append_option(GString *out, const OptionSpec *spec)
{
    size_t start = out->len;
    size_t used;

    g_string_append(out, "  ");
    if (spec->letter != 0) {
        g_string_append_printf(out, "-%c, ", spec->letter);
    }
    g_string_append(out, spec->name);
    if (spec->value != NULL) {
        g_string_append_printf(out, " %s", spec->value);
    }
    used = out->len - start;
    if (used + 2 > INDENT) {
        g_string_append_c(out, '\n');
        used = 0;
    }
    g_string_append_printf(out, "%*s", (int)(INDENT - used), "");
    append_wrapped(out, spec->help);
}

/* Appends the options of a command, each heading above its own. */
static void append_options(GString *out, Command command)
{
    const char *heading = NULL;

    for (size_t i = 0; i < n_option_specs; i++) {
        const OptionSpec *spec = &option_specs[i];

        if ((spec->commands & (1u << command)) == 0 || spec->help == NULL) {
            continue;
        }
        if (heading == NULL || strcmp(heading, spec->heading) != 0) {
            heading = spec->heading;
            g_string_append_printf(out, "\n%s:\n", heading);
        }
        append_option(out, spec);
    }
    g_string_append_c(out, '\n');
}

bool help_print(Command command, Diagnostics *diag)
{
    GString *out = g_string_new(texts[command].before);
    bool done;

    append_options(out, command);
    g_string_append(out, texts[command].after);
    done = output_print(out->str, out->len, diag);
    g_string_free(out, TRUE);
    return done;
}

bool help_print_version(Diagnostics *diag)
{
    char *text = g_strdup_printf("bindery %s (libclang %s)\n", BINDERY_VERSION,
                                 scan_libclang_version());
    bool done = output_print(text, strlen(text), diag);

    g_free(text);
    return done;
}
