/* SPDX-License-Identifier: MIT */
#include "option_diff.h"

#include <string.h>

#include "suggest.h"

const char *const diff_format_names[DIFF_FORMATS] = {
    [DIFF_FORMAT_TEXT] = "text",         [DIFF_FORMAT_JSON] = "json",
    [DIFF_FORMAT_MARKDOWN] = "markdown", [DIFF_FORMAT_HTML] = "html",
    [DIFF_FORMAT_SARIF] = "sarif",
};

static const char *const fail_on_names[DIFF_FAIL_ONS] = {
    [DIFF_FAIL_ON_BREAKING] = "breaking",
    [DIFF_FAIL_ON_ANY] = "any",
    [DIFF_FAIL_ON_NEVER] = "never",
};

static int find(const char *const *names, size_t n_names, const char *name)
{
    for (size_t i = 0; i < n_names; i++) {
        if (strcmp(names[i], name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* Whether a value is one of the names, or is not given; else reports it. */
static bool check_name(const char *option, const char *const *names, size_t n_names,
                       const char *name, Diagnostics *diag)
{
    const char *meant;
    g_autofree char *all = NULL;

    if (name == NULL || find(names, n_names, name) >= 0) {
        return true;
    }
    meant = suggest_nearest(name, names, n_names);
    if (meant != NULL) {
        diag_error(diag, "'%s %s': did you mean '%s'?", option, name, meant);
        return false;
    }
    all = g_strjoin(", ", names[0], names[1], names[2], n_names > 3 ? names[3] : NULL,
                    n_names > 4 ? names[4] : NULL, NULL);
    diag_error(diag, "'%s %s': there are %s", option, name, all);
    return false;
}

bool option_diff_check_names(const Options *options, Diagnostics *diag)
{
    return check_name("--format", diff_format_names, DIFF_FORMATS, options->format,
                      diag) &&
           check_name("--fail-on", fail_on_names, DIFF_FAIL_ONS, options->fail_on, diag);
}

bool option_diff_check(const Options *options, Diagnostics *diag)
{
    const guint n = options->operands->len;

    if (options->targets && n < 2) {
        diag_error(diag, "--targets compares records of several targets: bindery diff "
                         "--targets IR.json IR.json...");
        return false;
    }
    if (options->targets && option_diff_format(options) > DIFF_FORMAT_JSON) {
        diag_error(diag, "--targets is told as text or json, not as %s", options->format);
        return false;
    }
    if (!options->targets && n != 2) {
        diag_error(diag, "%s: bindery diff OLD NEW",
                   n < 2 ? "there must be two records or directories"
                         : "more than two records or directories are given");
        return false;
    }
    return true;
}

DiffFormat option_diff_format(const Options *options)
{
    return options->format == NULL
               ? DIFF_FORMAT_TEXT
               : (DiffFormat)find(diff_format_names, DIFF_FORMATS, options->format);
}

DiffFailOn option_diff_fail_on(const Options *options)
{
    const DiffFailOn by_itself =
        options->command == COMMAND_CHECK ? DIFF_FAIL_ON_ANY : DIFF_FAIL_ON_BREAKING;

    return options->fail_on == NULL
               ? by_itself
               : (DiffFailOn)find(fail_on_names, DIFF_FAIL_ONS, options->fail_on);
}
