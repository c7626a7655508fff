/* Exact runs: the same words in the same order in two texts.
 *
 * In: two texts, the report's and the source's.  Out: runs of at least VB_SHINGLE_WORDS words, in
 * the order of the report and not overlapping there, each as long as it can be; and chains of
 * runs that follow one another in both texts with only little between them.
 *
 *   report   we shall never give up this ancient land of ours, she said
 *            |------- run ----------|            |- run -|
 *            |------------------- chain -----------------|
 *
 * A frequent shingle is looked up at its first VB_EXACT_PLACES places and where the chains at hand
 * would go on, so that one sentence repeated a million times costs no more than its length.
 */
#ifndef VB_TRACE_EXACT_H
#define VB_TRACE_EXACT_H

#include "trace/prepared.h"

enum { VB_EXACT_PLACES = 8 };

typedef struct {
  uint32_t report, source, n; /* first words, number of words */
} vb_exact_run;
VB_SLICE_TYPE(vb_exact_runs, vb_exact_run);

typedef struct {
  uint32_t report, report_end, source, source_end; /* words, half open */
  uint32_t same;                                   /* words in its runs */
  uint32_t longest;                                /* the longest of them */
} vb_exact_chain;
VB_SLICE_TYPE(vb_exact_chains, vb_exact_chain);

vb_exact_runs vb_exact_runs_find(const vb_prepared *report, const vb_prepared *source,
                                 vb_arena *out);
/* At most `gap` words between runs in either text. */
vb_exact_chains vb_exact_chains_make(vb_exact_runs runs, int gap, vb_arena *out);

#endif
