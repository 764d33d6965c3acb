/* SPDX-License-Identifier: MIT */
/*
 * Text for a terminal: colour where the terminal has it, box-drawing characters where the
 * locale has them, and no control characters from what is shown.
 */
#ifndef BINDERY_GEN_SHOW_TEXT_H
#define BINDERY_GEN_SHOW_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <glib.h>

typedef struct ShowStyle {
    bool colour;    /* escape sequences */
    bool unicode;   /* box-drawing characters; else ASCII */
    unsigned width; /* columns */
} ShowStyle;

typedef enum ShowPaint {
    SHOW_PLAIN,
    SHOW_TITLE,
    SHOW_LABEL,
    SHOW_DIM,
    SHOW_HOLE,
    SHOW_MARK,
} ShowPaint;

typedef struct ShowText {
    GString *out; /* borrowed */
    ShowStyle style;
} ShowText;

/* The style that suits a stream: colour for a terminal unless NO_COLOR is set, the
 * locale's characters, the terminal's width or 80 columns. */
ShowStyle show_style_for(FILE *stream);

/* What follows is in that paint, until the next. */
void show_paint(ShowText *text, ShowPaint paint);

/* Puts text of our own, as printf() does. */
void show_printf(ShowText *text, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Puts text of a record: a control character other than a new line comes out as ?. */
void show_string(ShowText *text, const char *string);

/* The same on one line: a new line comes out as a blank, and what does not fit into that
 * many columns is cut. Gives the columns taken. */
size_t show_fitted(ShowText *text, const char *string, size_t columns);

/* Puts a character so many times; one of the two, by what the locale has. */
void show_repeat(ShowText *text, const char *unicode, const char *ascii, size_t times);

/* The columns that a string takes. */
size_t show_columns(const char *string);

#endif
