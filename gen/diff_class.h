/* SPDX-License-Identifier: MIT */
/*
 * The classes of changes between two interface records, and what each breaks.
 * docs/diff.md has the same table with an example for each.
 */
#ifndef BINDERY_GEN_DIFF_CLASS_H
#define BINDERY_GEN_DIFF_CLASS_H

/* What a change breaks, the least first. */
typedef enum DiffLevel {
    DIFF_DOCUMENTATION, /* nothing that a compiler sees */
    DIFF_COMPATIBLE,    /* nothing */
    DIFF_BEHAVIOUR, /* nothing at compile time or link time; what happens may differ */
    DIFF_API,       /* source: it may no longer compile, or mean something else */
    DIFF_ABI,       /* programs that were compiled before */
    DIFF_LEVELS,
} DiffLevel;

typedef enum DiffClass {
    /* of every kind of declaration */
    DIFF_ADDED,
    DIFF_REMOVED_SYMBOL, /* a function or variable that the linker sees */
    DIFF_REMOVED,        /* anything else */
    DIFF_RENAMED_SYMBOL,
    DIFF_RENAMED,
    DIFF_REPLACED, /* a macro became an enumerator, function or variable; or the reverse
                    */
    DIFF_MOVED,    /* another header declares it */
    DIFF_UNSUPPORTED,
    DIFF_DEPRECATED,
    DIFF_NO_LONGER_DEPRECATED,
    DIFF_ATTRIBUTE_STRICTER,
    DIFF_ATTRIBUTE_LOOSER,
    DIFF_ATTRIBUTE_LAYOUT,
    DIFF_ATTRIBUTE_SYMBOL,
    DIFF_ATTRIBUTE_OTHER,
    DIFF_CALLBACK_ADDED,
    DIFF_CALLBACK_CHANGED,
    DIFF_DOC,
    /* functions */
    DIFF_SIGNATURE,
    DIFF_PARAM_ADDED,
    DIFF_PARAM_REMOVED,
    DIFF_PARAM_TYPE,
    DIFF_RESULT_TYPE,
    DIFF_VARIADIC,
    DIFF_CONVENTION,
    DIFF_NORETURN,
    DIFF_PARAM_RENAMED,
    DIFF_SYMBOL,
    DIFF_STORAGE,
    DIFF_NOW_EXTERN,
    /* a type of anything, by what the other type is */
    DIFF_TYPE,
    DIFF_TYPE_ALIKE,
    DIFF_TYPE_QUALIFIERS,
    DIFF_TYPE_SPELLING,
    /* records */
    DIFF_FIELD_ADDED,
    DIFF_FIELD_ADDED_END,
    DIFF_FIELD_ADDED_PADDING,
    DIFF_FIELD_REMOVED,
    DIFF_FIELD_RENAMED,
    DIFF_FIELD_REORDERED,
    DIFF_FIELD_WIDTH,
    DIFF_RECORD_KIND,
    DIFF_RECORD_PACKING,
    DIFF_RECORD_LAYOUT,
    DIFF_RECORD_HIDDEN,
    DIFF_RECORD_SHOWN,
    /* enums */
    DIFF_ENUM_INTEGER,
    DIFF_ENUMERATOR_ADDED,
    DIFF_ENUMERATOR_REMOVED,
    DIFF_ENUMERATOR_RENAMED,
    DIFF_ENUMERATOR_VALUE,
    DIFF_ENUMERATOR_COUNT,
    /* macros and constants */
    DIFF_VALUE,
    DIFF_VALUE_DEFAULT,
    DIFF_VALUE_VERSION,
    DIFF_VALUE_TYPE,
    DIFF_MACRO_KIND,
    DIFF_MACRO_PARAMETERS,
    DIFF_MACRO_BODY,
    /* modules */
    DIFF_MODULE_ADDED,
    DIFF_MODULE_REMOVED,
    DIFF_CLASSES,
} DiffClass;

/* "field-added", as reports and suppressions have it; and back, -1 for an unknown one. */
const char *diff_class_name(DiffClass class);
int diff_class_from_name(const char *name);

/* What a change of that class breaks where nothing more is known. */
DiffLevel diff_class_level(DiffClass class);

/* "a member was added": the class in words. */
const char *diff_class_title(DiffClass class);

/* "abi", "api", "behaviour", "compatible", "documentation"; and back, -1. */
const char *diff_level_name(DiffLevel level);
int diff_level_from_name(const char *name);

#endif
