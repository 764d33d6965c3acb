/* SPDX-License-Identifier: MIT */
/* What the command `diff` is given: its operands and options, checked. */
#ifndef BINDERY_GEN_OPTION_DIFF_H
#define BINDERY_GEN_OPTION_DIFF_H

#include "options.h"

typedef enum DiffFormat {
    DIFF_FORMAT_TEXT,
    DIFF_FORMAT_JSON,
    DIFF_FORMAT_MARKDOWN,
    DIFF_FORMAT_HTML,
    DIFF_FORMAT_SARIF,
    DIFF_FORMATS,
} DiffFormat;

typedef enum DiffFailOn {
    DIFF_FAIL_ON_BREAKING,
    DIFF_FAIL_ON_ANY,
    DIFF_FAIL_ON_NEVER,
    DIFF_FAIL_ONS,
} DiffFailOn;

/* "markdown" */
extern const char *const diff_format_names[DIFF_FORMATS];

/* Whether the names of --format and --fail-on are known; else an error is reported. */
bool option_diff_check_names(const Options *options, Diagnostics *diag);

/* Whether the rest of the command line of a diff is right; else an error is reported. */
bool option_diff_check(const Options *options, Diagnostics *diag);

/* What was given, or the default. */
DiffFormat option_diff_format(const Options *options);
DiffFailOn option_diff_fail_on(const Options *options);

#endif
