/* What the classifier looks at: one row of numbers for each block.
 *
 * The rows hold the block itself (wording.h), its elements, its place on the page, how much
 * of the page's prose stands in the same containers, the same basic numbers of its
 * neighbours, the page's layout (layout.h) and what stands around (surround.h).  The order of
 * the columns is the contract with the model (lexicon/world/blocks.tsv); names are in features.c.
 */
#ifndef VB_ARTICLE_FEATURES_H
#define VB_ARTICLE_FEATURES_H

#include "article/layout.h"
#include "article/surround.h"

enum { VB_N_FEATURES = 133 + VB_N_LAYOUT + VB_N_SURROUND }; /* 133 are named in features.c */

typedef struct {
  float v[VB_N_FEATURES];
} vb_features;

/* Column of a name, or -1; name of a column. */
int vb_feature_named(vb_str name);
const char *vb_feature_name(int i);

/* One row for each block. */
vb_features *vb_features_of(const vb_article_grammar *grammar, const vb_page *page, vb_str title,
                            vb_arena *out, vb_arena scratch);

#endif
