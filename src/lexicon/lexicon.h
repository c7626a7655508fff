/* The lexicon: what verbale knows about languages and the world, as data.
 *
 * The TSV files of lexicon/ are compiled into the binary, with the places of their
 * rows and fields: opening costs nothing for them.  A user's --lexicon DIR holds files
 * of the same names, whose rows are parsed and added behind.  Rows are tab separated;
 * the first line names the columns, `#` begins a comment line, an empty field is
 * unknown, " | " separates alternatives inside a field.
 *
 * A table is found by its file name ("world/countries"); a row's field by column
 * name.  Modules that read text compile the tables they need into their own
 * structures once, never for each document.
 */
#ifndef VB_LEXICON_LEXICON_H
#define VB_LEXICON_LEXICON_H

#include "base/error.h"
#include "base/vec.h"

typedef struct vb_embedded_table vb_embedded_table; /* embedded.h */

typedef struct {
  vb_str name; /* "en/offices" */
  vb_strs columns;
  ptrdiff_t n_rows, n_embedded; /* rows; how many of them, the first ones, are the program's own */
  const vb_embedded_table *embedded; /* these; NULL: none */
  /* of the user's rows: fields (rows * columns), and where each row stands */
  vb_strs fields;
  vb_strs row_file;
  vb_indices row_line;
} vb_table;

typedef struct vb_lexicon vb_lexicon;

/* `dir` holds the user's files, LANGUAGE/TABLE.tsv or world/TABLE.tsv, for a language that lexicon/
 * does not have too; NULL: none.  One without any, or with a file that no table is called like, is
 * VB_USAGE.  Frees nothing on failure but what it
 * made; *lexicon is NULL then. */
int vb_lexicon_open(vb_lexicon **lexicon, const char *dir, vb_error *error);
void vb_lexicon_close(vb_lexicon *lexicon);
/* Version of the data: hex digits of a hash over all tables. */
vb_str vb_lexicon_version(const vb_lexicon *lexicon);
/* Are there rows of the user's?  The program's own are known to compile. */
bool vb_lexicon_is_extended(const vb_lexicon *lexicon);

/* NULL if there is no such table. */
const vb_table *vb_lexicon_table(const vb_lexicon *lexicon, vb_str name);
ptrdiff_t vb_lexicon_n_tables(const vb_lexicon *lexicon);
const vb_table *vb_lexicon_table_at(const vb_lexicon *lexicon, ptrdiff_t i);
/* Column number, or -1. */
ptrdiff_t vb_table_column(const vb_table *table, const char *column);
/* {0} for an unknown row, column or an empty field. */
vb_str vb_table_field(const vb_table *table, ptrdiff_t row, ptrdiff_t column);
/* Where a row stands, for messages: the file; the line, from 1. */
vb_str vb_table_file(const vb_table *table, ptrdiff_t row);
ptrdiff_t vb_table_line(const vb_table *table, ptrdiff_t row);
/* Next alternative of a field that lists several (" | "); ends with p == NULL. */
vb_str vb_alternative_next(vb_str *field);

#endif
