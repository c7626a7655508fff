/* What told the facts of an article -> rows, and back. */
#ifndef VB_ARCHIVE_CLUES_H
#define VB_ARCHIVE_CLUES_H

#include "archive/sql.h"

/* Writes the rows of what was judged; allocates nothing. */
void vb_clues_store(vb_archive *archive, const vb_article *article);
void vb_clues_drop(vb_archive *archive, vb_str article);
/* In the order of the facts, the believed one of each first, then the most trusted. */
vb_clues vb_clues_load(vb_archive *archive, vb_str article, vb_arena *out);

#endif
