/* The schema, step by step: step N brings an archive from version N - 1 to N.  Generated from
 * src/archive/schema/N.sql by scripts/embed_schema.py.  A released step is never edited. */
#ifndef VB_ARCHIVE_SCHEMA_H
#define VB_ARCHIVE_SCHEMA_H

#include "archive/archive.h"

enum { VB_ARCHIVE_APPLICATION_ID = 0x7672626c }; /* "vrbl" */

typedef struct {
  int version;              /* user_version of an archive that is up to date */
  const char *const *steps; /* so many */
} vb_schema;
extern const vb_schema vb_schema_of_archives;

/* Checks whose file this is and how old, and takes the steps that it lacks, all of them or none.  A
 * file without tables is an archive yet to be made if it may be empty.  0 or VB_ARCHIVE, kept in
 * the archive. */
int vb_schema_bring_up_to_date(vb_archive *archive, vb_schema schema, bool may_be_empty);

#endif
