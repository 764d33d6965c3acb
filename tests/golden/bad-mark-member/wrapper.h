/* SPDX-License-Identifier: MIT */
/* Properties and saved members are values of an object that is marked as a type. */
#include <bindery/marks.h>

struct device {
    unsigned enabled : 1 BINDERY_PROPERTY("enabled");
    void (*notify)(void) BINDERY_MIGRATE();
    int first BINDERY_PROPERTY("line");
    int second BINDERY_PROPERTY("line");
    int third BINDERY_MIGRATE() BINDERY_MIGRATE(2);
    int tail[] BINDERY_MIGRATE();
} BINDERY_TYPE("device");
struct plain {
    int n BINDERY_PROPERTY("n");
};
int is_object(const struct plain *plain);
struct checked { struct plain plain; } BINDERY_CAST_CHECK(is_object);
struct nested { struct { int n BINDERY_PROPERTY("n"); } inner; } BINDERY_TYPE("nested");
