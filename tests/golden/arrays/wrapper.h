/* SPDX-License-Identifier: MIT */
#define ROWS 3
enum { COLUMNS = 4 };
struct matrix {
    int values[ROWS][COLUMNS];
    char cube[2][3][5];
    const char *names[ROWS];
    const char *(*pointer_to_row)[COLUMNS];
    unsigned char *(*table[2])[3];
};
typedef int row[COLUMNS];
typedef row grid[ROWS];
extern grid a_grid;
extern const row const_row;
extern int unknown_length[];
extern int completed_later[];
extern int completed_later[7];
extern double unknown_outer[][3];
row *first_row(grid *g);
