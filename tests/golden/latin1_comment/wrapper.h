/* SPDX-License-Identifier: MIT */
/** Café in Latin-1. */
int latin1(void);
struct s {
    int a; /**< über */
};
#define LATIN1 "café"
#define LATIN1_ESCAPED "caf\xe9"
#define UTF8 "cafÃ©"
