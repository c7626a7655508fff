/* Clusters of one merge key (exchanges/merge.h draws them): which of them wait, and what is in one.
 *
 * Days are the text of the columns, which orders as days do.
 */
#ifndef VB_ARCHIVE_CLUSTERS_H
#define VB_ARCHIVE_CLUSTERS_H

#include "archive/sql.h"
#include "exchanges/merge.h"

enum { VB_DAY_BYTES = 10 };
typedef struct {
  char first[VB_DAY_BYTES], last[VB_DAY_BYTES];
} vb_cluster;
VB_SLICE_TYPE(vb_clusters, vb_cluster);

/* The clusters that something was added to or taken from, in order of days. */
vb_clusters vb_clusters_pending(vb_archive *archive, vb_str key, vb_arena *out);
/* All reports of a cluster, by id.  Words that several reports share are kept once.  The words
 * of merging are loaded. */
vb_reports vb_cluster_reports(vb_archive *archive, vb_str key, const vb_cluster *cluster,
                              vb_arena *out, vb_arena scratch);

/* Binds key, first and last day to ?1, ?2 and ?3. */
#define VB_IN_CLUSTER "merge_key = ?1 AND reach_first >= ?2 AND reach_first <= ?3"
void vb_cluster_bind(vb_sql_statement *s, vb_str key, const vb_cluster *cluster);

#endif
