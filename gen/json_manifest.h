/* SPDX-License-Identifier: MIT */
#ifndef BINDERY_GEN_JSON_MANIFEST_H
#define BINDERY_GEN_JSON_MANIFEST_H

#include <stdbool.h>

/*
 * Whether the JSON object in that file has a member of that name with that string value.
 * False for a file that cannot be read or is damaged: who needs it reports that.
 */
bool json_manifest_says(const char *path, const char *member, const char *value);

#endif
