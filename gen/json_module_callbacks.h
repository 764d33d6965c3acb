/* SPDX-License-Identifier: MIT */
#ifndef BINDERY_GEN_JSON_MODULE_CALLBACKS_H
#define BINDERY_GEN_JSON_MODULE_CALLBACKS_H

#include "json_module_reader.h"

/* Reads "callbacks", at which the reader stands, into the manifest. */
void module_read_callbacks(ModuleReader *reader, const json_t *value, int detail);

#endif
