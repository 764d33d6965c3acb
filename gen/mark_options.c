/* SPDX-License-Identifier: MIT */
#include "mark_options.h"

#include <string.h>

/* ".a, .b and .c". New. */
static char *list(const char *const *names, unsigned n)
{
    GString *out = g_string_new(NULL);

    for (unsigned i = 0; i < n; i++) {
        const char *before = i == 0 ? "" : i + 1 == n ? " and " : ", ";
        g_string_append_printf(out, "%s.%s", before, names[i]);
    }
    return g_string_free(out, FALSE);
}

static bool take(Trampolines *all, const Mark *mark, const char *argument,
                 const char *const *names, unsigned n, const char **values)
{
    const char *equals = strchr(argument, '=');
    g_autofree char *name =
        equals != NULL ? g_strndup(argument + 1, (gsize)(equals - argument - 1)) : NULL;
    g_autofree char *known = list(names, n);

    if (*argument != '.' || equals == NULL) {
        trampolines_error(all, mark,
                          "'%s' is no option of %s; write it as '.name = value', with "
                          "one of %s",
                          argument, mark_name(mark->kind), known);
        return false;
    }
    g_strstrip(name);
    for (unsigned i = 0; i < n; i++) {
        if (strcmp(names[i], name) != 0) {
            continue;
        }
        if (values[i] != NULL) {
            trampolines_error(all, mark, "%s has .%s twice; leave one out",
                              mark_name(mark->kind), name);
            return false;
        }
        values[i] = ir_string(all->ir, equals + 1 + strspn(equals + 1, " "));
        return true;
    }
    trampolines_error(all, mark, "%s has no option .%s; it has %s", mark_name(mark->kind),
                      name, known);
    return false;
}

bool mark_options_read(Trampolines *all, const Mark *mark, unsigned first,
                       const char *const *names, unsigned n, const char **values)
{
    memset(values, 0, n * sizeof *values);
    for (unsigned i = first; i < mark->n_values; i++) {
        if (!take(all, mark, mark->values[i], names, n, values)) {
            return false;
        }
    }
    return true;
}
