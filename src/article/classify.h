/* Which blocks are the article: a probability for each block, then the best labelling of the
 * whole sequence.
 */
#ifndef VB_ARTICLE_CLASSIFY_H
#define VB_ARTICLE_CLASSIFY_H

#include "article/features.h"

/* Sets `main` of every block and returns the features, one row for each block.  `title` is the
 * page's own title, p == NULL if unknown. */
const vb_features *vb_classify(const vb_article_grammar *grammar, vb_page *page, vb_str title,
                               vb_arena *out, vb_arena scratch);

#endif
