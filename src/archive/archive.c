#include "archive/archive.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/schema.h"
#include "archive/sql.h"

enum { BUSY_MS = 10000 };

static int64_t pragma(vb_archive *archive, const char *text) {
  sqlite3_stmt *s = NULL;
  int64_t value = -1;
  if (!archive->error.code && sqlite3_prepare_v2(archive->db, text, -1, &s, NULL) == SQLITE_OK &&
      sqlite3_step(s) == SQLITE_ROW)
    value = sqlite3_column_int64(s, 0);
  sqlite3_finalize(s);
  return value;
}

/* Steps from the archive's version to ours.  Runs inside a transaction. */
static void migrate(vb_archive *archive, int from) {
  char text[64];
  for (int step = from; step < vb_schema_version; step++)
    vb_sql_execute(archive, vb_schema_steps[step]);
  snprintf(text, sizeof text, "PRAGMA application_id = %d", VB_ARCHIVE_APPLICATION_ID);
  vb_sql_execute(archive, text);
  snprintf(text, sizeof text, "PRAGMA user_version = %d", vb_schema_version);
  vb_sql_execute(archive, text);
}

/* Whose file it is and how old; called again inside the transaction that migrates, because another
 * program may have migrated in between. */
static int check_version(vb_archive *archive, bool may_be_empty, int *version) {
  int64_t application = pragma(archive, "PRAGMA application_id");
  int64_t objects = pragma(archive, "SELECT count(*) FROM sqlite_schema");
  *version = (int)pragma(archive, "PRAGMA user_version");
  bool empty = application == 0 && objects == 0 && *version == 0;
  if (objects < 0 && sqlite3_errcode(archive->db) != SQLITE_NOTADB)
    vb_sql_execute(archive, "SELECT count(*) FROM sqlite_schema"); /* says why it cannot be read */
  else if (application != VB_ARCHIVE_APPLICATION_ID && !(empty && may_be_empty))
    vb_fail(&archive->error, VB_ARCHIVE, "%s: not a verbale archive", archive->path);
  else if (*version > vb_schema_version)
    vb_fail(&archive->error, VB_ARCHIVE,
            "%s: made by a newer verbale (schema %d; this one knows %d)", archive->path, *version,
            vb_schema_version);
  return archive->error.code;
}

static void bring_up_to_date(vb_archive *archive, bool may_be_empty) {
  int version;
  if (check_version(archive, may_be_empty, &version) || version == vb_schema_version) return;
  vb_sql_execute(archive, "BEGIN IMMEDIATE");
  if (!check_version(archive, may_be_empty, &version)) migrate(archive, version);
  vb_sql_execute(archive, "COMMIT");
  if (archive->error.code) sqlite3_exec(archive->db, "ROLLBACK", NULL, NULL, NULL);
}

static void configure(vb_archive *archive) {
  sqlite3_busy_timeout(archive->db, BUSY_MS);
  vb_sql_execute(archive, "PRAGMA foreign_keys = ON;"
                          "PRAGMA synchronous = FULL;"
                          "PRAGMA cache_size = -65536;"
                          "PRAGMA trusted_schema = OFF;"
                          "PRAGMA temp_store = MEMORY;");
}

/* SQLite only says "unable to open database file"; about a file that is not there the system's last
 * word is ENOENT, whatever hindered its making. */
static const char *why_not_open(sqlite3 *db, bool there) {
  if (db && !there) return "cannot be made: no such folder, or no right to write in it";
  int system = db ? sqlite3_system_errno(db) : ENOMEM;
  return system ? strerror(system) : sqlite3_errmsg(db);
}

static int open_file(vb_archive *archive, vb_archive_mode mode) {
  struct stat s;
  bool there = !stat(archive->path, &s);
  if (!there && mode == VB_ARCHIVE_READ)
    return vb_fail(&archive->error, VB_ARCHIVE, "%s: there is no archive (verbale add makes one)",
                   archive->path);
  int flags = SQLITE_OPEN_READWRITE | (mode == VB_ARCHIVE_CREATE ? SQLITE_OPEN_CREATE : 0);
  if (sqlite3_open_v2(archive->path, &archive->db, flags, NULL))
    return vb_fail(&archive->error, VB_ARCHIVE, "%s: %s", archive->path,
                   why_not_open(archive->db, there));
  configure(archive);
  bring_up_to_date(archive, mode == VB_ARCHIVE_CREATE);
  return archive->error.code;
}

int vb_archive_open(vb_archive **out, const char *path, vb_archive_mode mode, vb_error *error) {
  *out = NULL;
  vb_archive *archive = calloc(1, sizeof *archive);
  if (archive) archive->path = strdup(path);
  if (!archive || !archive->path) {
    free(archive);
    return vb_fail(error, VB_ARCHIVE, "%s: out of memory", path);
  }
  if (open_file(archive, mode)) {
    int code = vb_sql_failed(archive, error);
    vb_archive_close(archive);
    return code;
  }
  *out = archive;
  return VB_OK;
}

void vb_archive_close(vb_archive *archive) {
  if (!archive) return;
  vb_archive_rollback(archive);
  for (int i = 0; i < archive->n_statements; i++) sqlite3_finalize(archive->statements[i].handle);
  sqlite3_close(archive->db);
  free(archive->path);
  free(archive);
}

void vb_archive_set_patience(vb_archive *archive, int ms) { sqlite3_busy_timeout(archive->db, ms); }

int vb_archive_begin(vb_archive *archive, vb_error *error) {
  vb_sql_execute(archive, "BEGIN IMMEDIATE");
  int code = vb_sql_failed(archive, error);
  archive->in_transaction = !code;
  return code;
}

int vb_archive_commit(vb_archive *archive, vb_error *error) {
  vb_sql_execute(archive, "COMMIT");
  int code = vb_sql_failed(archive, error);
  if (code)
    vb_archive_rollback(archive);
  else
    archive->in_transaction = false;
  return code;
}

void vb_archive_rollback(vb_archive *archive) {
  if (!archive->in_transaction) return;
  for (int i = 0; i < archive->n_statements; i++) vb_sql_reset(&archive->statements[i]);
  sqlite3_exec(archive->db, "ROLLBACK", NULL, NULL, NULL);
  archive->in_transaction = false;
}

int vb_archive_set_analysis(vb_archive *archive, const char *code, vb_str lexicon,
                            vb_error *error) {
  snprintf(archive->analysis, sizeof archive->analysis, "%.20s+%.*s", code,
           (int)(lexicon.n < 40 ? lexicon.n : 40), lexicon.p);
  vb_sql_statement *s =
      vb_sql(archive, "INSERT OR IGNORE INTO analyses (version, code, lexicon) VALUES (?, ?, ?)");
  vb_sql_bind_text(s, 1, archive->analysis);
  vb_sql_bind_text(s, 2, code);
  vb_sql_bind_str(s, 3, lexicon);
  vb_sql_run(s);
  return vb_sql_failed(archive, error);
}
