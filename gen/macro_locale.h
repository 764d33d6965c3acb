/* SPDX-License-Identifier: MIT */
#ifndef BINDERY_GEN_MACRO_LOCALE_H
#define BINDERY_GEN_MACRO_LOCALE_H

#include <locale.h>

/* The locale of C programs, whatever the user's is: numbers have a point in it. It lives
 * as long as the program; any thread may ask for it. */
locale_t macro_c_locale(void);

#endif
