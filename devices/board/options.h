/* SPDX-License-Identifier: MIT */
/* The command line of bindery-board. */
#ifndef BOARD_OPTIONS_H
#define BOARD_OPTIONS_H

#include <stdbool.h>

#include <glib.h>

typedef struct BoardOptions {
    /* Arrays of strings that end with NULL; NULL: the option was not given. */
    char **devices;
    char **rams;
    char **globals;
    char **serials;
    char **traces;
    char *qtest;
    char *script;
    char *save;
    char *load;
    char *log;
    char *cpu;
    char *firmware;
    char *dtb;
    char *list_properties;
    gboolean list_types;
    gboolean no_defaults;
    gboolean realtime;
    gboolean icount;
    gboolean version;
} BoardOptions;

/* Fill in options, which are zeroed; false with error (BOARD_ERROR_USAGE) set. */
bool options_parse(BoardOptions *options, int *argc, char ***argv, GError **error);
/* Free what options have. */
void options_finish(BoardOptions *options);

#endif
