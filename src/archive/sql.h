/* SQLite, as the archive and its readers use it.
 *
 * vb_sql() gives a statement prepared once for each archive, reset and ready for
 * binding.  Failures stick: the first one is kept in the archive, later calls do
 * nothing, and whoever ends a piece of work asks vb_sql_failed() once.  A
 * statement that is not stepped to its end must be reset, else it keeps a lock.
 */
#ifndef VB_ARCHIVE_SQL_H
#define VB_ARCHIVE_SQL_H

#include <sqlite3.h>

#include "archive/archive.h"
#include "exchanges/merge.h"

enum { VB_SQL_STATEMENTS = 128 };

typedef struct vb_passages vb_passages;

typedef struct {
  vb_archive *archive;
  const char *text; /* static storage; its address is its identity */
  sqlite3_stmt *handle;
} vb_sql_statement;

struct vb_archive {
  sqlite3 *db;
  char *path;
  bool in_transaction;
  vb_error error; /* the first failure since it was last taken */
  char analysis[64];
  vb_arena_region words_region;
  const vb_merge_words *words; /* NULL: not loaded yet, and neither are the aliases */
  vb_aliases aliases;
  vb_passages *passages; /* NULL: not asked for yet */
  int n_statements;
  vb_sql_statement statements[VB_SQL_STATEMENTS];
};

/* `text` is a string literal.  NULL after a failure; the functions below accept that. */
vb_sql_statement *vb_sql(vb_archive *archive, const char *text);
void vb_sql_bind_str(vb_sql_statement *s, int at, vb_str value); /* p == NULL: NULL; not copied */
void vb_sql_bind_text(vb_sql_statement *s, int at, const char *value); /* the same */
void vb_sql_bind_bytes(vb_sql_statement *s, int at, vb_str value);     /* a BLOB; not copied */
void vb_sql_bind_int(vb_sql_statement *s, int at, int64_t value);
void vb_sql_bind_date(vb_sql_statement *s, int at, vb_date value); /* copied */
/* True: a row stands ready.  False: the end (or a failure); the statement is reset. */
bool vb_sql_step(vb_sql_statement *s);
void vb_sql_run(vb_sql_statement *s); /* steps to the end */
/* A statement with one parameter, run on it. */
void vb_sql_run_on(vb_archive *archive, const char *text, vb_str key);
void vb_sql_reset(vb_sql_statement *s);
/* Columns from 0.  Text is valid until the next step; NULL gives p == NULL. */
vb_str vb_sql_str(vb_sql_statement *s, int column);
vb_str vb_sql_bytes(vb_sql_statement *s, int column); /* of a BLOB */
int64_t vb_sql_int(vb_sql_statement *s, int column);
vb_date vb_sql_date(vb_sql_statement *s, int column);
vb_str vb_sql_copy(vb_sql_statement *s, int column, vb_arena *out);
/* Four columns, copied: name, office, country, organisation. */
vb_actor vb_sql_actor(vb_sql_statement *s, int first, vb_arena *out);
/* The first column of all rows, copied; steps to the end. */
vb_strs vb_sql_strs(vb_sql_statement *s, vb_arena *out);
/* One number from a query without parameters; 0 where there is no row. */
int64_t vb_sql_number(vb_archive *archive, const char *text);

/* What is read up to the end is of one moment, and read more quickly: a query alone locks and
 * unlocks the file.  Others wait with what they write until the end.  False: it is inside of a
 * transaction already, which goes on behind the end. */
bool vb_sql_begin_reading(vb_archive *archive);
void vb_sql_end_reading(vb_archive *archive, bool begun);

/* Several statements, none of them kept. */
void vb_sql_execute(vb_archive *archive, const char *text);
/* What merging knows of language, and the user's aliases, loaded once for an archive; NULL after a
 * failure.  The lexicon is the same for all calls and outlives the archive. */
const vb_merge_words *vb_archive_words(vb_archive *archive, const vb_lexicon *lexicon,
                                       vb_error *error);

/* Reads archive->aliases. */
void vb_archive_load_aliases(vb_archive *archive, const vb_merge_words *words, vb_arena *out);

/* Takes the failure: 0, or its code with the message in *error. */
int vb_sql_failed(vb_archive *archive, vb_error *error);

#endif
