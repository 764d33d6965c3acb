/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "report.h"
#include "report_trampolines.h"

int report_row(Report *report, int columns, char **values, char **names)
{
    printf("%d:", ++report->rows);
    for (int i = 0; i < columns; i++) {
        printf(" %s=%s", names[i], values[i]);
    }
    printf("\n");
    return 0;
}

int compare_lengths(Collation *collation, int a_bytes, const void *a, int b_bytes,
                    const void *b)
{
    (void)a;
    (void)b;
    collation->comparisons++;
    return collation->sign * (a_bytes - b_bytes);
}

void collation_destroy(Collation *collation)
{
    printf("collation %s\n", collation->comparisons > 0 ? "was asked" : "was not asked");
}

void twice(sqlite3_context *context, int count, sqlite3_value **values)
{
    sqlite3_result_int(context, count == 1 ? 2 * sqlite3_value_int(values[0]) : 0);
}

static int failed(sqlite3 *db)
{
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    return 1;
}

int main(void)
{
    Report report = {0};
    Collation collation = {.sign = -1};
    sqlite3 *db;

    if (sqlite3_open(":memory:", &db) != SQLITE_OK ||
        collation_sqlite3_create_collation_v2(db, "length", SQLITE_UTF8, &collation) !=
            SQLITE_OK ||
        sqlite3_create_function(db, "twice", 1, SQLITE_UTF8, NULL, twice, NULL, NULL) !=
            SQLITE_OK ||
        sqlite3_exec(db,
                     "CREATE TABLE tree (name TEXT, metres INTEGER);"
                     "INSERT INTO tree VALUES ('ash', 20), ('maple', 15), ('pine', 30)",
                     NULL, NULL, NULL) != SQLITE_OK ||
        report_row_sqlite3_exec(db,
                                "SELECT name, twice(metres) AS double FROM tree"
                                " ORDER BY name COLLATE length",
                                &report, NULL) != SQLITE_OK) {
        return failed(db);
    }
    sqlite3_close(db);
    printf("%d rows\n", report.rows);
    return 0;
}
