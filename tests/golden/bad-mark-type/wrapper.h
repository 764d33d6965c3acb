/* SPDX-License-Identifier: MIT */
/* An object type has a name of its own and members to see, and begins with its parent. */
#include <bindery/marks.h>

struct object { int references; };
struct first { struct object object; } BINDERY_TYPE("device");
struct second { struct object object; } BINDERY_TYPE("device");
typedef struct both { struct object object; } both BINDERY_TYPE("one");
typedef struct both also BINDERY_TYPE("two");
struct wrong { int n; struct object object; } BINDERY_TYPE("wrong", struct object);
struct parent { struct object object; } BINDERY_TYPE("parent", struct first);
struct unknown { struct object object; } BINDERY_TYPE("unknown", struct objekt);
typedef struct hidden hidden BINDERY_TYPE("hidden");
typedef int number;
struct numbered { number n; } BINDERY_TYPE("numbered", number);
struct digits { int n; } BINDERY_TYPE("8250");
struct digits_too { int n; } BINDERY_TYPE("8250");
#define OBJECT struct object
struct expanded { struct object object; } BINDERY_TYPE("expanded", OBJECT);
