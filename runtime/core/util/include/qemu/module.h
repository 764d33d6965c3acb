/* SPDX-License-Identifier: MIT */
/*
 * Functions that register themselves when the program starts and run when their level is
 * initialised: type_init(register_types) at file scope is all that a source needs.
 * Functions of one level run in the order of registration, each once. Levels are run by
 * one thread, before others are started.
 */
#ifndef QEMU_MODULE_H
#define QEMU_MODULE_H

#include <stdbool.h>

#include "qemu/compiler.h"

typedef enum module_init_type {
    MODULE_INIT_MIGRATION,
    MODULE_INIT_BLOCK,
    MODULE_INIT_OPTS,
    MODULE_INIT_QOM,
    MODULE_INIT_TRACE,
    MODULE_INIT_XEN_BACKEND,
    MODULE_INIT_LIBQOS,
    MODULE_INIT_FUZZ_TARGET,
    MODULE_INIT_MAX
} module_init_type;

#define module_init(function, type)                                                      \
    static void __attribute__((constructor)) do_qemu_init_##function(void)               \
    {                                                                                    \
        register_module_init(function, type);                                            \
    }

#define migration_init(function)   module_init(function, MODULE_INIT_MIGRATION)
#define block_init(function)       module_init(function, MODULE_INIT_BLOCK)
#define opts_init(function)        module_init(function, MODULE_INIT_OPTS)
#define type_init(function)        module_init(function, MODULE_INIT_QOM)
#define trace_init(function)       module_init(function, MODULE_INIT_TRACE)
#define fuzz_target_init(function) module_init(function, MODULE_INIT_FUZZ_TARGET)

/* fn runs at that level; when the level was already run, at its next call. */
void register_module_init(void (*fn)(void), module_init_type type);
/* As register_module_init(): nothing here is loaded from shared objects. */
void register_dso_module_init(void (*fn)(void), module_init_type type);

/* Run what was registered for the level and has not run yet. */
void module_call_init(module_init_type type);

/* Notes for QEMU's own build about what a loadable module has. */
#define module_obj(name)
#define module_dep(name)
#define module_arch(name)
#define module_opts(name)
#define module_kconfig(name)

#endif
