/* The reading of one page, step by step.  Internal to the article stage: article.c makes it,
 * explain.c tells of it. */
#ifndef VB_ARTICLE_READING_H
#define VB_ARTICLE_READING_H

#include "article/article.h"
#include "article/facts.h"
#include "article/features.h"
#include "article/split.h"

typedef struct {
  vb_page page;
  vb_facts facts;
  ptrdiff_t title, subtitle;   /* blocks; -1 */
  const vb_features *features; /* one row for each block */
  const bool *chosen;          /* the blocks that the classifier took for text */
  vb_parts parts;              /* empty: the page is one article */
} vb_page_reading;

/* HTML or a dump: all its articles.  The page lives in `out`, what the classifier made of it in
 * `keep`. */
vb_articles vb_article_read_page(const vb_article_grammar *grammar, const vb_capture *capture,
                                 vb_page_reading *reading, vb_arena *keep, vb_arena *out,
                                 vb_arena scratch);

#endif
