/* Why is this paragraph not in the article?  The blocks of a page with the verdict on each.
 *
 * The classifier scores a block by its features; what speaks for or against it
 * is found by asking again with one feature replaced by what is usual on the
 * other side: in the page's text for a block that was left out, outside the
 * text for one that was taken (leave-one-covariate-out).
 */
#ifndef VB_ARTICLE_EXPLAIN_H
#define VB_ARTICLE_EXPLAIN_H

#include "article/article.h"
#include "article/features.h"

typedef enum {
  VB_VERDICT_TEXT,
  VB_VERDICT_TITLE,
  VB_VERDICT_SUBTITLE,
  VB_VERDICT_CAPTION,
  VB_VERDICT_FACT,   /* a line of facts above the text, or nothing but a date */
  VB_VERDICT_OUTSIDE /* what the classifier left out */
} vb_verdict;

enum { VB_BLOCK_REASONS = 3 };

typedef struct {
  const char *feature;
  float value, usual;
  float effect; /* on the log odds; below zero: speaks against text */
} vb_block_reason;

typedef struct {
  vb_block block;
  vb_verdict verdict;
  float likely; /* that it is text, by itself; its neighbours have a say too */
  vb_block_reason reasons[VB_BLOCK_REASONS]; /* the strongest first */
  int n_reasons;
  vb_features features;
} vb_explained_block;
VB_SLICE_TYPE(vb_explained_blocks, vb_explained_block);

const char *vb_verdict_name(vb_verdict verdict);
const char *vb_block_kind_name(vb_block_kind kind);

/* All blocks in page order; none for a record of JSON Lines, which is text already.  The capture is
 * one that vb_article_read takes. */
vb_explained_blocks vb_article_explain(const vb_article_grammar *grammar, const vb_capture *capture,
                                       vb_arena *out, vb_arena scratch);

#endif
