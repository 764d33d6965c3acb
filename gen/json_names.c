/* SPDX-License-Identifier: MIT */
#include "json_names.h"

const char *const json_list_names[] = {
    [IR_RECORD] = "records",     [IR_ENUM] = "enums",         [IR_TYPEDEF] = "typedefs",
    [IR_FUNCTION] = "functions", [IR_VARIABLE] = "variables", [IR_MACRO] = "macros",
};

const char *const json_type_kind_names[] = {
    [IR_TYPE_BUILTIN] = "builtin",
    [IR_TYPE_POINTER] = "pointer",
    [IR_TYPE_ARRAY] = "array",
    [IR_TYPE_FUNCTION] = "function",
    [IR_TYPE_RECORD] = "record",
    [IR_TYPE_ENUM] = "enum",
    [IR_TYPE_TYPEDEF] = "typedef",
    [IR_TYPE_VECTOR] = "vector",
    [IR_TYPE_COMPLEX] = "complex",
    [IR_TYPE_ATOMIC] = "atomic",
    [IR_TYPE_UNSUPPORTED] = "unsupported",
};

const char *const json_class_names[] = {
    [IR_CLASS_NONE] = NULL,           [IR_CLASS_VOID] = "void",
    [IR_CLASS_BOOL] = "bool",         [IR_CLASS_SIGNED] = "signed",
    [IR_CLASS_UNSIGNED] = "unsigned", [IR_CLASS_FLOATING] = "floating",
    [IR_CLASS_VA_LIST] = "va_list",
};

const char *const json_storage_names[] = {
    [IR_EXTERN] = NULL,
    [IR_STATIC] = "static",
    [IR_THREAD_LOCAL] = "thread_local",
};

const char *const json_macro_kind_names[] = {
    [IR_MACRO_INTEGER] = "integer", [IR_MACRO_FLOATING] = "floating",
    [IR_MACRO_STRING] = "string",   [IR_MACRO_POINTER] = "pointer",
    [IR_MACRO_TEXT] = "text",       [IR_MACRO_FUNCTION] = "function",
};

const char *const json_qualifier_names[] = {"const", "volatile", "restrict"};
