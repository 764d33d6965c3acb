/* SPDX-License-Identifier: MIT */
/* (a) the smallest real input: three headers of the C library. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
