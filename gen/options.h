/* SPDX-License-Identifier: MIT */
/*
 * The command line: which options each command has, and what a user gave.
 */
#ifndef BINDERY_GEN_OPTIONS_H
#define BINDERY_GEN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "diag.h"
#include "ir.h"
#include "select.h"

typedef enum Command {
    COMMAND_NONE, /* bindery --help, bindery --version */
    COMMAND_SCAN,
    COMMAND_RENDER,
    COMMAND_GEN,
    COMMAND_SHOW,
    COMMAND_DIFF,
    COMMAND_CHECK,
    COMMANDS,
} Command;

/* What an option does with its value. */
typedef enum OptionAction {
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_SET,      /* detail: offset of a bool that becomes true */
    OPTION_CLEAR,    /* detail: offset of a bool that becomes false */
    OPTION_VALUE,    /* detail: offset of a const char * */
    OPTION_APPEND,   /* detail: offset of a GPtrArray * */
    OPTION_LIST,     /* the same, value split at commas */
    OPTION_PATTERN,  /* detail: a SelectList */
    OPTION_ENUM,     /* detail: an IrEnumStyle */
    OPTION_STYLE,    /* the enum style of the rest */
    OPTION_MANIFEST, /* OPTION_APPEND whose letter takes no value behind it: -march=... */
} OptionAction;

/* One option, for the parser and for the help texts. */
typedef struct OptionSpec {
    const char *name;  /* "--output"; NULL when it has a letter only */
    char letter;       /* 'o' for -o; 0 for none */
    const char *value; /* what its value is called: "DIR"; NULL when it takes none */
    unsigned commands; /* bits: 1 << COMMAND_GEN, ... */
    OptionAction action;
    size_t detail;
    const char *heading; /* of the help text it stands under */
    const char *help;    /* NULL: not shown */
} OptionSpec;

extern const OptionSpec option_specs[];
extern const size_t n_option_specs;

/* A regular expression that was given, for selection_add() or selection_add_enum_style().
 */
typedef struct PatternOption {
    const char *option;  /* as given: "--allowlist-type" */
    const char *pattern; /* borrowed from the command line */
    bool is_enum;        /* style counts, else list */
    SelectList list;
    IrEnumStyle style;
} PatternOption;

/* What was given. Strings are borrowed from the command line. */
typedef struct Options {
    Command command;
    bool help, version;
    GPtrArray *operands;          /* of const char *: HEADER, IR.json, NAME */
    const char *const *arguments; /* what stands after "--", NULL at the end */
    const char *name, *output, *depfile, *depfile_target, *target;
    GPtrArray *sets;        /* of char *: template sets, NULL at the end */
    GPtrArray *raw;         /* of const char * */
    GPtrArray *manifests;   /* of const char *: -m, as given */
    GPtrArray *module_path; /* of const char *: directories of records */
    GArray *patterns;       /* of PatternOption */
    IrEnumStyle style;      /* --default-enum-style */
    bool comments;          /* without --no-doc-comments */
    bool recursive;         /* without --no-recursive-allowlist */
    bool all_outputs, parse_together, verbose, time;
    bool callbacks;               /* --callbacks */
    const char *format, *fail_on; /* of diff, NULL where not given */
    GPtrArray *suppress;          /* of const char *: files of suppressions */
    const char *file_prefix;      /* --file-prefix; NULL where not given */
    bool targets;                 /* --targets */
    GHashTable *given;            /* of const OptionSpec *: every option that was given */
} Options;

/*
 * Parses a command line (argv[0] is the program's name) and checks that each command has
 * what it needs. Gives false, with an error reported that says what to do, when it is
 * wrong. Call options_finish() in both cases; argv must outlive options.
 */
bool options_parse(Options *options, int argc, const char *const *argv,
                   Diagnostics *diag);
void options_finish(Options *options);

/* The selection that the options ask for (new; free it with selection_destroy()), or NULL
 * with an error reported when a pattern is no regular expression. */
Selection *options_selection(const Options *options, Diagnostics *diag);

#endif
