/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qapi/qapi-builtin-types.h"
#include "type_impl.h"

const QEnumLookup OnOffAuto_lookup = {
    .array =
        (const char *const[]){
            [ON_OFF_AUTO_AUTO] = "auto",
            [ON_OFF_AUTO_ON] = "on",
            [ON_OFF_AUTO_OFF] = "off",
        },
    .size = ON_OFF_AUTO__MAX,
};

const char *qapi_enum_lookup(const QEnumLookup *lookup, int val)
{
    if (val < 0 || val >= lookup->size) {
        qom_abort("%d is no value of the enumeration of '%s' and %d more", val,
                  lookup->size ? lookup->array[0] : "", lookup->size - 1);
    }
    return lookup->array[val];
}

int qapi_enum_parse(const QEnumLookup *lookup, const char *buf, int def, Error **errp)
{
    if (!buf) {
        return def;
    }
    for (int i = 0; i < lookup->size; i++) {
        if (lookup->array[i] && !strcmp(buf, lookup->array[i])) {
            return i;
        }
    }
    error_setg(errp, "invalid parameter value: %s", buf);
    return def;
}

bool qapi_bool_parse(const char *name, const char *value, bool *obj, Error **errp)
{
    static const char *const yes[] = {"on", "yes", "true", "y", NULL};
    static const char *const no[] = {"off", "no", "false", "n", NULL};

    if (g_strv_contains(yes, value)) {
        *obj = true;
        return true;
    }
    if (g_strv_contains(no, value)) {
        *obj = false;
        return true;
    }
    error_setg(errp, "Parameter '%s' expects 'on' or 'off', not '%s'", name, value);
    return false;
}
