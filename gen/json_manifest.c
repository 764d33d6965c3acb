/* SPDX-License-Identifier: MIT */
#include "json_manifest.h"

#include <string.h>

#include <jansson.h>

bool json_manifest_says(const char *path, const char *member, const char *value)
{
    json_t *manifest = json_load_file(path, 0, NULL);
    const char *found = json_string_value(json_object_get(manifest, member));
    bool says = found != NULL && strcmp(found, value) == 0;

    json_decref(manifest);
    return says;
}
