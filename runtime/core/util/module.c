/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/module.h"

#include "qemu/queue.h"

typedef struct ModuleEntry ModuleEntry;
struct ModuleEntry {
    void (*init)(void);
    QSIMPLEQ_ENTRY(ModuleEntry) node;
};

typedef QSIMPLEQ_HEAD(ModuleLevel, ModuleEntry) ModuleLevel;

/* All zeros until the level's first use: constructors run before anything could set it.
 */
static ModuleLevel levels[MODULE_INIT_MAX];

static ModuleLevel *level_of(module_init_type type)
{
    g_assert(type < MODULE_INIT_MAX);
    if (!levels[type].sqh_last) {
        QSIMPLEQ_INIT(&levels[type]);
    }
    return &levels[type];
}

void register_module_init(void (*fn)(void), module_init_type type)
{
    ModuleEntry *entry = g_new0(ModuleEntry, 1);
    entry->init = fn;
    QSIMPLEQ_INSERT_TAIL(level_of(type), entry, node);
}

void register_dso_module_init(void (*fn)(void), module_init_type type)
{
    register_module_init(fn, type);
}

void module_call_init(module_init_type type)
{
    ModuleLevel *level = level_of(type);
    while (!QSIMPLEQ_EMPTY(level)) {
        ModuleEntry *entry = QSIMPLEQ_FIRST(level);
        QSIMPLEQ_REMOVE_HEAD(level, node);
        void (*init)(void) = entry->init;
        g_free(entry);
        init();
    }
}
