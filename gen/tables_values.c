/* SPDX-License-Identifier: MIT */
#include "tables_values.h"

#include <string.h>

#include "handlers_types.h"

/* What the initializers of one mark are checked for. */
typedef struct Checking {
    Trampolines *all;
    const Mark *mark;
} Checking;

static void without_blanks(char *text)
{
    char *to = text;

    for (const char *from = text; *from != '\0'; from++) {
        if (*from != ' ') {
            *to++ = *from;
        }
    }
    *to = '\0';
}

char *table_designator(const char *initializer)
{
    size_t length = strcspn(initializer, "=[");
    char *path;

    if (*initializer != '.' || strchr(initializer, '=') == NULL) {
        return NULL;
    }
    path = g_strndup(initializer + 1, length - 1);
    without_blanks(path);
    return path;
}

unsigned table_first_value(const Mark *mark)
{
    return mark->kind == MARK_TABLE ? 2 : 1;
}

bool table_path_covers(const char *path, const char *member)
{
    size_t length = strlen(path);

    return strncmp(path, member, length) == 0 &&
           (member[length] == '\0' || member[length] == '.');
}

const char *table_title(Ir *ir, const Mark *mark)
{
    return mark->kind == MARK_TABLE ? ir_printf(ir, "table '%s'", mark->values[1])
                                    : ir_printf(ir, "class '%s'", mark->values[0]);
}

/* Whether an initializer is for all of what its path says, not for an element of it. */
static bool is_whole(const char *initializer)
{
    return strpbrk(initializer, "=[")[0] == '=';
}

/* The path of the initializer, where an earlier one is for the same member, or for one in
 * the other; NULL where none is. */
static const char *repeated(const Checking *checking, unsigned at, const char *path)
{
    const char *const *values = checking->mark->values;

    for (unsigned i = table_first_value(checking->mark); i < at; i++) {
        g_autofree char *other = table_designator(values[i]);

        if (is_whole(values[i]) && table_path_covers(other, path)) {
            return ir_string(checking->all->ir, path);
        }
        if (is_whole(values[at]) && table_path_covers(path, other)) {
            return ir_string(checking->all->ir, other);
        }
    }
    return NULL;
}

static bool check_value(const Checking *checking, const IrType *type, const char *label,
                        const char *value);

/* Whether a plain number between brackets is the index of an element; what else stands
 * there, C checks. */
static bool is_in_range(const char *index, const IrType *array)
{
    char *end;
    guint64 number = g_ascii_strtoull(index, &end, 0);

    return end == index || end[strspn(end, " ")] != ']' || array->length < 0 ||
           number < (guint64)array->length;
}

/* What stands behind `[1]` and blanks. *type becomes the element's; NULL for none. */
static const char *after_indices(const char *at, const IrType **type)
{
    while (*at == '[') {
        const IrType *array = *type != NULL ? ir_type_resolved(*type) : NULL;
        const char *index = at + 1 + strspn(at + 1, " ");
        int depth = 0;

        do {
            depth += *at == '[' ? 1 : *at == ']' ? -1 : 0;
            at++;
        } while (depth > 0 && *at != '\0');
        *type = array != NULL && array->kind == IR_TYPE_ARRAY && is_in_range(index, array)
                    ? array->target
                    : NULL;
        while (*at == ' ') {
            at++;
        }
    }
    return at;
}

/* One `.member = value`, in what messages call the label. */
static bool check_member(const Checking *checking, const IrDecl *record,
                         const char *label, const char *initializer)
{
    g_autofree char *path = table_designator(initializer), *inner = NULL;
    const char *indices = initializer + strcspn(initializer, "=["), *rest;
    const IrType *type;
    MemberPlace place;

    if (path == NULL) {
        return trampolines_error(checking->all, checking->mark,
                                 "'%s' is no initializer of a member; write it as "
                                 "'.member = value'",
                                 initializer);
    }
    if (!find_member(record, path, &place)) {
        g_autofree char *nearest = suggest_member(record, path);
        trampolines_error(checking->all, checking->mark, "'%s' has no member '%s'%s",
                          label, path, nearest);
        trampolines_note(checking->all, record, NULL, "it is declared here");
        return false;
    }
    type = place.field->type;
    rest = after_indices(indices, &type);
    if (rest != indices && type == NULL) {
        return trampolines_error(checking->all, checking->mark,
                                 "'%s' indexes the member '%s' of '%s', which has no "
                                 "such element",
                                 initializer, path, label);
    }
    inner = g_strdup_printf("%s.%s%.*s", label, path, (int)(rest - indices), indices);
    g_strchomp(inner);
    if (*rest != '.') {
        return check_value(checking, type, inner, strchr(rest, '=') + 1);
    }
    record = type_record(type);
    return record == NULL
               ? trampolines_error(checking->all, checking->mark,
                                   "'%s' is for a member of '%s', which is no record; "
                                   "name a member that it has",
                                   initializer, inner)
               : check_member(checking, record, inner, rest);
}

/* One value of several in braces: of a member that it names, or of an element. */
static bool check_part(const Checking *checking, const IrType *type, const char *label,
                       const char *part)
{
    const IrDecl *record = type_record(type);
    const IrType *element = type;
    const char *rest;

    if (record != NULL) {
        /* Without a name it is for the next member; how many there are, C says. */
        return *part != '.' || check_member(checking, record, label, part);
    }
    if (ir_type_resolved(type)->kind != IR_TYPE_ARRAY) {
        return true;
    }
    rest = after_indices(part, &element);
    if (rest == part) {
        return check_value(checking, ir_type_resolved(type)->target, label, part);
    }
    rest = strchr(rest, '=');
    return element == NULL || rest == NULL ||
           check_value(checking, element, label, rest + 1);
}

/* What stands in braces; any other value is an expression, which C checks. */
static bool check_value(const Checking *checking, const IrType *type, const char *label,
                        const char *value)
{
    g_autofree char *text = g_strstrip(g_strdup(value));
    size_t length = strlen(text);
    GPtrArray *parts;
    bool good = true;

    if (length == 0) {
        return trampolines_error(checking->all, checking->mark,
                                 "the initializer of '%s' has no value", label);
    }
    if (length < 2 || *text != '{' || text[length - 1] != '}') {
        return true;
    }
    text[length - 1] = '\0';
    parts = mark_split(checking->all->ir, text + 1);
    for (guint i = 0; i < parts->len && good; i++) {
        good = check_part(checking, type, label, parts->pdata[i]);
    }
    g_ptr_array_free(parts, TRUE);
    return good;
}

/* Whether the initializer's value stands in braces. */
static bool is_list(const char *initializer)
{
    const char *value = strchr(initializer, '=') + 1;

    return value[strspn(value, " ")] == '{';
}

bool tables_check_values(Trampolines *all, const Mark *mark, const IrDecl *record)
{
    const Checking checking = {all, mark};

    for (unsigned i = table_first_value(mark); i < mark->n_values; i++) {
        const char *twice;

        if (!check_member(&checking, record, mark->values[0], mark->values[i])) {
            return false;
        }
        if (mark->kind == MARK_CLASS && is_list(mark->values[i])) {
            return trampolines_error(
                all, mark,
                "'%s' is assigned to a class, which takes no list in "
                "braces; set each element or member by itself",
                mark->values[i]);
        }
        g_autofree char *path = table_designator(mark->values[i]);
        twice = repeated(&checking, i, path);
        if (twice != NULL) {
            return trampolines_error(all, mark,
                                     "the %s has two initializers for '%s'; leave one "
                                     "out",
                                     table_title(all->ir, mark), twice);
        }
    }
    return true;
}
