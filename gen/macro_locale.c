/* SPDX-License-Identifier: MIT */
#include "macro_locale.h"

#include <glib.h>

static gpointer create(gpointer data)
{
    (void)data;
    return newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

locale_t macro_c_locale(void)
{
    static GOnce once = G_ONCE_INIT;

    return g_once(&once, create, NULL);
}
