/* Candidates: the texts of the archive that may hold a stretch of the report's words.
 *
 * In: what the passage index knows of each of the stretch's shingles.  Out: texts with their votes,
 * most first.
 *
 *   shingles    0    1    2    3    4
 *   held by     {7}  {7}  all  {7,9}     votes   7: 3 rare ones and a common one
 *                         of             texts   9: 1
 *                         them
 *
 * A shingle's vote weighs less the more texts hold it, and the rarest are asked first: a budget of
 * postings bounds what a hostile text costs.  A text votes once with each shingle.  Of equal votes
 * the smaller number comes first, so that the answer is one.
 *
 * Runs are what shares a text's words at length: the same votes, as far as they follow one another
 * in both.  A few words put in, left out or replaced do not end one.
 */
#ifndef VB_TRACE_CANDIDATES_H
#define VB_TRACE_CANDIDATES_H

#include "archive/passages.h"

enum {
  VB_CANDIDATES = 20,              /* texts at most */
  VB_CANDIDATE_RARE = 64,          /* the vote of a shingle that no other text holds */
  VB_CANDIDATE_POSTINGS = 1 << 18, /* looked at, at most */
};

typedef struct {
  uint32_t text;
  int64_t votes;
  ptrdiff_t shingles;    /* how many of the stretch it holds */
  ptrdiff_t first, last; /* the words of the text between which they begin */
  ptrdiff_t thick;       /* where most of them follow one another */
} vb_candidate;
VB_SLICE_TYPE(vb_candidates, vb_candidate);

/* `uses` are of the shingles that begin at the report's words start .. end - 1; at most `most`
 * candidates.  `near`: only what a text has in one place counts, for words that nobody puts
 * together from several. */
vb_candidates vb_candidates_find(const vb_passage_use *uses, ptrdiff_t start, ptrdiff_t end,
                                 bool near, ptrdiff_t most, vb_arena *out, vb_arena scratch);

typedef struct {
  uint32_t text;
  ptrdiff_t start, end;               /* words of the report */
  ptrdiff_t source_start, source_end; /* of the text */
  ptrdiff_t shingles, rare;           /* shared; of those, held by VB_RUN_RARE texts at most */
} vb_run;
VB_SLICE_TYPE(vb_runs, vb_run);

enum {
  VB_RUN_GAP = 8, /* words of either that may stand between two shared shingles */
  VB_RUN_RARE = 4,
  VB_RUN_SHINGLES = 4, /* fewer are no run */
};

/* Of the texts `among`, ordered by text, then by where they begin in the report. */
vb_runs vb_candidates_runs(const vb_passage_use *uses, ptrdiff_t n, const vb_candidates *among,
                           vb_arena *out, vb_arena scratch);

#endif
