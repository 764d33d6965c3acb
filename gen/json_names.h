/* SPDX-License-Identifier: MIT */
/*
 * The words of the record file that stand for enumerators of ir.h, shared by its writer
 * and its reader. Each table is indexed by the enumerator.
 */
#ifndef BINDERY_GEN_JSON_NAMES_H
#define BINDERY_GEN_JSON_NAMES_H

#include "ir.h"

#define JSON_N_QUALIFIERS 3u

extern const char *const json_list_names[IR_MACRO + 1];
extern const char *const json_type_kind_names[IR_TYPE_UNSUPPORTED + 1];
extern const char *const json_class_names[IR_CLASS_VA_LIST + 1];  /* [0] is NULL */
extern const char *const json_storage_names[IR_THREAD_LOCAL + 1]; /* [0] is NULL */
extern const char *const json_macro_kind_names[IR_MACRO_FUNCTION + 1];
extern const char *const json_qualifier_names[JSON_N_QUALIFIERS]; /* by bit number */

#endif
