/* SPDX-License-Identifier: MIT */
/* The outline of an XML document. */
#ifndef OUTLINE_H
#define OUTLINE_H

#include "bindery/marks.h"
#include "expat.h"

typedef struct Outline {
    int depth, elements, characters;
} Outline;

/** Prints an element's name and attributes, as deep as it is nested. */
void outline_start(Outline *outline, const XML_Char *name, const XML_Char **attributes)
    BINDERY_IMPLEMENTS(XML_StartElementHandler);
void outline_end(Outline *outline, const XML_Char *name)
    BINDERY_IMPLEMENTS(XML_EndElementHandler);
/** Counts characters. */
void outline_text(Outline *outline, const XML_Char *text, int length)
    BINDERY_IMPLEMENTS(XML_CharacterDataHandler);

#endif
