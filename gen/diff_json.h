/* SPDX-License-Identifier: MIT */
/*
 * A comparison as JSON, as docs/diff.schema.json describes it: what scripts read, and
 * what the formats of template sets are made of.
 */
#ifndef BINDERY_GEN_DIFF_JSON_H
#define BINDERY_GEN_DIFF_JSON_H

#include <glib.h>

#include "diff.h"

#define DIFF_JSON_VERSION 1

/* Appends the report. */
void diff_json_write(const DiffReport *report, GString *out);

#endif
