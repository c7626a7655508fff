/* The texts of one shingle, from several segments, as one entry; of many texts the earliest.
 *
 * Of a union the earliest k are among the earliest k of each part, so it does not matter which
 * texts came together in which segment, as long as what a cut part lost is later than what is kept
 * of the union: where a part has lost texts by another way (an article was replaced), nothing later
 * than its last text is kept.
 */
#ifndef VB_ARCHIVE_PASSAGES_CUT_H
#define VB_ARCHIVE_PASSAGES_CUT_H

#include "archive/passages_page.h"

/* Earlier texts have smaller ranks; no two have the same. */
typedef struct {
  uint64_t (*rank)(void *context, uint32_t text);
  bool (*gone)(void *context, uint32_t text); /* its article has another text now, or is gone */
  void *context;
} vb_passage_ranks;

typedef struct {
  uint64_t rank;
  int n;
  vb_posting postings[VB_PASSAGES_PLACES];
} vb_cut_text;

/* As many again as are kept, so that each choice of the earliest pays for what came since. */
enum { VB_PASSAGES_CUT_ROOM = 2 * VB_PASSAGES_HELD };

typedef struct {
  vb_passage_ranks ranks;
  int limit; /* texts, at most VB_PASSAGES_HELD */
  int n, n_ranked;
  int64_t n_seen, n_dropped;
  bool cut;
  uint64_t bound;                         /* nothing later is kept; UINT64_MAX: nothing is known */
  vb_cut_text kept[VB_PASSAGES_CUT_ROOM]; /* in the order they came; ranks of the first n_ranked */
  vb_posting postings[VB_PASSAGES_HELD * VB_PASSAGES_PLACES]; /* the result */
} vb_cut;

void vb_cut_begin(vb_cut *cut, vb_passage_ranks ranks, int limit);
/* Part of the shingle's entry, by age: its texts are behind those of the parts before.  Texts that
 * are gone are passed over. */
void vb_cut_entry(vb_cut *cut, const vb_page_entry *entry);
/* One text behind the others, `n` postings of it. */
void vb_cut_text_add(vb_cut *cut, const vb_posting *postings, int n);
/* Its hash is not set; the postings are the cut's.  How many texts there are: those kept, and
 * entry->dropped. */
int vb_cut_end(vb_cut *cut, vb_page_entry *entry);

#endif
