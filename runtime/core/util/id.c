/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/id.h"

#include "qemu/atomic.h"

static const char *const subsystem_names[ID_MAX] = {
    [ID_QDEV] = "qdev",
    [ID_BLOCK] = "block",
    [ID_CHR] = "chr",
    [ID_NET] = "net",
};

char *id_generate(IdSubSystems id)
{
    static unsigned int counters[ID_MAX];
    g_assert(id < ID_MAX);
    return g_strdup_printf("#%s%03u", subsystem_names[id],
                           qatomic_fetch_inc(&counters[id]));
}

bool id_wellformed(const char *id)
{
    if (!g_ascii_isalpha(*id)) {
        return false;
    }
    return id[strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "0123456789-._")] == '\0';
}
