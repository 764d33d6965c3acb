/* SPDX-License-Identifier: MIT */
/* A compiler passes over an attribute that belongs to nothing; a mark there is an error. */
#include <bindery/marks.h>

struct ahead BINDERY_TYPE("ahead");
struct ahead { int n; };
BINDERY_TYPE("front") struct front { int n; };
struct alone { int n; BINDERY_PROPERTY("n"); } BINDERY_TYPE("alone");

/* These belong to what follows. */
BINDERY_TYPE("before") typedef struct { int n; } before;
struct BINDERY_TYPE("between") between { BINDERY_PROPERTY("n") int n; };
