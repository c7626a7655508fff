/* The block model: boosted trees over the features of a block (world/blocks.tsv).
 *
 * A tree is walked from its first node; a feature at or below the threshold goes
 * left.  The sum of the leaves is the log odds that the block is text.
 */
#ifndef VB_ARTICLE_MODEL_H
#define VB_ARTICLE_MODEL_H

#include "lexicon/lexicon.h"

typedef struct {
  float threshold;     /* of a leaf: its value */
  int32_t feature;     /* of a leaf: any */
  int32_t left, right; /* of a leaf: itself */
} vb_tree_node;

VB_SLICE_TYPE(vb_tree_nodes, vb_tree_node);

typedef struct {
  float base;
  vb_tree_nodes nodes;
  vb_indices roots;
} vb_model;

/* The program's own model, made of the table when it was built (scripts/embed_model.py). */
typedef struct {
  float base;
  const char *const *features; /* the columns, by the numbers that the nodes give them */
  const vb_tree_node *nodes;
  const ptrdiff_t *roots;
  ptrdiff_t n_features, n_nodes, n_roots;
} vb_packed_model;
extern const vb_packed_model vb_model_packed;

/* That model, and rows of the user's, which take its place.  Bad rows are errors: a model that lost
 * a node would still answer, wrongly. */
int vb_model_load(vb_model *model, const vb_table *table, vb_arena *arena, vb_error *error);
/* The rows of the table from `first` on. */
int vb_model_read(vb_model *model, const vb_table *table, ptrdiff_t first, vb_arena *arena,
                  vb_error *error);
float vb_model_score(const vb_model *model, const float *features);
/* The scores of n rows of n_features each: what n calls of the above give, several times faster. */
void vb_model_scores(const vb_model *model, const float *features, ptrdiff_t n_features,
                     ptrdiff_t n, float *scores);

#endif
