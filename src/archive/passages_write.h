/* What storing an article does to the passage index.
 *
 * Texts of a transaction are gathered and written as one segment, or several, when it is committed.
 * All of it sticks to the archive's first failure, as SQL does. */
#ifndef VB_ARCHIVE_PASSAGES_WRITE_H
#define VB_ARCHIVE_PASSAGES_WRITE_H

#include "archive/passages.h"
#include "archive/sql.h"

/* Before the article's rows are written: the number that its text has, or is to have; then *is_new,
 * and vb_passages_add is to follow.  `held`: there are rows of this article, still as they were. */
uint32_t vb_passages_number(vb_archive *archive, const vb_article *article, bool held,
                            bool *is_new);
/* When all its rows are written. */
void vb_passages_add(vb_archive *archive, const vb_article *article, uint32_t number);
/* The same under a number that it has already; of an empty index, in order of the numbers. */
void vb_passages_add_as(vb_archive *archive, const vb_article *article, uint32_t number);
/* Before the article is removed. */
void vb_passages_remove(vb_archive *archive, vb_str article);
/* Writes what was gathered. */
void vb_passages_write(vb_archive *archive);
/* A rollback, or the end: what was gathered is forgotten. */
void vb_passages_forget(vb_archive *archive);
void vb_passages_close(vb_archive *archive);

#endif
