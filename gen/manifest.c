/* SPDX-License-Identifier: MIT */
#include "manifest.h"

Manifest *manifest_create(const char *path)
{
    Manifest *manifest = g_new0(Manifest, 1);

    manifest->strings = g_string_chunk_new(1024);
    manifest->path = g_string_chunk_insert(manifest->strings, path);
    manifest->depends = g_array_new(FALSE, FALSE, sizeof(ManifestText));
    manifest->rename = g_array_new(FALSE, FALSE, sizeof(ManifestText));
    manifest->macros = g_array_new(FALSE, FALSE, sizeof(ManifestText));
    manifest->system = g_array_new(FALSE, FALSE, sizeof(ManifestText));
    manifest->callbacks = g_array_new(FALSE, FALSE, sizeof(ManifestCallback));
    manifest->raw = g_ptr_array_new();
    manifest->selection = selection_create();
    return manifest;
}

void manifest_destroy(Manifest *manifest)
{
    if (manifest == NULL) {
        return;
    }
    g_array_free(manifest->depends, TRUE);
    g_array_free(manifest->rename, TRUE);
    g_array_free(manifest->macros, TRUE);
    g_array_free(manifest->system, TRUE);
    g_array_free(manifest->callbacks, TRUE);
    g_ptr_array_free(manifest->raw, TRUE);
    selection_destroy(manifest->selection);
    g_string_chunk_free(manifest->strings);
    g_free(manifest);
}
