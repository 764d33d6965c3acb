/* SPDX-License-Identifier: MIT */
/* program: sqlite3_queries */
/* gcc: too many arguments to function ‘collation_sqlite3_create_collation_v2’ */
/* clang: too many arguments to function call, expected 4, have 5 */
#include "report.h"
#include "report_trampolines.h"

void end(void *report);
int collate(sqlite3 *db, Collation *by);

int collate(sqlite3 *db, Collation *by)
{
    return collation_sqlite3_create_collation_v2(db, "length", 1, by, end); /* wrong */
}
