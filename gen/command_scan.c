/* SPDX-License-Identifier: MIT */
#include "command_scan.h"

#include "module_run.h"
#include "output.h"
#include "progress.h"

int command_scan(const Options *options, Diagnostics *diag)
{
    ModuleRun *run = module_run_create(options);
    OutputSet *outputs = output_set_create();
    int status = module_run_prepare(run, diag);

    if (status == 0) {
        progress_start(module_run_length(run));
        module_run_set_progress(run, progress_show, NULL);
        status = module_run_scan(run, diag) ? 0 : 1;
        progress_end();
    }
    if (status == 0) {
        module_run_add_records(run, outputs);
        status = module_run_write(run, outputs, diag) ? 0 : 1;
    }
    if (status == 0 && options->time) {
        module_run_print_times(run, stderr);
    }
    output_set_destroy(outputs);
    module_run_destroy(run);
    return status;
}
