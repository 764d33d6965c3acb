/* SPDX-License-Identifier: MIT */
/* Uses no bindings. */
const char *title(void);

const char *title(void)
{
    return "blinker";
}
