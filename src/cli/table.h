/* Tables for people (libsmartcols: CJK widths, fitted to the terminal) and CSV for spreadsheets:
 * the same calls, whichever --format asks for. */
#ifndef VB_CLI_TABLE_H
#define VB_CLI_TABLE_H

#include "base/vec.h"
#include "cli/cli.h"

typedef enum {
  COLUMN_FIXED, /* printed in full */
  COLUMN_RIGHT, /* numbers, in full */
  COLUMN_CUT,   /* gives way where the terminal is narrow, in proportion to its share */
  COLUMN_WIDE,  /* the same, and left out of terminals of less than COLUMN_WIDE_FROM columns */
} vb_column_kind;

enum { COLUMN_WIDE_FROM = 100 };

typedef struct {
  const char *name;
  vb_column_kind kind;
  int share; /* of COLUMN_CUT and COLUMN_WIDE; also the least it is cut to */
} vb_column;

typedef struct vb_table_out vb_table_out;

/* For FORMAT_TABLE or FORMAT_CSV.  `columns` outlives the table.  NULL: out of memory. */
vb_table_out *vb_table_begin(const vb_cli *cli, const vb_column *columns, int n_columns);
/* Cells in row order; rows end by themselves.  The bytes are copied. */
void vb_table_cell(vb_table_out *table, vb_str text);
/* Prints what is not printed yet and frees the table.  False: memory was short and the table could
 * not be printed whole; standard error says so. */
bool vb_table_end(vb_table_out *table);
/* All of that at once: `cells` row by row, whole rows. */
bool vb_table_print(const vb_cli *cli, const vb_column *columns, int n_columns,
                    const vb_strs *cells);

#endif
