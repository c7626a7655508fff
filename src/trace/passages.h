/* Passages: what two texts share.
 *
 * In: two texts made ready (prepared.h), the report's and the source's.  Out: passages, each a
 * span of the report and the span of the source that it goes with, by their place in the report.
 * Where two claim the same words, the one with more of the source's own words stays.
 *
 *   report   ...|the same words, here and there one was changed|...         VB_PASSAGE_SAME
 *   source   ...|the same words, now and then one was changed|...
 *   report   ...|Sentences taken apart. They were put together anew.|...    VB_PASSAGE_LIKE
 *   source   ...|They put together anew the sentences. Those had been taken apart.|...
 *
 * There are two ways of finding them.  Chains of exact runs (exact.h) know their ends to the
 * character; a chain with less than `least_same` words in runs is a formula or chance, and no
 * passage.  Clusters of sentences that are alike (clusters.h) end where sentences end.  Where both
 * find one, the chain's ends stand if it fills the cluster but for a few words.
 *
 * Whoever copies a long stretch word for word need not put the rest in other words; two texts on
 * one matter have sentences that are alike anyway.  So beside a run of `long_run` words, what is
 * only like the source must be more so (`alike_beside`).
 */
#ifndef VB_TRACE_PASSAGES_H
#define VB_TRACE_PASSAGES_H

#include "trace/clusters.h"
#include "trace/exact.h"

typedef enum { VB_PASSAGE_SAME, VB_PASSAGE_LIKE } vb_passage_kind;

typedef struct {
  vb_span report, source; /* bytes */
  vb_passage_kind kind;
  uint32_t words;  /* of the report's span */
  uint32_t same;   /* of those, in runs that the source's span has too */
  double likeness; /* cosine of both spans' sentences; of VB_PASSAGE_LIKE */
} vb_passage;
VB_SLICE_TYPE(vb_shared_passages, vb_passage);

typedef struct {
  int gap;             /* words between two runs of a chain, at most */
  int least_same;      /* words in the runs of a chain */
  bool likeness;       /* is what is only alike sought too? */
  double cosine, dice; /* of two sentences: more than that */
  vb_text_cluster_settings clusters;
  int least_bytes;     /* of a cluster, on either side */
  double filled;       /* share of a cluster that chains fill when their ends stand */
  int long_run;        /* words */
  double alike_beside; /* cosine of a cluster beside a long run */
} vb_passage_settings;

vb_passage_settings vb_passage_settings_usual(void);

vb_shared_passages vb_passages_shared(const vb_prepared *report, const vb_prepared *source,
                                      const vb_passage_settings *settings, vb_arena *out,
                                      vb_arena scratch);

#endif
