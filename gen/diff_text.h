/* SPDX-License-Identifier: MIT */
/* A comparison as a person reads it in a terminal. */
#ifndef BINDERY_GEN_DIFF_TEXT_H
#define BINDERY_GEN_DIFF_TEXT_H

#include "diff.h"
#include "show_text.h"

/* Puts the report: the changes by what they break, and a line that sums them up. */
void diff_text_write(const DiffReport *report, ShowText *text);

#endif
