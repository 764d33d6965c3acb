/* SPDX-License-Identifier: MIT */
/* (c) GTK 3. */
#include <gtk/gtk.h>
