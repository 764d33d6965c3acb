/* SPDX-License-Identifier: MIT */
/*
 * A module's manifest, module.json: what it is called, what it depends on and what it
 * owns. docs/modules.md describes it for those who write one, docs/module.schema.json is
 * its schema.
 *
 * Every string and every item below belongs to the manifest. Lines and columns are those
 * of the value in the file, or where it says so of the name before it, counted from 1.
 */
#ifndef BINDERY_GEN_MANIFEST_H
#define BINDERY_GEN_MANIFEST_H

#include <stdbool.h>

#include <glib.h>

#include "diag.h"
#include "select.h"

typedef struct Manifest Manifest;

/* One string, or one member and its string, and where it stands. */
typedef struct ManifestText {
    const char *name; /* of a member of an object; NULL for an element of a list */
    const char *text; /* NULL where the value is null, false or no string */
    unsigned line, column;
    unsigned name_line, name_column; /* of the name; 0 without */
} ManifestText;

/* Which parameter or member an override speaks of. */
typedef enum ManifestChoice {
    MANIFEST_KEEP, /* not given: as it was found */
    MANIFEST_NONE, /* null: there is none */
    MANIFEST_SET,
} ManifestChoice;

/* One entry below "callbacks". */
typedef struct ManifestCallback {
    const char *declaration; /* "g_timeout_add", "struct z_stream_s", "GSourceFunc" */
    const char *place;       /* parameter (name, or number from 1) or member; NULL: all of
                                the declaration */
    bool excluded;           /* false */
    ManifestChoice opaque_choice, user_data_choice, destroy_choice;
    int opaque; /* from 0 */
    const char *user_data, *destroy;
    unsigned line, column; /* of the name of the place or, without one, the declaration */
} ManifestCallback;

struct Manifest {
    const char *path;                    /* as given on the command line */
    const char *header;                  /* path of the wrapper */
    unsigned header_line, header_column; /* of "wrapper", or of the manifest without it */
    ManifestText name;
    GArray *depends;   /* of ManifestText */
    GArray *rename;    /* of ManifestText: name is the old one, text the new one */
    GArray *macros;    /* of ManifestText: name is the macro, text its signature */
    GArray *system;    /* of ManifestText: "stddef.h" */
    GArray *callbacks; /* of ManifestCallback */
    GPtrArray *raw;    /* of const char * */
    Selection *selection;
    GStringChunk *strings; /* what the texts are allocated from */
};

/* A new, empty manifest of that path: for who reads one. */
Manifest *manifest_create(const char *path);

/* Reads and checks a manifest (json_module.c): new, or NULL with every error in it
 * reported. */
Manifest *manifest_load(const char *path, Diagnostics *diag);

/* NULL is taken. */
void manifest_destroy(Manifest *manifest);

#endif
