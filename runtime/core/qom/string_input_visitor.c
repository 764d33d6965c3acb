/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include <math.h>

#include "qapi/error.h"
#include "qapi/string-input-visitor.h"
#include "visitor_impl.h"

/* A range such as 0-4294967295 would make a list that no memory holds. */
#define MAX_ELEMENTS 65536

struct StringInputVisitor {
    Visitor visitor;
    const char *string;
    /* A list's elements, ended by NULL; NULL outside lists. */
    char **elements;
    size_t next;
    /* What is left of a range that began in the element before next. */
    bool in_range;
    int64_t range_next;
    int64_t range_end;
    size_t visited;
};

static StringInputVisitor *to_siv(Visitor *v)
{
    return container_of(v, StringInputVisitor, visitor);
}

static bool expects(const char *name, const char *what, const char *text, Error **errp)
{
    error_setg(errp, "Parameter '%s' expects %s, not '%s'", visitor_value_name(name),
               what, text);
    return false;
}

/* The text of the value that comes next, borrowed; NULL with errp set at a list's end. */
static const char *next_text(StringInputVisitor *siv, const char *name, Error **errp)
{
    if (!siv->elements) {
        return siv->string;
    }
    if (!siv->elements[siv->next]) {
        error_setg(errp, "Parameter '%s': the list has too few elements",
                   visitor_value_name(name));
        return NULL;
    }
    return siv->elements[siv->next++];
}

/* --- integers ----------------------------------------------------------------------- */

/* end: behind the number, as far as it was one. */
static bool parse_int64(const char *text, int64_t *value, const char **end)
{
    char *stop;

    errno = 0;
    *value = strtoll(text, &stop, 0);
    *end = stop;
    return errno == 0 && stop != text;
}

/* A negative number wraps, as it does when it comes as a C value. */
static bool parse_uint64(const char *text, uint64_t *value)
{
    const char *digits = text + strspn(text, " \t");
    char *stop;
    int64_t negative;
    const char *end;

    if (*digits == '-') {
        bool ok = parse_int64(digits, &negative, &end) && *end == '\0';

        *value = negative;
        return ok;
    }
    errno = 0;
    *value = strtoull(digits, &stop, 0);
    return errno == 0 && stop != digits && *stop == '\0';
}

/* In a list: an integer of the range that is open, or one that opens a range. */
static bool list_int64(StringInputVisitor *siv, const char *name, const char *text,
                       int64_t *obj, Error **errp)
{
    int64_t first, last;
    const char *end;

    if (!parse_int64(text, &first, &end)) {
        return expects(name, "an integer", text, errp);
    }
    last = first;
    if (*end == '-' && (!parse_int64(end + 1, &last, &end) || last < first ||
                        (uint64_t)last - (uint64_t)first >= MAX_ELEMENTS)) {
        return expects(name, "a range such as 4-7 of at most 65536 integers", text, errp);
    }
    if (*end != '\0') {
        return expects(name, "an integer", text, errp);
    }
    siv->in_range = first < last;
    siv->range_next = first + 1;
    siv->range_end = last;
    *obj = first;
    return true;
}

static bool next_of_range(StringInputVisitor *siv, int64_t *obj)
{
    if (!siv->in_range) {
        return false;
    }
    *obj = siv->range_next;
    siv->in_range = siv->range_next < siv->range_end;
    siv->range_next += siv->in_range;
    return true;
}

static bool siv_int64(Visitor *v, const char *name, int64_t *obj, Error **errp)
{
    StringInputVisitor *siv = to_siv(v);
    const char *text;
    const char *end;
    int64_t value;

    if (next_of_range(siv, obj)) {
        return true;
    }
    text = next_text(siv, name, errp);
    if (!text) {
        return false;
    }
    if (siv->elements) {
        return list_int64(siv, name, text, obj, errp);
    }
    if (!parse_int64(text, &value, &end) || *end != '\0') {
        return expects(name, "an integer", text, errp);
    }
    *obj = value;
    return true;
}

static bool siv_uint64(Visitor *v, const char *name, uint64_t *obj, Error **errp)
{
    StringInputVisitor *siv = to_siv(v);
    const char *text;
    int64_t of_range;
    uint64_t value;

    if (next_of_range(siv, &of_range)) {
        *obj = of_range;
        return true;
    }
    text = next_text(siv, name, errp);
    if (!text) {
        return false;
    }
    if (siv->elements && *text && strchr(text + 1, '-')) {
        bool ok = list_int64(siv, name, text, &of_range, errp);

        *obj = ok ? (uint64_t)of_range : *obj;
        return ok;
    }
    if (!parse_uint64(text, &value)) {
        return expects(name, "an integer", text, errp);
    }
    *obj = value;
    return true;
}

/* Decimal, with a fraction and a unit's letter if need be, as in "1.5G"; or hexadecimal.
 */
static bool parse_size(const char *text, uint64_t *size)
{
    static const char units[] = "BKMGTPE";
    bool hex = text[0] == '0' && g_ascii_tolower(text[1]) == 'x';
    const char *unit;
    unsigned shift;
    double fraction = 0;
    uint64_t whole;
    uint64_t part;
    char *stop;

    errno = 0;
    whole = strtoull(text, &stop, hex ? 16 : 10);
    if (errno || stop == text || !g_ascii_isdigit(text[0])) {
        return false;
    }
    if (*stop == '\0') {
        *size = whole;
        return true;
    }
    if (hex) {
        return false;
    }
    if (*stop == '.') {
        fraction = g_ascii_strtod(stop, &stop);
    }
    unit = *stop ? strchr(units, g_ascii_toupper(*stop)) : NULL;
    if (!unit || stop[1] != '\0' || (unit == units && fraction > 0)) {
        return false;
    }
    shift = 10 * (unit - units);
    part = (uint64_t)(fraction * (double)(UINT64_C(1) << shift));
    if (whole > UINT64_MAX >> shift || (whole << shift) > UINT64_MAX - part) {
        return false;
    }
    *size = (whole << shift) + part;
    return true;
}

static bool siv_size(Visitor *v, const char *name, uint64_t *obj, Error **errp)
{
    const char *text = next_text(to_siv(v), name, errp);

    if (!text) {
        return false;
    }
    return parse_size(text, obj) ||
           expects(name, "a size such as 4096, 64K or 1.5G", text, errp);
}

/* --- other scalars ------------------------------------------------------------------ */

static bool siv_bool(Visitor *v, const char *name, bool *obj, Error **errp)
{
    const char *text = next_text(to_siv(v), name, errp);

    return text && qapi_bool_parse(visitor_value_name(name), text, obj, errp);
}

static bool siv_str(Visitor *v, const char *name, char **obj, Error **errp)
{
    const char *text = next_text(to_siv(v), name, errp);

    *obj = g_strdup(text);
    return text != NULL;
}

static bool siv_number(Visitor *v, const char *name, double *obj, Error **errp)
{
    const char *text = next_text(to_siv(v), name, errp);
    char *stop;
    double value;

    if (!text) {
        return false;
    }
    errno = 0;
    value = g_ascii_strtod(text, &stop);
    if (errno || stop == text || *stop != '\0' || !isfinite(value)) {
        return expects(name, "a number", text, errp);
    }
    *obj = value;
    return true;
}

/* --- lists -------------------------------------------------------------------------- */

static bool siv_start_list(Visitor *v, const char *name, GenericList **list, size_t size,
                           Error **errp)
{
    StringInputVisitor *siv = to_siv(v);

    if (siv->elements) {
        error_setg(errp, "Parameter '%s': text has no lists inside lists",
                   visitor_value_name(name));
        return false;
    }
    siv->elements = g_strsplit(siv->string, ",", -1);
    siv->next = 0;
    siv->in_range = false;
    siv->visited = 0;
    if (list) {
        *list = siv->elements[0] ? g_malloc0(size) : NULL;
    }
    return true;
}

static GenericList *siv_next_list(Visitor *v, GenericList *tail, size_t size)
{
    StringInputVisitor *siv = to_siv(v);

    if (!siv->in_range && !siv->elements[siv->next]) {
        return NULL;
    }
    if (++siv->visited >= MAX_ELEMENTS) {
        return NULL;
    }
    tail->next = g_malloc0(size);
    return tail->next;
}

static bool siv_check_list(Visitor *v, Error **errp)
{
    StringInputVisitor *siv = to_siv(v);

    if (siv->in_range || siv->elements[siv->next]) {
        error_setg(errp, "the list '%s' has too many elements", siv->string);
        return false;
    }
    return true;
}

static void siv_end_list(Visitor *v)
{
    g_clear_pointer(&to_siv(v)->elements, g_strfreev);
    to_siv(v)->in_range = false;
}

static void siv_free(Visitor *v)
{
    g_strfreev(to_siv(v)->elements);
    g_free(to_siv(v));
}

Visitor *string_input_visitor_new(const char *str)
{
    static const VisitorOps ops = {
        .is_input = true,
        .type_int64 = siv_int64,
        .type_uint64 = siv_uint64,
        .type_size = siv_size,
        .type_bool = siv_bool,
        .type_str = siv_str,
        .type_number = siv_number,
        .start_list = siv_start_list,
        .next_list = siv_next_list,
        .check_list = siv_check_list,
        .end_list = siv_end_list,
        .free = siv_free,
    };
    StringInputVisitor *siv = g_new0(StringInputVisitor, 1);

    siv->visitor.ops = &ops;
    siv->string = str;
    return &siv->visitor;
}
