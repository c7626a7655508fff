#include "archive/sql.h"

#include <string.h>

/* SQLite's own words where they say what to do, the system's where it knows more. */
static const char *reason(sqlite3 *db) {
  int code = sqlite3_errcode(db), extended = sqlite3_extended_errcode(db);
  if (extended == SQLITE_READONLY_ROLLBACK || extended == SQLITE_READONLY_RECOVERY)
    return "an add was interrupted; open it once where it can be written, to undo what it left";
  switch (code & 0xff) {
  case SQLITE_FULL: return "the disk is full";
  case SQLITE_BUSY:
  case SQLITE_LOCKED: return "locked: another program is using it; try again when it has ended";
  case SQLITE_NOTADB: return "not a verbale archive";
  case SQLITE_CORRUPT: return "the archive is damaged";
  case SQLITE_READONLY: return "the archive cannot be written: it, or its folder, is read-only";
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
    return sqlite3_system_errno(db) ? strerror(sqlite3_system_errno(db)) : sqlite3_errmsg(db);
  default: return sqlite3_errmsg(db);
  }
}

static void fail(vb_archive *archive) {
  if (!archive->error.code)
    vb_fail(&archive->error, VB_ARCHIVE, "%s: %s", archive->path, reason(archive->db));
}

int vb_sql_failed(vb_archive *archive, vb_error *error) {
  int code = archive->error.code;
  if (code && error) *error = archive->error;
  archive->error = (vb_error){0};
  return code;
}

void vb_sql_execute(vb_archive *archive, const char *text) {
  if (archive->error.code) return;
  if (sqlite3_exec(archive->db, text, NULL, NULL, NULL) != SQLITE_OK) fail(archive);
}

/* Look-ups read pages all over the file: in memory that the system shares they cost half.  A writer
 * keeps to its cache, so that its memory does not grow with the archive. */
static void map_file(vb_archive *archive) {
  if (archive->passages) return;
  vb_sql_execute(archive, "PRAGMA mmap_size = 4294967296");
}

bool vb_sql_begin_reading(vb_archive *archive) {
  if (!sqlite3_get_autocommit(archive->db)) return false;
  map_file(archive);
  vb_sql_execute(archive, "BEGIN");
  return true;
}

void vb_sql_end_reading(vb_archive *archive, bool begun) {
  if (begun) sqlite3_exec(archive->db, "ROLLBACK", NULL, NULL, NULL); /* nothing was written */
}

vb_sql_statement *vb_sql(vb_archive *archive, const char *text) {
  if (archive->error.code) return NULL;
  for (int i = 0; i < archive->n_statements; i++)
    if (archive->statements[i].text == text) {
      vb_sql_reset(&archive->statements[i]);
      return &archive->statements[i];
    }
  if (archive->n_statements == VB_SQL_STATEMENTS) {
    vb_fail(&archive->error, VB_ARCHIVE, "%s: more than %d statements", archive->path,
            VB_SQL_STATEMENTS);
    return NULL;
  }
  vb_sql_statement *s = &archive->statements[archive->n_statements];
  *s = (vb_sql_statement){archive, text, NULL};
  if (sqlite3_prepare_v3(archive->db, text, -1, SQLITE_PREPARE_PERSISTENT, &s->handle, NULL)) {
    fail(archive);
    return NULL;
  }
  archive->n_statements++;
  return s;
}

void vb_sql_reset(vb_sql_statement *s) {
  if (!s) return;
  sqlite3_reset(s->handle);
  sqlite3_clear_bindings(s->handle);
}

void vb_sql_bind_str(vb_sql_statement *s, int at, vb_str value) {
  if (s && sqlite3_bind_text64(s->handle, at, value.p, (sqlite3_uint64)value.n, SQLITE_STATIC,
                               SQLITE_UTF8))
    fail(s->archive);
}

void vb_sql_bind_bytes(vb_sql_statement *s, int at, vb_str value) {
  if (s && sqlite3_bind_blob64(s->handle, at, value.p, (sqlite3_uint64)value.n, SQLITE_STATIC))
    fail(s->archive);
}

void vb_sql_bind_text(vb_sql_statement *s, int at, const char *value) {
  vb_sql_bind_str(s, at, vb_str_from(value));
}

void vb_sql_bind_int(vb_sql_statement *s, int at, int64_t value) {
  if (s && sqlite3_bind_int64(s->handle, at, value)) fail(s->archive);
}

void vb_sql_bind_date(vb_sql_statement *s, int at, vb_date value) {
  char text[VB_DATE_ISO_BYTES];
  if (!s || !vb_date_known(value)) return;
  vb_str iso = vb_date_format(value, text);
  if (sqlite3_bind_text(s->handle, at, iso.p, (int)iso.n, SQLITE_TRANSIENT)) fail(s->archive);
}

bool vb_sql_step(vb_sql_statement *s) {
  if (!s || s->archive->error.code) return false;
  int got = sqlite3_step(s->handle);
  if (got == SQLITE_ROW) return true;
  if (got != SQLITE_DONE) fail(s->archive);
  vb_sql_reset(s);
  return false;
}

void vb_sql_run(vb_sql_statement *s) {
  while (vb_sql_step(s)) {
  }
}

void vb_sql_run_on(vb_archive *archive, const char *text, vb_str key) {
  vb_sql_statement *s = vb_sql(archive, text);
  vb_sql_bind_str(s, 1, key);
  vb_sql_run(s);
}

vb_str vb_sql_str(vb_sql_statement *s, int column) {
  const unsigned char *p = sqlite3_column_text(s->handle, column);
  return p ? (vb_str){(const char *)p, sqlite3_column_bytes(s->handle, column)} : (vb_str){0};
}

vb_str vb_sql_bytes(vb_sql_statement *s, int column) {
  const char *p = sqlite3_column_blob(s->handle, column);
  return p ? (vb_str){p, sqlite3_column_bytes(s->handle, column)} : (vb_str){0};
}

int64_t vb_sql_int(vb_sql_statement *s, int column) {
  return sqlite3_column_int64(s->handle, column);
}

vb_date vb_sql_date(vb_sql_statement *s, int column) {
  vb_str text = vb_sql_str(s, column);
  return text.p ? vb_date_parse_iso(text) : (vb_date){0};
}

vb_str vb_sql_copy(vb_sql_statement *s, int column, vb_arena *out) {
  vb_str text = vb_sql_str(s, column);
  return text.p ? vb_str_copy(out, text) : text;
}

vb_actor vb_sql_actor(vb_sql_statement *s, int first, vb_arena *out) {
  return (vb_actor){.name = vb_sql_copy(s, first, out),
                    .office = vb_sql_copy(s, first + 1, out),
                    .country = vb_sql_copy(s, first + 2, out),
                    .organisation = vb_sql_copy(s, first + 3, out)};
}

vb_strs vb_sql_strs(vb_sql_statement *s, vb_arena *out) {
  vb_strs all = {0};
  while (vb_sql_step(s)) {
    vb_str one = vb_sql_copy(s, 0, out);
    *vb_push(out, &all) = one;
  }
  return all;
}

int64_t vb_sql_number(vb_archive *archive, const char *text) {
  vb_sql_statement *s = vb_sql(archive, text);
  int64_t n = vb_sql_step(s) ? vb_sql_int(s, 0) : 0;
  vb_sql_reset(s);
  return n;
}
