/* SPDX-License-Identifier: MIT */
#include "option_manifest.h"

#include <string.h>

/* What a manifest says in place of an option. */
static const struct {
    const char *option;
    const char *member;
} members[] = {
    {"--name", "\"name\": \"...\""},
    {"--allowlist-file", "\"allow\": {\"file\": [...]}"},
    {"--allowlist-type", "\"allow\": {\"type\": [...]}"},
    {"--allowlist-function", "\"allow\": {\"function\": [...]}"},
    {"--allowlist-var", "\"allow\": {\"variable\": [...]}"},
    {"--allowlist-macro", "\"allow\": {\"macro\": [...]}"},
    {"--allowlist-item", "\"allow\": {\"item\": [...]}"},
    {"--blocklist-file", "\"block\": {\"file\": [...]}"},
    {"--blocklist-type", "\"block\": {\"type\": [...]}"},
    {"--blocklist-function", "\"block\": {\"function\": [...]}"},
    {"--blocklist-var", "\"block\": {\"variable\": [...]}"},
    {"--blocklist-macro", "\"block\": {\"macro\": [...]}"},
    {"--blocklist-item", "\"block\": {\"item\": [...]}"},
    {"--opaque-type", "\"opaque\": [...]"},
    {"--default-enum-style", "\"enums\": {\"default\": \"...\"}"},
    {"--constified-enum", "\"enums\": {\"consts\": [...]}"},
    {"--constified-enum-module", "\"enums\": {\"moduleconsts\": [...]}"},
    {"--bitfield-enum", "\"enums\": {\"bitfield\": [...]}"},
    {"--newtype-enum", "\"enums\": {\"newtype\": [...]}"},
    {"--rustified-enum", "\"enums\": {\"rust\": [...]}"},
    {"--rustified-non-exhaustive-enum", "\"enums\": {\"rust_non_exhaustive\": [...]}"},
    {"--raw-line", "\"raw\": [...]"},
};

static bool check_option(const OptionSpec *spec, Diagnostics *diag)
{
    if (strcmp(spec->name, "--no-recursive-allowlist") == 0) {
        diag_error(diag,
                   "'%s' and -m do not go together; a module never takes what it "
                   "does not own: leave the option out",
                   spec->name);
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        if (strcmp(spec->name, members[i].option) == 0) {
            diag_error(diag,
                       "'%s' and -m do not go together; write it in the manifest: %s",
                       spec->name, members[i].member);
            return false;
        }
    }
    return true;
}

bool option_manifest_check(const Options *options, const char *command, Diagnostics *diag)
{
    bool good = true;

    if (options->manifests->len == 0) {
        if (options->module_path->len > 0) {
            diag_error(diag, "'--module-path' goes with -m MODULE.json only; give a "
                             "manifest, or leave it out");
        }
        return options->module_path->len == 0;
    }
    if (options->operands->len > 0) {
        diag_error(diag,
                   "a header ('%s') and -m do not go together; a manifest names its "
                   "header: \"wrapper\": \"...\"",
                   (const char *)g_ptr_array_index(options->operands, 0));
        good = false;
    }
    if (options->command == COMMAND_SCAN && options->manifests->len > 1) {
        diag_error(diag,
                   "%u manifests are given; %s writes one record: give one, or run "
                   "bindery gen",
                   options->manifests->len, command);
        good = false;
    }
    for (size_t i = 0; i < n_option_specs; i++) {
        if (g_hash_table_contains(options->given, &option_specs[i])) {
            good = check_option(&option_specs[i], diag) && good;
        }
    }
    return good;
}
