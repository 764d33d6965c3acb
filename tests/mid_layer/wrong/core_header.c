/* SPDX-License-Identifier: MIT */
/* gcc: qom/object.h: No such file or directory */
/* clang: 'qom/object.h' file not found */
#include "qom/object.h" /* wrong */
