/* SPDX-License-Identifier: MIT */
/* Names of things that users, or the program itself, give. */
#ifndef QEMU_ID_H
#define QEMU_ID_H

#include <stdbool.h>

typedef enum IdSubSystems {
    ID_QDEV,
    ID_BLOCK,
    ID_CHR,
    ID_NET,
    ID_MAX
} IdSubSystems;

/* A name that no user can give, new; each call another one. */
char *id_generate(IdSubSystems id);
/* Whether a user may give it: a letter, then letters, digits, '-', '.', '_'. */
bool id_wellformed(const char *id);

#endif
