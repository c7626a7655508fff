/* Postings of a batch of texts into the order of a segment: by hash, and of one hash as they came
 * (by text, by word).  A radix sort: linear, whatever the postings are. */
#ifndef VB_ARCHIVE_PASSAGES_SORT_H
#define VB_ARCHIVE_PASSAGES_SORT_H

#include "archive/passages_page.h"

typedef struct {
  uint64_t hash; /* VB_PASSAGES_HASH_BITS */
  vb_posting posting;
} vb_hashed_posting;
VB_SLICE_TYPE(vb_hashed_postings, vb_hashed_posting);

/* `scratch` has room for as many again. */
void vb_passages_sort(vb_hashed_postings postings, vb_arena scratch);

#endif
