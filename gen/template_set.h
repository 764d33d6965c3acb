/* SPDX-License-Identifier: MIT */
/*
 * Template sets: where the renderer and the sets are found.
 */
#ifndef BINDERY_GEN_TEMPLATE_SET_H
#define BINDERY_GEN_TEMPLATE_SET_H

#include <stdbool.h>

#include "diag.h"

/*
 * The directory that holds render.py and the sets (new): BINDERY_TEMPLATES of the
 * environment; else the one installed beside this program; else the source tree's.
 * NULL, with an error reported, when there is none.
 */
char *template_directory(Diagnostics *diag);

/*
 * The directory of a set (new). A name with a slash is a directory by itself; any other
 * is looked up below directory. NULL, with an error reported that lists the sets there
 * are, when it has no set.json.
 */
char *template_set_directory(const char *directory, const char *name, Diagnostics *diag);

/* Whether the set in that directory can do with brief records: its set.json says so. One
 * that cannot be read does not; the renderer reports what is wrong with it. */
bool template_set_is_brief(const char *set_directory);

#endif
