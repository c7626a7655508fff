/* Statements -> rows, and back. */
#ifndef VB_ARCHIVE_STATEMENTS_H
#define VB_ARCHIVE_STATEMENTS_H

#include "archive/sql.h"

/* "s" and a hash of the article, the first span and the cue, and a number where several statements
 * share them: an id survives a newer analysis that sees more statements elsewhere in the article,
 * or another speaker.  As many as there are statements. */
vb_str *vb_statements_ids(const vb_statements *statements, vb_str article, vb_arena *out);
/* Writes the rows; allocates nothing. */
void vb_statements_store(vb_archive *archive, vb_str article, const vb_statements *statements,
                         const vb_str *ids);
/* Removes them, and that they wait to be looked for. */
void vb_statements_drop(vb_archive *archive, vb_str article);

#endif
