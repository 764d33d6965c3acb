/* SPDX-License-Identifier: MIT */
#include "diff_class.h"

#include <stddef.h>
#include <string.h>

typedef struct ClassEntry {
    const char *name;
    DiffLevel level;
    const char *title;
} ClassEntry;

static const ClassEntry classes[DIFF_CLASSES] = {
    [DIFF_ADDED] = {"added", DIFF_COMPATIBLE, "a declaration was added"},
    [DIFF_REMOVED_SYMBOL] = {"symbol-removed", DIFF_ABI,
                             "a function or variable was removed"},
    [DIFF_REMOVED] = {"removed", DIFF_API, "a declaration was removed"},
    [DIFF_RENAMED_SYMBOL] = {"symbol-renamed", DIFF_ABI,
                             "a function or variable was renamed"},
    [DIFF_RENAMED] = {"renamed", DIFF_API, "a declaration was renamed"},
    [DIFF_REPLACED] = {"replaced", DIFF_COMPATIBLE,
                       "something of another kind has the name now"},
    [DIFF_MOVED] = {"moved", DIFF_COMPATIBLE, "another header declares it"},
    [DIFF_UNSUPPORTED] = {"unsupported", DIFF_API,
                          "it can no longer be described and compared"},
    [DIFF_DEPRECATED] = {"deprecated", DIFF_API, "it is deprecated"},
    [DIFF_NO_LONGER_DEPRECATED] = {"no-longer-deprecated", DIFF_COMPATIBLE,
                                   "it is no longer deprecated"},
    [DIFF_ATTRIBUTE_STRICTER] = {"attribute-stricter", DIFF_API,
                                 "an attribute asks more of the caller"},
    [DIFF_ATTRIBUTE_LOOSER] = {"attribute-looser", DIFF_COMPATIBLE,
                               "an attribute asks less of the caller"},
    [DIFF_ATTRIBUTE_LAYOUT] = {"attribute-layout", DIFF_ABI,
                               "an attribute that decides on layout changed"},
    [DIFF_ATTRIBUTE_SYMBOL] = {"attribute-symbol", DIFF_ABI,
                               "an attribute that decides on the symbol changed"},
    [DIFF_ATTRIBUTE_OTHER] = {"attribute", DIFF_BEHAVIOUR,
                              "an attribute that tells the compiler more changed"},
    [DIFF_CALLBACK_ADDED] = {"callback-added", DIFF_COMPATIBLE,
                             "it is now known how a callback's pointer travels"},
    [DIFF_CALLBACK_CHANGED] = {"callback-changed", DIFF_API,
                               "a callback's pointer travels another way"},
    [DIFF_DOC] = {"documentation", DIFF_DOCUMENTATION, "the documentation changed"},
    [DIFF_SIGNATURE] = {"signature", DIFF_ABI, "parameters changed"},
    [DIFF_PARAM_ADDED] = {"parameter-added", DIFF_ABI, "a parameter was added"},
    [DIFF_PARAM_REMOVED] = {"parameter-removed", DIFF_ABI, "a parameter was removed"},
    [DIFF_PARAM_TYPE] = {"parameter-type", DIFF_ABI, "a parameter's type changed"},
    [DIFF_RESULT_TYPE] = {"result-type", DIFF_ABI, "the result's type changed"},
    [DIFF_VARIADIC] = {"variadic", DIFF_ABI, "variable arguments came or went"},
    [DIFF_CONVENTION] = {"calling-convention", DIFF_ABI,
                         "the calling convention changed"},
    [DIFF_NORETURN] = {"noreturn", DIFF_API, "whether it returns changed"},
    [DIFF_PARAM_RENAMED] = {"parameter-renamed", DIFF_DOCUMENTATION,
                            "a parameter has another name"},
    [DIFF_SYMBOL] = {"symbol", DIFF_ABI, "the linker sees another name"},
    [DIFF_STORAGE] = {"storage", DIFF_ABI, "the linker sees it no longer, or otherwise"},
    [DIFF_NOW_EXTERN] = {"now-extern", DIFF_COMPATIBLE, "the linker sees it now"},
    [DIFF_TYPE] = {"type", DIFF_ABI, "the type changed"},
    [DIFF_TYPE_ALIKE] = {"type-alike", DIFF_API, "another type, stored and passed alike"},
    [DIFF_TYPE_QUALIFIERS] = {"qualifiers", DIFF_API,
                              "const, volatile or restrict came or went"},
    [DIFF_TYPE_SPELLING] = {"type-spelling", DIFF_COMPATIBLE,
                            "the same type by another name"},
    [DIFF_FIELD_ADDED] = {"field-added", DIFF_ABI, "a member was added"},
    [DIFF_FIELD_ADDED_END] = {"field-added-at-end", DIFF_COMPATIBLE,
                              "a member was added at the end of a record that callers "
                              "do not allocate"},
    [DIFF_FIELD_ADDED_PADDING] = {"field-added-in-padding", DIFF_COMPATIBLE,
                                  "a member was added where nothing was, or where "
                                  "room was reserved"},
    [DIFF_FIELD_REMOVED] = {"field-removed", DIFF_ABI, "a member was removed"},
    [DIFF_FIELD_RENAMED] = {"field-renamed", DIFF_API, "a member was renamed"},
    [DIFF_FIELD_REORDERED] = {"field-reordered", DIFF_ABI,
                              "a member stands at another place"},
    [DIFF_FIELD_WIDTH] = {"field-width", DIFF_ABI, "the width of a bit-field changed"},
    [DIFF_RECORD_KIND] = {"record-kind", DIFF_ABI,
                          "a struct became a union, or the reverse"},
    [DIFF_RECORD_PACKING] = {"record-packing", DIFF_ABI,
                             "the packing of a record changed"},
    [DIFF_RECORD_LAYOUT] = {"record-layout", DIFF_ABI,
                            "the layout changed, although no member did"},
    [DIFF_RECORD_HIDDEN] = {"record-hidden", DIFF_API,
                            "the members of a record are no longer declared"},
    [DIFF_RECORD_SHOWN] = {"record-shown", DIFF_COMPATIBLE,
                           "the members of a record are now declared"},
    [DIFF_ENUM_INTEGER] = {"enum-integer", DIFF_ABI,
                           "the integer type of an enum changed"},
    [DIFF_ENUMERATOR_ADDED] = {"enumerator-added", DIFF_COMPATIBLE,
                               "an enumerator was added"},
    [DIFF_ENUMERATOR_REMOVED] = {"enumerator-removed", DIFF_API,
                                 "an enumerator was removed"},
    [DIFF_ENUMERATOR_RENAMED] = {"enumerator-renamed", DIFF_API,
                                 "an enumerator was renamed"},
    [DIFF_ENUMERATOR_VALUE] = {"enumerator-value", DIFF_ABI,
                               "an enumerator has another value"},
    [DIFF_ENUMERATOR_COUNT] = {"enumerator-count", DIFF_BEHAVIOUR,
                               "the last enumerator, which counts the others, has "
                               "another value"},
    [DIFF_VALUE] = {"value", DIFF_API, "a constant has another value"},
    [DIFF_VALUE_DEFAULT] = {"value-default", DIFF_BEHAVIOUR,
                            "a default has another value"},
    [DIFF_VALUE_VERSION] = {"value-version", DIFF_BEHAVIOUR,
                            "a version number has another value"},
    [DIFF_VALUE_TYPE] = {"value-type", DIFF_API, "a constant has another type"},
    [DIFF_MACRO_KIND] = {"macro-kind", DIFF_API, "a macro stands for something else"},
    [DIFF_MACRO_PARAMETERS] = {"macro-parameters", DIFF_API,
                               "a macro takes other arguments"},
    [DIFF_MACRO_BODY] = {"macro-body", DIFF_BEHAVIOUR, "a macro has another body"},
    [DIFF_MODULE_ADDED] = {"module-added", DIFF_COMPATIBLE, "a module was added"},
    [DIFF_MODULE_REMOVED] = {"module-removed", DIFF_ABI, "a module was removed"},
};

static const char *const levels[DIFF_LEVELS] = {
    [DIFF_DOCUMENTATION] = "documentation",
    [DIFF_COMPATIBLE] = "compatible",
    [DIFF_BEHAVIOUR] = "behaviour",
    [DIFF_API] = "api",
    [DIFF_ABI] = "abi",
};

const char *diff_class_name(DiffClass class)
{
    return classes[class].name;
}

int diff_class_from_name(const char *name)
{
    for (int i = 0; i < DIFF_CLASSES; i++) {
        if (strcmp(classes[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

DiffLevel diff_class_level(DiffClass class)
{
    return classes[class].level;
}

const char *diff_class_title(DiffClass class)
{
    return classes[class].title;
}

const char *diff_level_name(DiffLevel level)
{
    return levels[level];
}

int diff_level_from_name(const char *name)
{
    for (int i = 0; i < DIFF_LEVELS; i++) {
        if (strcmp(levels[i], name) == 0) {
            return i;
        }
    }
    return -1;
}
