/* SPDX-License-Identifier: MIT */
#include "device_spec.h"

#include <string.h>

#include "error.h"
#include "irq_lines.h"

static void property_clear(gpointer data)
{
    DeviceSpecProperty *property = data;

    g_free(property->name);
    g_free(property->value);
}

/* The text up to the next single comma, new; *rest is what follows it, NULL at the end.
 */
static char *next_part(const char **rest)
{
    GString *part = g_string_new(NULL);
    const char *at = *rest;

    for (; *at; at++) {
        if (*at == ',' && *++at != ',') {
            *rest = at;
            return g_string_free(part, FALSE);
        }
        g_string_append_c(part, *at);
    }
    *rest = NULL;
    return g_string_free(part, FALSE);
}

static bool parse_number(const char *name, const char *text, uint64_t max,
                         uint64_t *value, GError **error)
{
    if (qemu_strtou64(text, NULL, 0, value) == 0 && *value <= max && text[0] != '-') {
        return true;
    }
    g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                "%s=%s: expected a number from 0 to 0x%" G_GINT64_MODIFIER "x", name,
                text, max);
    return false;
}

/* The region that "addr" or "addrN" is about; -1 for another name. */
static int region_of(const char *name)
{
    uint64_t region = 0;

    if (!g_str_has_prefix(name, "addr")) {
        return -1;
    }
    name += strlen("addr");
    if (*name &&
        (!g_ascii_isdigit(*name) || qemu_strtou64(name, NULL, 10, &region) != 0 ||
         region >= DEVICE_SPEC_REGIONS)) {
        return -1;
    }
    return (int)region;
}

/* value is stolen. */
static bool set_part(DeviceSpec *spec, const char *name, char *value, GError **error)
{
    g_autofree char *owned = value;
    int region = region_of(name);
    uint64_t irq;

    if (region >= 0) {
        spec->placed |= UINT32_C(1) << region;
        return parse_number(name, owned, UINT64_MAX, &spec->addr[region], error);
    }
    if (strcmp(name, "irq") == 0) {
        if (!parse_number(name, owned, IRQ_LINES - 1, &irq, error)) {
            return false;
        }
        spec->irq = (int)irq;
        return true;
    }
    if (strcmp(name, "id") == 0) {
        if (!id_wellformed(owned)) {
            g_set_error(
                error, BOARD_ERROR, BOARD_ERROR_USAGE,
                "id=%s: expected a letter and then letters, digits, '-', '.', '_'",
                owned);
            return false;
        }
        g_free(spec->id);
        spec->id = g_steal_pointer(&owned);
        return true;
    }
    DeviceSpecProperty property = {g_strdup(name), g_steal_pointer(&owned)};
    g_array_append_val(spec->properties, property);
    return true;
}

static bool parse_part(DeviceSpec *spec, const char *part, GError **error)
{
    const char *equals = strchr(part, '=');

    if (!equals || equals == part) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "'%s' is no NAME=VALUE (a comma in a value is doubled)", part);
        return false;
    }
    g_autofree char *name = g_strndup(part, (gsize)(equals - part));
    return set_part(spec, name, g_strdup(equals + 1), error);
}

static bool parse_parts(DeviceSpec *spec, const char *text, GError **error)
{
    const char *rest = text;

    spec->type = next_part(&rest);
    if (!*spec->type || strchr(spec->type, '=')) {
        g_set_error(
            error, BOARD_ERROR, BOARD_ERROR_USAGE,
            "expected TYPE[,addr=A][,irq=L][,PROPERTY=VALUE]...; --list-types says "
            "which types there are");
        return false;
    }
    while (rest) {
        g_autofree char *part = next_part(&rest);

        if (!parse_part(spec, part, error)) {
            return false;
        }
    }
    return true;
}

DeviceSpec *device_spec_parse(const char *text, GError **error)
{
    DeviceSpec *spec = g_new0(DeviceSpec, 1);

    spec->irq = -1;
    spec->properties = g_array_new(FALSE, FALSE, sizeof(DeviceSpecProperty));
    g_array_set_clear_func(spec->properties, property_clear);
    if (!parse_parts(spec, text, error)) {
        g_prefix_error(error, "--device %s: ", text);
        device_spec_free(spec);
        return NULL;
    }
    return spec;
}

void device_spec_free(DeviceSpec *spec)
{
    if (spec) {
        g_free(spec->type);
        g_free(spec->id);
        g_array_unref(spec->properties);
        g_free(spec);
    }
}
