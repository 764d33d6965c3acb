/* SPDX-License-Identifier: MIT */
/*
 * SQLite through generated bindings: the only file this program includes is the header
 * that bindery made of sqlite3.h. It makes a table, fills it, and asks for it by
 * callback.
 */
#include "sqlite3.h"

/* The C library's, declared here as C11 7.1.4 allows, so that nothing else is included.
 */
int puts(const char *text);

/* Called for each row; opaque is the number of rows seen. */
static int print_row(void *opaque, int columns, char **values, char **names)
{
    int *rows = opaque;
    char *line = sqlite3_mprintf("  %s=%-8s %s=%s", names[0], values[0],
                                 names[columns - 1], values[columns - 1]);

    *rows += 1;
    puts(line);
    sqlite3_free(line);
    return 0;
}

static int insert(sqlite3 *db, const char *name, double mass)
{
    sqlite3_stmt *statement = 0;
    int status =
        sqlite3_prepare_v2(db, "insert into planet values (?, ?)", -1, &statement, 0);

    if (status == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
        sqlite3_bind_double(statement, 2, mass);
        status = sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

static int run(sqlite3 *db)
{
    int rows = 0;

    if (sqlite3_exec(db, "create table planet (name text, mass real)", 0, 0, 0) ||
        insert(db, "Mercury", 0.055) || insert(db, "Venus", 0.815) ||
        insert(db, "Earth", 1.0) ||
        sqlite3_exec(db, "select name, mass from planet order by mass desc", print_row,
                     &rows, 0)) {
        puts(sqlite3_errmsg(db));
        return 1;
    }
    return rows == 3 ? 0 : 1;
}

int main(void)
{
    sqlite3 *db = 0;
    char *line =
        sqlite3_mprintf("  header %s, library %s", SQLITE_VERSION, sqlite3_libversion());
    int failed = 1;

    puts(line);
    sqlite3_free(line);
    if (sqlite3_open(":memory:", &db) == SQLITE_OK) {
        failed = run(db);
    }
    sqlite3_close(db);
    return failed;
}
