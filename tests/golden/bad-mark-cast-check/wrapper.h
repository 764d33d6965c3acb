/* SPDX-License-Identifier: MIT */
/* A cast check takes what the object begins with, and says whether it is one. */
#include <bindery/marks.h>

struct object { int references; };
struct other { int n; };
int is_other(const struct other *other);
int is_number(int n);
void says_nothing(const struct object *object);
int takes_two(const struct object *object, int n);

struct a { struct object object; } BINDERY_TYPE("a") BINDERY_CAST_CHECK(is_missing);
struct b { struct object object; } BINDERY_TYPE("b") BINDERY_CAST_CHECK(is_other);
struct c { struct object object; } BINDERY_TYPE("c") BINDERY_CAST_CHECK(is_number);
struct d { struct object object; } BINDERY_TYPE("d") BINDERY_CAST_CHECK(says_nothing);
struct e { struct object object; } BINDERY_TYPE("e") BINDERY_CAST_CHECK(takes_two);
int is_f(const struct object *object);
struct f { struct object object; } BINDERY_TYPE("f") BINDERY_CAST_CHECK(is_f)
    BINDERY_CAST_CHECK(takes_two);
