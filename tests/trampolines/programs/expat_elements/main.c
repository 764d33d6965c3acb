/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "outline.h"
#include "outline_trampolines.h"

static const char document[] =
    "<tree kind=\"ash\"><branch><leaf/><leaf/></branch>old</tree>";

void outline_start(Outline *outline, const XML_Char *name, const XML_Char **attributes)
{
    printf("%*s%s", 2 * outline->depth++, "", name);
    for (; *attributes != NULL; attributes += 2) {
        printf(" %s=%s", attributes[0], attributes[1]);
    }
    printf("\n");
    outline->elements++;
}

void outline_end(Outline *outline, const XML_Char *name)
{
    (void)name;
    outline->depth--;
}

void outline_text(Outline *outline, const XML_Char *text, int length)
{
    (void)text;
    outline->characters += length;
}

int main(void)
{
    Outline outline = {0};
    XML_Parser parser = XML_ParserCreate(NULL);

    XML_SetUserData(parser, &outline);
    XML_SetElementHandler(parser, outline_start_bridge, outline_end_bridge);
    XML_SetCharacterDataHandler(parser, outline_text_bridge);
    if (XML_Parse(parser, document, (int)strlen(document), XML_TRUE) != XML_STATUS_OK) {
        fprintf(stderr, "%s\n", XML_ErrorString(XML_GetErrorCode(parser)));
        return 1;
    }
    XML_ParserFree(parser);
    printf("%d elements, %d characters, depth %d\n", outline.elements, outline.characters,
           outline.depth);
    return 0;
}
