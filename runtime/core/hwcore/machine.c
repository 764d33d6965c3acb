/* SPDX-License-Identifier: MIT */
/* What stands for a machine here: a place in the tree, and how far it is. */
#include "qemu/osdep.h"

#include "hw/qdev-core.h"

static MachineInitPhase machine_phase;

Object *qdev_get_machine(void)
{
    return container_get(object_get_root(), "/machine");
}

Object *machine_get_container(const char *name)
{
    g_autofree char *path = g_strdup_printf("/%s", name);

    return container_get(qdev_get_machine(), path);
}

bool phase_check(MachineInitPhase phase)
{
    return machine_phase >= phase;
}

void phase_advance(MachineInitPhase phase)
{
    assert(phase == machine_phase + 1);
    machine_phase = phase;
}
