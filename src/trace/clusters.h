/* Clusters: stretches of two texts that go together, however their sentences are ordered inside.
 *
 * In: seeds (likeness.h).  Out: clusters.
 *
 *   report sentences  0 1 2 3 4 5 6 7        x: a seed
 *   source  10            x                  a cluster: seeds with no more than a few sentences
 *           11          x                    between them, in the report and in the source
 *           12              x
 *
 * Seeds are parted at gaps, now of the one text, now of the other, until nothing changes; a cluster
 * whose two sides as a whole are not alike is parted again at smaller gaps (Sanchez-Perez, Sidorov
 * and Gelbukh, PAN 2014).  A summary tells in a few sentences what stands far apart in the source:
 * there the gap may be wider, if the source's side then is VB_SUMMARY_TIMES as long as the
 * report's.
 *
 * Cost: the sorting of the seeds, VB_CLUSTER_ROUNDS times at each gap at most.
 */
#ifndef VB_TRACE_CLUSTERS_H
#define VB_TRACE_CLUSTERS_H

#include "trace/likeness.h"

enum { VB_CLUSTER_ROUNDS = 32, VB_SUMMARY_TIMES = 3, VB_SUMMARY_SEEDS = 3 };

typedef struct {
  int gap;         /* sentences without a seed, at most */
  int summary_gap; /* the same in the source of a summary; 0: no summaries */
  double cosine;   /* of the sides of a cluster: more than that */
} vb_text_cluster_settings;

typedef struct {
  vb_stretch stretch;
  uint32_t seeds;
  double cosine;
} vb_text_cluster;
VB_SLICE_TYPE(vb_text_clusters, vb_text_cluster);

/* By their place in the report; the seeds are sorted anew. */
vb_text_clusters vb_text_clusters_make(const vb_weights *weights, vb_seeds seeds,
                                       const vb_text_cluster_settings *settings, vb_arena *out,
                                       vb_arena scratch);

#endif
