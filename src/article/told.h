/* What blocks tell of: words that come again.
 *
 * An article keeps to its matter; menus, teasers and notices about cookies have other words.  In:
 * the words of each block, as hashes.  Out: for each block the share of its words that stand in
 * the page's prose elsewhere, and of those that stand in three of its blocks or more; the shares of
 * its runs of three words that stand in a block before and in one behind: captions and teasers are
 * given twice, sentences are quoted large, texts are repeated for machines.  -1 for a block that
 * has no words, or no runs.
 */
#ifndef VB_ARTICLE_TOLD_H
#define VB_ARTICLE_TOLD_H

#include "article/blocks.h"

typedef struct {
  uint32_t *words;
  ptrdiff_t n, cap;
  ptrdiff_t *first; /* of each block, and one more: the end of the last */
  ptrdiff_t n_blocks;
} vb_told;

typedef struct {
  float anywhere, often; /* words, in the prose of other blocks */
  float before, after;   /* runs of words, in earlier blocks and in later ones */
} vb_told_share;

/* Room for the words in the first `most_bytes` of each block; words beyond it are left out. */
vb_told vb_told_open(const vb_page *page, ptrdiff_t most_bytes, vb_arena *out);
void vb_told_next_block(vb_told *told);
void vb_told_add(vb_told *told, uint64_t hash);
/* After vb_told_next_block for each block and once more.  `prose`: which blocks are prose. */
void vb_told_compare(const vb_told *told, const bool *prose, vb_told_share *shares,
                     vb_arena scratch);
/* For each block the share of its runs that stand in another text: -1 if it has none, or the text.
 */
void vb_told_compare_with(const vb_told *told, const vb_told *text, float *shares,
                          vb_arena scratch);

#endif
