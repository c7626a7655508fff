#include "archive/passages_sort.h"

enum { DIGIT_BITS = 10, DIGITS = VB_PASSAGES_HASH_BITS / DIGIT_BITS, VALUES = 1 << DIGIT_BITS };
_Static_assert(DIGITS % 2 == 0, "the last pass ends where the first began");

static unsigned digit(const vb_hashed_posting *p, int i) {
  return (unsigned)(p->hash >> DIGIT_BITS * i) & (VALUES - 1);
}

void vb_passages_sort(vb_hashed_postings postings, vb_arena scratch) {
  typedef ptrdiff_t counts[VALUES];
  counts *starts = VB_NEW_N(&scratch, counts, DIGITS);
  vb_hashed_posting *from = postings.v, *to = vb_arena_alloc_raw(&scratch, sizeof *to,
                                                                 _Alignof(max_align_t), postings.n);
  for (ptrdiff_t i = 0; i < postings.n; i++)
    for (int d = 0; d < DIGITS; d++) starts[d][digit(&from[i], d)]++;
  for (int d = 0; d < DIGITS; d++) {
    ptrdiff_t at = 0;
    for (int v = 0; v < VALUES; v++) {
      ptrdiff_t n = starts[d][v];
      starts[d][v] = at;
      at += n;
    }
    for (ptrdiff_t i = 0; i < postings.n; i++) to[starts[d][digit(&from[i], d)]++] = from[i];
    vb_hashed_posting *swap = from;
    from = to;
    to = swap;
  }
}
