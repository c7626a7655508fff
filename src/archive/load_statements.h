/* The statements of the archive: those of an article, or one by its id. */
#ifndef VB_ARCHIVE_LOAD_STATEMENTS_H
#define VB_ARCHIVE_LOAD_STATEMENTS_H

#include "archive/archive.h"

typedef struct {
  vb_str id;
  int64_t number; /* in its article, from 1 */
  vb_statement statement;
} vb_statement_entry;
VB_SLICE_TYPE(vb_statement_entries, vb_statement_entry);

/* In text order.  Spans that do not fit the article (the archive was changed) are left out. */
vb_statement_entries vb_statement_entries_in(vb_archive *archive, const vb_article *article,
                                             vb_arena *out);
/* With its article; false if there is none. */
bool vb_statement_entry_find(vb_archive *archive, vb_str id, vb_statement_entry *entry,
                             vb_article *article, vb_arena *out);

#endif
