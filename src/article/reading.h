/* The reading of one page, step by step.  Internal to the article stage: article.c makes it,
 * explain.c tells of it. */
#ifndef VB_ARTICLE_READING_H
#define VB_ARTICLE_READING_H

#include "article/article.h"
#include "article/facts.h"
#include "article/features.h"

typedef struct {
  vb_page page;
  vb_facts facts;
  ptrdiff_t title, subtitle;   /* blocks; -1 */
  const vb_features *features; /* one row for each block */
  const bool *chosen;          /* the blocks that the classifier took for text */
} vb_page_reading;

/* What a capture tells of its article before it is read. */
vb_article vb_article_begin(const vb_capture *capture);
/* HTML or a dump.  The page lives in `out`, what the classifier made of it in `keep`. */
void vb_article_read_page(const vb_article_grammar *grammar, const vb_capture *capture,
                          vb_article *article, vb_page_reading *reading, vb_arena *keep,
                          vb_arena *out, vb_arena scratch);

#endif
