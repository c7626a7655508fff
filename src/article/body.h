/* From labelled blocks to the text: what the classifier chose, less what is not text (title,
 * fact lines, captions), without dateline and end marks. */
#ifndef VB_ARTICLE_BODY_H
#define VB_ARTICLE_BODY_H

#include "article/blocks.h"
#include "article/dateline.h"

typedef struct {
  vb_str text;
  vb_strs captions;
  vb_dateline dateline; /* place.p == NULL: none */
  vb_str agency;        /* of the tag at the end */
} vb_body;

/* The first block of the text; the number of blocks if there is none. */
ptrdiff_t vb_body_start(const vb_page *page);
/* Sets `main` and `caption` anew; returns the block that is the subtitle, or -1. */
ptrdiff_t vb_body_clean(const vb_article_grammar *grammar, vb_page *page, ptrdiff_t title,
                        ptrdiff_t last_fact, vb_arena scratch);
void vb_body_assemble(const vb_article_grammar *grammar, const vb_page *page, vb_body *body,
                      vb_arena *out, vb_arena scratch);

#endif
