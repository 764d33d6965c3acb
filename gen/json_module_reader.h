/* SPDX-License-Identifier: MIT */
/*
 * Reading a manifest value by value. Where a value is not what it should be, an error is
 * reported at its place and reading goes on: a manifest's errors are told all at once.
 * For gen/json_module*.c only.
 */
#ifndef BINDERY_GEN_JSON_MODULE_READER_H
#define BINDERY_GEN_JSON_MODULE_READER_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>
#include <jansson.h>

#include "diag.h"
#include "json_read_place.h"
#include "manifest.h"

#define MODULE_READER_MAX_STEPS 8

/* One reading. The steps lead to the value at hand. */
typedef struct ModuleReader {
    Manifest *manifest;
    Diagnostics *diag;
    const char *text; /* the file's bytes */
    size_t length;
    JsonStep steps[MODULE_READER_MAX_STEPS];
    size_t n_steps;
    bool failed;
} ModuleReader;

/* A member that an object may have, and what reads it. */
typedef struct ModuleKey {
    const char *name;
    void (*read)(ModuleReader *reader, const json_t *value, int detail);
    int detail;
} ModuleKey;

/* Reports an error at the value at hand, the place of its member or element. */
void module_reader_fail(ModuleReader *reader, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

/* The same at the name of the member at hand. */
void module_reader_fail_name(ModuleReader *reader, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

/* Line and column of the name of the member at hand. */
void module_reader_name_place(const ModuleReader *reader, unsigned *line,
                              unsigned *column);

/* Line and column of the value at hand. */
void module_reader_place(const ModuleReader *reader, unsigned *line, unsigned *column);

/* Reads the members of an object, each by the key of its name; others are reported, with
 * the name that was meant. */
void module_read_object(ModuleReader *reader, const json_t *value, const ModuleKey *keys,
                        size_t n_keys);

/* Hands over the members of an object whose names are the manifest's own; the reader
 * stands at each then. Gives how many there are. */
typedef void ModuleReadMember(ModuleReader *reader, const char *name, const json_t *value,
                              void *data);
size_t module_read_members(ModuleReader *reader, const json_t *value,
                           ModuleReadMember *read, void *data);

/* Hands over the elements of a list of strings, none of them empty and no two alike. */
typedef void ModuleReadText(ModuleReader *reader, const ManifestText *text, int detail);
void module_read_texts(ModuleReader *reader, const json_t *value, ModuleReadText *read,
                       int detail);

/* Adds the strings of a list to lines; they may be empty and alike, but each is one line.
 */
void module_read_lines(ModuleReader *reader, const json_t *value, GPtrArray *lines);

/* The string (the manifest's), or NULL and an error reported for an empty one and for
 * what is no string. */
const char *module_read_string(ModuleReader *reader, const json_t *value);

#endif
