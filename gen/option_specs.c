/* SPDX-License-Identifier: MIT */
/* Every option there is, in the order in which the help texts show them. */
#include "options.h"

#define SCAN   (1u << COMMAND_SCAN)
#define RENDER (1u << COMMAND_RENDER)
#define GEN    (1u << COMMAND_GEN)
#define SHOW   (1u << COMMAND_SHOW)
#define DIFF   (1u << COMMAND_DIFF)
#define CHECK  (1u << COMMAND_CHECK)
#define MAKE   (GEN | CHECK)
#define NONE   (1u << COMMAND_NONE)
#define ALL    (NONE | SCAN | RENDER | GEN | SHOW | DIFF | CHECK)

#define FIELD(member) offsetof(Options, member)

static const char modules[] = "Modules";
static const char output[] = "Output";
static const char selected[] = "What belongs in the record (REGEX matches whole names)";
static const char enums[] = "How enums are shown (REGEX matches whole names)";
static const char content[] = "What is read and recorded";
static const char shown[] = "What is shown";
static const char compared[] = "What is compared, and how it is told";
static const char other[] = "Other options";

const OptionSpec option_specs[] = {
    {"--module", 'm', "MODULE.json", SCAN, OPTION_MANIFEST, FIELD(manifests), modules,
     "scan the wrapper header of this module's manifest, and take from it what the "
     "manifest says"},
    {"--module", 'm', "MODULE.json", MAKE, OPTION_MANIFEST, FIELD(manifests), modules,
     "scan the wrapper header of this module's manifest, and take from it what the "
     "manifest says; may be repeated for several modules"},
    {"--module-path", 0, "DIR", SCAN | MAKE, OPTION_APPEND, FIELD(module_path), modules,
     "where records of modules that these depend on are, besides beside the output; may "
     "be repeated"},

    {"--parse-together", 0, NULL, MAKE, OPTION_SET, FIELD(parse_together), modules,
     "experimental: parse modules with different headers together; faster, but see "
     "docs/modules.md for where the outputs may differ"},

    {"--output", 'o', "DIR", GEN | RENDER, OPTION_VALUE, FIELD(output), output,
     "directory that the outputs go to, made when it is missing; default: the current "
     "one"},
    {"--output", 'o', "DIR", CHECK, OPTION_VALUE, FIELD(output), output,
     "directory of the committed files, which are only read; default: the current one"},
    {"--output", 'o', "FILE", SCAN, OPTION_VALUE, FIELD(output), output,
     "file that the record goes to; default, and -: standard output"},
    {"--templates", 't', "SET,...", MAKE, OPTION_LIST, FIELD(sets), output,
     "template sets to render; default: c"},
    {"--templates", 't', "SET,...", RENDER, OPTION_LIST, FIELD(sets), output,
     "template sets to render, such as c"},
    {"--name", 0, "NAME", SCAN | MAKE, OPTION_VALUE, FIELD(name), output,
     "name of the module, a C identifier; default: the header's file name without its "
     "extension, each other character replaced by _"},
    {"--depfile", 0, "FILE", SCAN | GEN, OPTION_VALUE, FIELD(depfile), output,
     "write a dependency file for make and Ninja that lists every header read"},
    {"--depfile-target", 0, "NAME", SCAN | GEN, OPTION_VALUE, FIELD(depfile_target),
     output,
     "for make: let NAME depend on the headers instead of the outputs, and let make go "
     "on when a header is gone, so that it is bindery that says where it is missing"},
    {"--all-outputs", 0, NULL, RENDER | MAKE, OPTION_SET, FIELD(all_outputs), output,
     "write also the files that have nothing in them, so that a build knows all outputs "
     "beforehand"},

    {"--allowlist-file", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_ALLOW_FILE,
     selected, "take what is declared in these files; '.*' takes everything"},
    {"--allowlist-type", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_ALLOW_TYPE,
     selected, "take these structs, unions, enums and typedefs"},
    {"--allowlist-function", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN,
     SELECT_ALLOW_FUNCTION, selected, "take these functions"},
    {"--allowlist-var", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_ALLOW_VARIABLE,
     selected, "take these variables and macros"},
    {"--allowlist-macro", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_ALLOW_MACRO,
     selected, "take these macros"},
    {"--allowlist-item", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_ALLOW_ITEM,
     selected, "take these declarations, whatever they are"},
    {"--no-recursive-allowlist", 0, NULL, SCAN | MAKE, OPTION_CLEAR, FIELD(recursive),
     selected, "do not take what the taken declarations need"},
    {"--blocklist-file", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_BLOCK_FILE,
     selected, "leave out what is declared in these files"},
    {"--blocklist-type", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_BLOCK_TYPE,
     selected, "leave out these types, even where they are needed"},
    {"--blocklist-function", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN,
     SELECT_BLOCK_FUNCTION, selected, "leave out these functions"},
    {"--blocklist-var", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_BLOCK_VARIABLE,
     selected, "leave out these variables and macros"},
    {"--blocklist-macro", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_BLOCK_MACRO,
     selected, "leave out these macros"},
    {"--blocklist-item", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_BLOCK_ITEM,
     selected, "leave out these declarations, whatever they are"},
    {"--opaque-type", 0, "REGEX", SCAN | MAKE, OPTION_PATTERN, SELECT_OPAQUE_TYPE,
     selected,
     "show these types as storage of their size and alignment, without members"},

    {"--default-enum-style", 0, "STYLE", SCAN | MAKE, OPTION_STYLE, 0, enums,
     "style of all other enums: plain (the default), consts, moduleconsts, bitfield, "
     "newtype, rust or rust_non_exhaustive"},
    {"--constified-enum", 0, "REGEX", SCAN | MAKE, OPTION_ENUM, IR_ENUM_CONSTS, enums,
     "constants: style consts"},
    {"--constified-enum-module", 0, "REGEX", SCAN | MAKE, OPTION_ENUM,
     IR_ENUM_MODULE_CONSTS, enums, "constants in a module: style moduleconsts"},
    {"--bitfield-enum", 0, "REGEX", SCAN | MAKE, OPTION_ENUM, IR_ENUM_BITFIELD, enums,
     "flags that can be combined: style bitfield"},
    {"--newtype-enum", 0, "REGEX", SCAN | MAKE, OPTION_ENUM, IR_ENUM_NEWTYPE, enums,
     "a type of its own around the integer: style newtype"},
    {"--rustified-enum", 0, "REGEX", SCAN | MAKE, OPTION_ENUM, IR_ENUM_RUST, enums,
     "a Rust enum: style rust"},
    {"--rustified-non-exhaustive-enum", 0, "REGEX", SCAN | MAKE, OPTION_ENUM,
     IR_ENUM_RUST_NON_EXHAUSTIVE, enums,
     "a Rust enum that may grow: style rust_non_exhaustive"},

    {"--target", 0, "TRIPLE", SCAN | MAKE, OPTION_VALUE, FIELD(target), content,
     "target whose types and layouts are recorded, such as aarch64-linux-gnu; default: "
     "this machine's"},
    {"--no-doc-comments", 0, NULL, SCAN | MAKE, OPTION_CLEAR, FIELD(comments), content,
     "leave out documentation comments"},
    {"--raw-line", 0, "TEXT", SCAN | MAKE, OPTION_APPEND, FIELD(raw), content,
     "put this line before the declarations; may be repeated"},

    {"--callbacks", 0, NULL, SHOW, OPTION_SET, FIELD(callbacks), shown,
     "show the callbacks that functions, records and callback types have, which argument "
     "is the opaque pointer and what travels with it; of these names, or all"},

    {"--format", 0, "FORMAT", DIFF | CHECK, OPTION_VALUE, FIELD(format), compared,
     "text (the default), json, markdown, html or sarif"},
    {"--output", 'o', "FILE", DIFF, OPTION_VALUE, FIELD(output), compared,
     "file that the report goes to; default, and -: standard output"},
    {"--fail-on", 0, "LEVEL", DIFF | CHECK, OPTION_VALUE, FIELD(fail_on), compared,
     "exit with 1 where there is such a change: breaking (abi or api), any, or never; "
     "default: breaking for diff, any for check"},
    {"--suppress", 0, "FILE", DIFF | CHECK, OPTION_APPEND, FIELD(suppress), compared,
     "changes that are known and accepted, with reasons; may be repeated"},
    {"--file-prefix", 0, "PREFIX", DIFF | CHECK, OPTION_VALUE, FIELD(file_prefix),
     compared,
     "put this in front of the names of headers, such as include/: what SARIF and "
     "readers need to find them"},
    {"--targets", 0, NULL, DIFF, OPTION_SET, FIELD(targets), compared,
     "the records are of one header for several targets: show which types differ"},

    {"--verbose", 0, NULL, SCAN | RENDER | MAKE, OPTION_SET, FIELD(verbose), other,
     "say what is read, and which outputs were written and which were unchanged"},
    {"--time", 0, NULL, SCAN | RENDER | MAKE, OPTION_SET, FIELD(time), other,
     "say how long each step took"},
    {"--help", 'h', NULL, ALL, OPTION_HELP, 0, other, "print this text"},
    {"--version", 'V', NULL, NONE, OPTION_VERSION, 0, other,
     "print the versions of bindery and libclang"},
};

const size_t n_option_specs = G_N_ELEMENTS(option_specs);
