/* SPDX-License-Identifier: MIT */
/* String literals, written. */
#include <string.h>

#include "macro_constant.h"

/*
 * The character that starts at that unit, and how many units it has: 0 for a unit that is
 * part of none.
 */
static uint32_t character_at(const MacroString *string, guint at, guint *n_units)
{
    const GArray *units = string->units;
    uint32_t unit = g_array_index(units, uint32_t, at);

    *n_units = 1;
    if (unit < 0x80) {
        return unit;
    }
    *n_units = 0;
    if (string->element->size == 1) {
        char bytes[4];
        guint length = MIN(units->len - at, sizeof(bytes));
        gunichar code;

        for (guint i = 0; i < length; i++) {
            bytes[i] = (char)g_array_index(units, uint32_t, at + i);
        }
        code = g_utf8_get_char_validated(bytes, (gssize)length);
        if (code > 0x10ffff || !g_unichar_validate(code)) {
            return 0;
        }
        *n_units = (guint)(g_utf8_next_char(bytes) - bytes);
        return code;
    }
    if (string->element->size == 2 && unit >= 0xd800 && unit < 0xdc00 &&
        at + 1 < units->len) {
        uint32_t low = g_array_index(units, uint32_t, at + 1);

        if (low < 0xdc00 || low > 0xdfff) {
            return 0;
        }
        *n_units = 2;
        return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
    *n_units = g_unichar_validate(unit);
    return unit;
}

static bool append_simple_escape(GString *out, uint32_t code)
{
    static const char codes[] = "\a\b\f\n\r\t\v\\\"";
    static const char names[] = "abfnrtv\\\"";
    const char *found = code != 0 && code < 0x80 ? strchr(codes, (int)code) : NULL;

    if (found == NULL) {
        return false;
    }
    g_string_append_c(out, '\\');
    g_string_append_c(out, names[found - codes]);
    return true;
}

void macro_constant_quote(const MacroString *string, GString *out)
{
    bool after_number = false; /* a hexadecimal escape would go on with what follows */
    guint step;

    g_string_append_printf(out, "%s\"", string->prefix);
    for (guint at = 0; at < string->units->len; at += MAX(step, 1)) {
        uint32_t code = character_at(string, at, &step);

        if (after_number && step == 1 && code < 0x80 && g_ascii_isxdigit((char)code)) {
            g_string_append_printf(out, "\" %s\"", string->prefix);
        }
        after_number = false;
        if (step == 0) {
            uint32_t unit = g_array_index(string->units, uint32_t, at);

            after_number = string->element->size > 1;
            g_string_append_printf(out, after_number ? "\\x%x" : "\\%03o", unit);
        } else if (code == '?' && out->str[out->len - 1] == '?') {
            g_string_append(out, "\\?"); /* no trigraphs */
        } else if (!append_simple_escape(out, code)) {
            if (code < 0x20 || code == 0x7f) {
                g_string_append_printf(out, "\\%03o", code);
            } else {
                g_string_append_unichar(out, code);
            }
        }
    }
    g_string_append_c(out, '"');
}

bool macro_constant_characters(const MacroString *string, GString *out)
{
    guint step;

    for (guint at = 0; at < string->units->len; at += step) {
        uint32_t code = character_at(string, at, &step);

        if (step == 0 || code == 0) {
            return false;
        }
        g_string_append_unichar(out, code);
    }
    return true;
}
