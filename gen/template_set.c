/* SPDX-License-Identifier: MIT */
#include "template_set.h"

#include <string.h>

#include "json_manifest.h"

#define PROGRAM  "render.py"
#define MANIFEST "set.json"

static bool has_file(const char *directory, const char *name)
{
    g_autofree char *path = g_build_filename(directory, name, NULL);

    return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* share/bindery/templates of the prefix that this program is installed in (new). */
static char *installed_directory(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *bin = NULL;
    g_autofree char *prefix = NULL;

    if (program == NULL) {
        return NULL;
    }
    bin = g_path_get_dirname(program);
    prefix = g_path_get_dirname(bin);
    return g_build_filename(prefix, "share", "bindery", "templates", NULL);
}

char *template_directory(Diagnostics *diag)
{
    const char *named = g_getenv("BINDERY_TEMPLATES");
    g_autofree char *installed = NULL;
    const char *places[3];

    if (named != NULL && *named != '\0') {
        if (has_file(named, PROGRAM)) {
            return g_strdup(named);
        }
        diag_error(diag,
                   "no " PROGRAM " in '%s', which BINDERY_TEMPLATES names; "
                   "it must be the directory that holds the renderer and the sets",
                   named);
        return NULL;
    }
    installed = installed_directory();
    places[0] = installed;
    places[1] = BINDERY_SOURCE_TEMPLATE_DIR;
    places[2] = BINDERY_TEMPLATE_DIR;
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        if (places[i] != NULL && has_file(places[i], PROGRAM)) {
            return g_strdup(places[i]);
        }
    }
    diag_error(diag,
               "no templates in '%s'; install bindery again, or set BINDERY_TEMPLATES to "
               "the directory that holds them",
               BINDERY_TEMPLATE_DIR);
    return NULL;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the sets below a directory, sorted, separated by commas (new). */
static char *list_sets(const char *directory)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(directory, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(directory, name, NULL);

        if (has_file(path, MANIFEST)) {
            g_ptr_array_add(names, g_strdup(name));
        }
    }
    if (dir != NULL) {
        g_dir_close(dir);
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(", ", (char **)names->pdata);
}

char *template_set_directory(const char *directory, const char *name, Diagnostics *diag)
{
    bool is_path = strchr(name, '/') != NULL;
    g_autofree char *path =
        is_path ? g_strdup(name) : g_build_filename(directory, name, NULL);
    g_autofree char *sets = NULL;

    if (*name != '\0' && has_file(path, MANIFEST)) {
        return g_steal_pointer(&path);
    }
    if (is_path) {
        diag_error(diag, "'%s' is no template set: it has no " MANIFEST, name);
        return NULL;
    }
    sets = list_sets(directory);
    diag_error(diag,
               "no template set '%s'; there is: %s (a directory is named with a slash, "
               "./%s)",
               name, sets, name);
    return NULL;
}

bool template_set_is_brief(const char *set_directory)
{
    g_autofree char *path = g_build_filename(set_directory, MANIFEST, NULL);

    return json_manifest_says(path, "record", "brief");
}
