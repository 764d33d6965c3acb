/* SPDX-License-Identifier: MIT */
/*
 * One run of scan or gen: the records of one header, or of one or several modules.
 *
 * The first halves of the scans run at once, as many as there are processors. The second
 * halves follow one by one, each module after those it depends on, and what is made of a
 * module is the same whichever others are in the run and however they are ordered.
 */
#ifndef BINDERY_GEN_MODULE_RUN_H
#define BINDERY_GEN_MODULE_RUN_H

#include <stdbool.h>
#include <stdio.h>

#include "diag.h"
#include "options.h"
#include "output.h"
#include "render.h"

typedef struct ModuleRun ModuleRun;

/* A new run; options (borrowed) must outlive it. Free it with module_run_destroy(). */
ModuleRun *module_run_create(const Options *options);
void module_run_destroy(ModuleRun *run);

/* How many modules it has, once it is prepared. */
unsigned module_run_length(const ModuleRun *run);

/* Told by the thread that runs module_run_scan(), after each module that is done with. */
typedef void ModuleProgress(void *data, unsigned done, unsigned total);
void module_run_set_progress(ModuleRun *run, ModuleProgress *progress, void *data);

/* Reads the manifests and looks for the headers, before anything is started for them.
 * Gives 0, or the exit status with every error reported. */
int module_run_prepare(ModuleRun *run, Diagnostics *diag);

/*
 * Finds the dependencies and scans. False with every error reported: those of a module
 * stand together, modules in the order in which they were given.
 */
bool module_run_scan(ModuleRun *run, Diagnostics *diag);

/* Hands all records over to the renderer, and lets it work. */
void module_run_feed(ModuleRun *run, Renderer *renderer);

/* Adds the text of each record to the outputs: for gen M.ir.json in the output directory,
 * for scan the output file. Another thread may be at module_run_feed(). */
void module_run_add_records(ModuleRun *run, OutputSet *outputs);

/* Adds what the renderer makes of them, which it may be doing already. False with an
 * error reported. */
bool module_run_add_rendered(ModuleRun *run, Renderer *renderer, OutputSet *outputs,
                             Diagnostics *diag);

/* Adds the dependency file, if one is asked for, and writes the outputs, all or none.
 * False with an error reported. */
bool module_run_write(ModuleRun *run, OutputSet *outputs, Diagnostics *diag);

/* Prints what --time asks for. */
void module_run_print_times(const ModuleRun *run, FILE *out);

#endif
