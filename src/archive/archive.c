#include "archive/archive.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/passages_write.h"
#include "archive/schema.h"
#include "archive/sql.h"

enum { BUSY_MS = 10000 };

/* Debian's SQLite fills pages that become free with zeros, which is to write them twice: merging
 * the passage index frees as many as it writes. */
static void configure(vb_archive *archive) {
  sqlite3_busy_timeout(archive->db, BUSY_MS);
  vb_sql_execute(archive, "PRAGMA foreign_keys = ON;"
                          "PRAGMA synchronous = FULL;"
                          "PRAGMA secure_delete = FAST;"
                          "PRAGMA cache_size = -16384;"
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

/* What SQLite would take for a database, or wait for without end.  True: *there says whether
 * something is there. */
static bool is_plain_file(vb_archive *archive, vb_archive_mode mode, bool *there) {
  struct stat s;
  const char *wrong = NULL;
  *there = !stat(archive->path, &s);
  if (!*there && errno != ENOENT && errno != ENOTDIR)
    wrong = strerror(errno);
  else if (!*there && mode == VB_ARCHIVE_READ)
    wrong = "there is no archive (verbale add makes one)";
  else if (*there && S_ISDIR(s.st_mode))
    wrong = "a folder, no archive";
  else if (*there && !S_ISREG(s.st_mode))
    wrong = "a pipe, socket or device, no archive";
  if (wrong) vb_fail(&archive->error, VB_ARCHIVE, "%s: %s", archive->path, wrong);
  return !wrong;
}

static int open_file(vb_archive *archive, vb_archive_mode mode) {
  bool there;
  if (!is_plain_file(archive, mode, &there)) return archive->error.code;
  int flags = SQLITE_OPEN_READWRITE | (mode == VB_ARCHIVE_CREATE ? SQLITE_OPEN_CREATE : 0);
  if (sqlite3_open_v2(archive->path, &archive->db, flags, NULL))
    return vb_fail(&archive->error, VB_ARCHIVE, "%s: %s", archive->path,
                   why_not_open(archive->db, there));
  configure(archive);
  vb_schema_bring_up_to_date(archive, vb_schema_of_archives, mode == VB_ARCHIVE_CREATE);
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
  vb_passages_close(archive);
  vb_arena_region_close(&archive->words_region);
  free(archive->path);
  free(archive);
}

const vb_merge_words *vb_archive_words(vb_archive *archive, const vb_lexicon *lexicon,
                                       vb_error *error) {
  enum { WORDS_BYTES = 64 << 20 };
  vb_arena_guard guard;
  if (archive->words) return archive->words;
  vb_arena_region_close(&archive->words_region);
  bool opened = !vb_arena_region_open(&archive->words_region, WORDS_BYTES);
  if (opened && VB_ARENA_TRY(&guard)) {
    vb_arena arena = vb_arena_reset(&archive->words_region, &guard);
    const vb_merge_words *words = vb_merge_words_load(lexicon, &arena);
    vb_archive_load_aliases(archive, words, &arena);
    return archive->words = words;
  }
  vb_fail(error, VB_ARCHIVE, "%s: out of memory", archive->path);
  return NULL;
}

void vb_archive_set_patience(vb_archive *archive, int ms) { sqlite3_busy_timeout(archive->db, ms); }

int vb_archive_begin(vb_archive *archive, vb_error *error) {
  vb_sql_execute(archive, "BEGIN IMMEDIATE");
  int code = vb_sql_failed(archive, error);
  archive->in_transaction = !code;
  return code;
}

int vb_archive_commit(vb_archive *archive, vb_error *error) {
  vb_passages_write(archive);
  vb_sql_execute(archive, "COMMIT");
  int code = vb_sql_failed(archive, error);
  if (code)
    vb_archive_rollback(archive);
  else
    archive->in_transaction = false;
  return code;
}

void vb_archive_rollback(vb_archive *archive) {
  vb_passages_forget(archive);
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
