/* SPDX-License-Identifier: MIT */
/* Character constants and string literals. */
#include <string.h>

#include "macro_literal.h"

/* What stands in a literal: a character, or the number of a code unit. */
typedef struct Element {
    uint32_t code;
    bool unit;      /* an octal or hexadecimal escape: goes in as it is */
    bool character; /* named by \u or \U: is encoded */
} Element;

typedef struct Reader {
    const char *at, *end;
    bool wide; /* bytes from 0x80 are UTF-8 to be decoded */
} Reader;

static int hex_digit(char digit)
{
    return g_ascii_isxdigit(digit) ? g_ascii_xdigit_value(digit) : -1;
}

/* The digits of an escape, at least one and at most that many. */
static bool read_digits(Reader *reader, unsigned base, unsigned at_least,
                        unsigned at_most, uint32_t *code)
{
    uint64_t value = 0;
    unsigned n_digits = 0;

    for (; n_digits < at_most && reader->at < reader->end; n_digits++, reader->at++) {
        int digit = hex_digit(*reader->at);

        if (digit < 0 || digit >= (int)base) {
            break;
        }
        value = value * base + (unsigned)digit;
        if (value > UINT32_MAX) {
            return false;
        }
    }
    *code = (uint32_t)value;
    return n_digits >= at_least;
}

/* C allows no name for a surrogate, nor for most of what a keyboard has (C11 6.4.3). */
static bool is_nameable(uint32_t code)
{
    return (code >= 0xa0 || code == '$' || code == '@' || code == '`') &&
           (code < 0xd800 || code > 0xdfff) && code <= 0x10ffff;
}

static bool read_escape(Reader *reader, Element *element)
{
    static const char names[] = "abfnrtveE\\'\"?";
    static const char codes[] = "\a\b\f\n\r\t\v\033\033\\'\"?";
    const char *name;
    char letter;

    if (reader->at == reader->end) {
        return false;
    }
    letter = *reader->at++;
    if (letter >= '0' && letter <= '7') {
        reader->at--;
        element->unit = true;
        return read_digits(reader, 8, 1, 3, &element->code);
    }
    switch (letter) {
    case 'x':
        element->unit = true;
        return read_digits(reader, 16, 1, UINT32_MAX, &element->code);
    case 'u':
    case 'U':
        element->character = true;
        return read_digits(reader, 16, letter == 'u' ? 4 : 8, letter == 'u' ? 4 : 8,
                           &element->code) &&
               is_nameable(element->code);
    default:
        name = letter != '\0' ? strchr(names, letter) : NULL;
        if (name == NULL) {
            return false;
        }
        element->code = (unsigned char)codes[name - names];
        return true;
    }
}

static bool read_element(Reader *reader, Element *element)
{
    unsigned char byte = (unsigned char)*reader->at;

    memset(element, 0, sizeof(*element));
    if (byte == '\\') {
        reader->at++;
        return read_escape(reader, element);
    }
    if (byte < 0x80 || !reader->wide) {
        element->code = byte;
        reader->at++;
        return true;
    }
    element->character = true;
    element->code = g_utf8_get_char_validated(reader->at, reader->end - reader->at);
    if (element->code > 0x10ffff) {
        return false;
    }
    reader->at = g_utf8_next_char(reader->at);
    return true;
}

static void append_unit(GArray *units, uint32_t unit)
{
    g_array_append_val(units, unit);
}

/* Appends an element as code units of that many bytes; false when it does not fit one. */
static bool append_element(GArray *units, const Element *element, int64_t size)
{
    char utf8[6];

    if (element->character && size == 1) {
        int length = g_unichar_to_utf8(element->code, utf8);

        for (int i = 0; i < length; i++) {
            append_unit(units, (unsigned char)utf8[i]);
        }
        return true;
    }
    if (element->character && size == 2 && element->code > 0xffff) {
        append_unit(units, 0xd800 + ((element->code - 0x10000) >> 10));
        append_unit(units, 0xdc00 + ((element->code - 0x10000) & 0x3ff));
        return true;
    }
    if (size < 4 && element->code >> (8 * size) != 0) {
        return false;
    }
    append_unit(units, element->code);
    return true;
}

/* The encoding prefix of a literal. */
static const char *prefix_of(const char *text)
{
    switch (text[0]) {
    case 'L':
        return "L";
    case 'U':
        return "U";
    case 'u':
        return text[1] == '8' ? "u8" : "u";
    default:
        return "";
    }
}

/* The type of an element of a literal with that prefix. */
static const IrType *element_type(const MacroTypes *types, const char *prefix)
{
    const IrType *type = types->arith[ARITH_CHAR];

    if (strcmp(prefix, "L") == 0) {
        type = types->ir->wchar_type;
    } else if (strcmp(prefix, "U") == 0) {
        type = types->ir->char32_type;
    } else if (strcmp(prefix, "u") == 0) {
        type = types->ir->char16_type;
    }
    return type != NULL ? ir_type_resolved(type) : NULL;
}

static MacroResult narrow_character(const MacroTypes *types, const GArray *units,
                                    MacroValue *value)
{
    MacroBits bits = 0;

    for (guint i = 0; i < units->len; i++) {
        bits = bits << 8 | g_array_index(units, uint32_t, i);
    }
    if (units->len == 1 && types->ir->char_signed && bits > 0x7f) {
        bits -= 0x100;
    }
    *value = macro_value_integer(types, types->arith[ARITH_INT], bits);
    return MACRO_CONSTANT;
}

MacroResult macro_literal_character(const MacroTypes *types, const char *text,
                                    size_t length, MacroValue *value)
{
    const char *prefix = prefix_of(text);
    const IrType *type = element_type(types, prefix);
    size_t skip = strlen(prefix) + 1;
    Reader reader = {text + skip, text + length - 1, prefix[0] != '\0'};
    MacroResult result = MACRO_CONSTANT;
    GArray *units;

    if (strcmp(prefix, "u8") == 0 || type == NULL) {
        return MACRO_UNKNOWN; /* C23 has it */
    }
    units = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), 4);
    while (reader.at < reader.end && result == MACRO_CONSTANT) {
        Element element;
        guint before = units->len;

        if (!read_element(&reader, &element) ||
            !append_element(units, &element, type->size) || units->len != before + 1 ||
            (!reader.wide && !element.unit && element.code > 0x7f)) {
            result = MACRO_NOT_CONSTANT;
        }
    }
    if (units->len == 0 || (reader.wide && units->len > 1)) {
        result = MACRO_NOT_CONSTANT;
    }
    if (result == MACRO_CONSTANT && !reader.wide) {
        result = narrow_character(types, units, value);
    } else if (result == MACRO_CONSTANT) {
        *value = macro_value_integer(types, type, g_array_index(units, uint32_t, 0));
    }
    g_array_free(units, TRUE);
    return result;
}

static bool append_literal(const MacroToken *token, MacroString *string)
{
    size_t skip = strlen(prefix_of(token->text)) + 1;
    bool wide = string->prefix[0] != '\0' && strcmp(string->prefix, "u8") != 0;
    Reader reader = {token->text + skip, token->text + token->length - 1, wide};

    while (reader.at < reader.end) {
        Element element;

        if (!read_element(&reader, &element) ||
            !append_element(string->units, &element, string->element->size)) {
            return false;
        }
    }
    return true;
}

MacroResult macro_literal_string(const MacroTypes *types, const MacroToken *tokens,
                                 size_t n_tokens, MacroString *string, MacroValue *value)
{
    string->prefix = "";
    for (size_t i = 0; i < n_tokens; i++) {
        const char *prefix = prefix_of(tokens[i].text);

        if (prefix[0] != '\0' && string->prefix[0] != '\0' &&
            strcmp(prefix, string->prefix) != 0) {
            return MACRO_NOT_CONSTANT;
        }
        if (prefix[0] != '\0') {
            string->prefix = prefix;
        }
    }
    string->element = element_type(types, string->prefix);
    if (string->element == NULL) {
        return MACRO_UNKNOWN;
    }
    for (size_t i = 0; i < n_tokens; i++) {
        if (!append_literal(&tokens[i], string)) {
            return MACRO_NOT_CONSTANT;
        }
    }
    memset(value, 0, sizeof(*value));
    value->kind = VALUE_STRING;
    value->type = macro_type_pointer(types, string->element, 0);
    value->literal_string = true;
    value->base = 10;
    value->string = string;
    return MACRO_CONSTANT;
}
