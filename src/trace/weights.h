/* Weights: how much a term says about a sentence, between two texts.
 *
 * In: two texts, the report's and the source's.  Out: for every term of either its weight, the
 * logarithm of one over the share of both texts' sentences that have it; which terms are shared;
 * and the length of every sentence as a vector of weighted terms.  All of it lives in one arena.
 */
#ifndef VB_TRACE_WEIGHTS_H
#define VB_TRACE_WEIGHTS_H

#include "trace/prepared.h"

#define VB_NO_TERM UINT32_MAX

typedef struct {
  const vb_prepared *report, *source;
  uint32_t *shared;                       /* by term of the report: the source's, or VB_NO_TERM */
  float *report_weights, *source_weights; /* by term */
  float *report_norms, *source_norms;     /* by sentence */
} vb_weights;

vb_weights vb_weights_make(const vb_prepared *report, const vb_prepared *source, vb_arena *out);

/* A stretch of sentences of each text, half open. */
typedef struct {
  uint32_t report, report_end, source, source_end;
} vb_stretch;

/* Sums for comparing stretches, by term; all 0 between two calls. */
typedef struct {
  float *report, *source;
} vb_weight_sums;
vb_weight_sums vb_weights_sums_new(const vb_weights *weights, vb_arena *out);

/* The cosine of the two sides of a stretch. */
double vb_weights_cosine(const vb_weights *weights, const vb_stretch *stretch, vb_weight_sums sums);

#endif
