/* From an archive's version of the schema to ours. */
#include <stdio.h>

#include "archive/schema.h"
#include "archive/sql.h"

/* Runs inside a transaction. */
static void migrate(vb_archive *archive, vb_schema schema, int from) {
  char text[64];
  for (int step = from; step < schema.version; step++) vb_sql_execute(archive, schema.steps[step]);
  snprintf(text, sizeof text, "PRAGMA application_id = %d", VB_ARCHIVE_APPLICATION_ID);
  vb_sql_execute(archive, text);
  snprintf(text, sizeof text, "PRAGMA user_version = %d", schema.version);
  vb_sql_execute(archive, text);
}

/* Inside a transaction, so that all three numbers are of one moment: another program may be making
 * the archive. */
static int check_version(vb_archive *archive, vb_schema schema, bool may_be_empty, int *version) {
  int64_t application = vb_sql_number(archive, "PRAGMA application_id");
  int64_t objects = vb_sql_number(archive, "SELECT count(*) FROM sqlite_schema");
  *version = (int)vb_sql_number(archive, "PRAGMA user_version");
  if (archive->error.code) return archive->error.code; /* the numbers say nothing */
  bool empty = application == 0 && objects == 0 && *version == 0;
  if (empty)
    return may_be_empty
               ? VB_OK
               : vb_fail(&archive->error, VB_ARCHIVE,
                         "%s: empty, no archive yet (verbale add makes it one)", archive->path);
  if (application != VB_ARCHIVE_APPLICATION_ID)
    return vb_fail(&archive->error, VB_ARCHIVE, "%s: not a verbale archive", archive->path);
  if (*version > schema.version)
    return vb_fail(&archive->error, VB_ARCHIVE,
                   "%s: made by a newer verbale (schema %d; this one knows %d)", archive->path,
                   *version, schema.version);
  if (*version < 1)
    return vb_fail(&archive->error, VB_ARCHIVE, "%s: the archive is damaged (schema %d)",
                   archive->path, *version);
  return VB_OK;
}

/* The same in a transaction of its own; what it finds may have changed before the next. */
static int look_at_version(vb_archive *archive, vb_schema schema, bool may_be_empty, int *version) {
  vb_sql_execute(archive, "BEGIN");
  if (!archive->error.code) check_version(archive, schema, may_be_empty, version);
  sqlite3_exec(archive->db, "ROLLBACK", NULL, NULL, NULL); /* nothing was written */
  return archive->error.code;
}

int vb_schema_bring_up_to_date(vb_archive *archive, vb_schema schema, bool may_be_empty) {
  int version;
  if (look_at_version(archive, schema, may_be_empty, &version) || version == schema.version)
    return archive->error.code;
  if (version && sqlite3_db_readonly(archive->db, "main") == 1)
    return vb_fail(&archive->error, VB_ARCHIVE,
                   "%s: made by an older verbale (schema %d); open it once where it can be written",
                   archive->path, version);
  vb_sql_execute(archive, "BEGIN IMMEDIATE");
  if (!archive->error.code && !check_version(archive, schema, may_be_empty, &version))
    migrate(archive, schema, version);
  vb_sql_execute(archive, "COMMIT");
  if (archive->error.code) sqlite3_exec(archive->db, "ROLLBACK", NULL, NULL, NULL);
  return archive->error.code;
}
