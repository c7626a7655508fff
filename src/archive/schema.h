/* The schema, step by step: step N brings an archive from version N - 1 to N.  Generated from
 * src/archive/schema/N.sql by scripts/embed_schema.py.  A released step is never edited. */
#ifndef VB_ARCHIVE_SCHEMA_H
#define VB_ARCHIVE_SCHEMA_H

enum { VB_ARCHIVE_APPLICATION_ID = 0x7672626c }; /* "vrbl" */
extern const int vb_schema_version;
extern const char *const vb_schema_steps[]; /* vb_schema_version of them */

#endif
