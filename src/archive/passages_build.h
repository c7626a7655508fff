/* Making the passage index as a whole, and looking whether it is right. */
#ifndef VB_ARCHIVE_PASSAGES_BUILD_H
#define VB_ARCHIVE_PASSAGES_BUILD_H

#include "archive/passages.h"

typedef enum {
  VB_PASSAGES_ALL,    /* every shingle of every text */
  VB_PASSAGES_SPARSE, /* that only of quoted words and of primaries, elsewhere winnowed ones */
} vb_passages_kind;

/* What the archive was told; at first VB_PASSAGES_ALL. */
vb_passages_kind vb_passages_kind_of(vb_archive *archive);
/* From now on; where it is another one, the index is made anew. */
int vb_passages_set_kind(vb_archive *archive, vb_passages_kind kind, vb_error *error);

/* Makes the index from the articles, whatever is there of it, in one transaction. */
int vb_passages_rebuild(vb_archive *archive, vb_error *error);

/* Does the index say what the articles say, no more and no less?  Reads all of both.  *wrong: the
 * number of things that are not so, of which `error` names the first; 0 and VB_OK. */
int vb_passages_check(vb_archive *archive, int64_t *wrong, vb_error *error);

#endif
