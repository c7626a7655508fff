/* All pairs: the runs of the same words that any two of many texts share.
 *
 * In: the words of n texts, held in memory, and how long a run must be.  Out: every such run of two
 * different texts, as long as it can be, by text and place; each stretch of a text once for each
 * other text.
 *
 *   text 3   ... we shall never give up this ancient land of ours ...
 *   text 7   ......... we shall never give up this ancient land ....     run: 7, 3, words, n
 *
 * Winnowed shingles (language/shingles.h) meet in every run of `least` words; where they meet the
 * words are compared.  A shingle that more than VB_PAIRS_FREQUENT texts have is compared with the
 * first of them only, so that n copies of one text cost n comparisons and not n * n: their runs
 * lead to the first ones.
 */
#ifndef VB_TRACE_PAIRS_H
#define VB_TRACE_PAIRS_H

#include "language/shingles.h"

enum { VB_PAIRS_FREQUENT = 24, VB_PAIRS_LEAST = 8, VB_PAIRS_MOST = 64 };

typedef struct {
  uint32_t text, other;      /* other < text */
  uint32_t word, other_word; /* the first of the run */
  uint32_t n;                /* words */
} vb_pair_run;
VB_SLICE_TYPE(vb_pair_runs, vb_pair_run);

/* VB_PAIRS_LEAST <= least <= VB_PAIRS_MOST. */
vb_pair_runs vb_pairs_find(const vb_folded_words *texts, ptrdiff_t n, int least, vb_arena *out,
                           vb_arena scratch);

#endif
