/* SPDX-License-Identifier: MIT */
#define GONE 1
#undef GONE
#define CHANGED 1
#define USES_CHANGED CHANGED
#undef CHANGED
#define CHANGED 2
#define SAME 3
#define SAME 3
#define CONDITIONAL
#ifdef CONDITIONAL
#define THEN 1
#else
#define ELSE 1
#endif
#define USES_GONE GONE
#undef NEVER_DEFINED
#define TEMPORARY 8
enum { FROM_TEMPORARY = TEMPORARY };
#undef TEMPORARY
