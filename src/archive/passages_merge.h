/* The writer's part of merging segments. */
#ifndef VB_ARCHIVE_PASSAGES_MERGE_H
#define VB_ARCHIVE_PASSAGES_MERGE_H

#include "archive/archive.h"

/* So many segments of about one size become one while articles are added. */
enum { VB_PASSAGES_FACTOR_BITS = 5, VB_PASSAGES_FACTOR = 1 << VB_PASSAGES_FACTOR_BITS };

typedef enum {
  VB_PASSAGES_EVEN, /* each posting is written once for each such size */
  VB_PASSAGES_FEW,  /* look-ups are quick */
} vb_passages_policy;

/* Goes on with what is under way, or begins something; inside a transaction.  Writes about so many
 * bytes.  False: there is nothing to do, or the archive has failed. */
bool vb_passages_merge_some(vb_archive *archive, vb_passages_policy policy, int64_t bytes);

#endif
