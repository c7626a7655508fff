#include "trace/align_anchors.h"

#include "language/shingles.h"

typedef struct {
  uint64_t hash; /* 0: free */
  ptrdiff_t at;
  int n_report, n_source;
  ptrdiff_t source;
} place;

static place *place_at(place *slots, uint64_t mask, uint64_t hash) {
  for (uint64_t i = hash;; i++)
    if (slots[i & mask].hash == hash || !slots[i & mask].hash) return &slots[i & mask];
}

static void unique_runs(const vb_wording *r, const vb_wording *s, vb_align_anchors *found,
                        vb_arena scratch) {
  vb_shingles a = vb_shingles_all(r->words, VB_SHINGLE_WORDS, &scratch);
  vb_shingles b = vb_shingles_all(s->words, VB_SHINGLE_WORDS, &scratch);
  uint64_t mask = 15;
  while (mask < (uint64_t)a.n * 2) mask = mask * 2 + 1;
  place *slots = VB_NEW_N(&scratch, place, (ptrdiff_t)mask + 1);
  for (ptrdiff_t i = 0; i < a.n; i++) {
    place *p = place_at(slots, mask, a.v[i].hash | 1);
    p->hash = a.v[i].hash | 1;
    p->at = i;
    p->n_report++;
  }
  for (ptrdiff_t j = 0; j < b.n; j++) {
    place *p = place_at(slots, mask, b.v[j].hash | 1);
    if (p->hash && !p->n_source++) p->source = j;
  }
  for (ptrdiff_t i = 0; i < a.n; i++) {
    place *p = place_at(slots, mask, a.v[i].hash | 1);
    if (p->n_report == 1 && p->n_source == 1)
      found->v[found->n++] = (vb_align_anchor){i, p->source};
  }
}

/* The longest chain of anchors that go on in both texts (patience sorting). */
static void longest_chain(vb_align_anchors all, vb_align_anchors *chain, vb_arena scratch) {
  ptrdiff_t *tails =
      VB_NEW_N(&scratch, ptrdiff_t, all.n); /* last vb_align_anchor of a chain of k + 1 */
  ptrdiff_t *before = VB_NEW_N(&scratch, ptrdiff_t, all.n), n = 0;
  for (ptrdiff_t i = 0; i < all.n; i++) {
    ptrdiff_t low = 0, high = n;
    while (low < high) {
      ptrdiff_t middle = (low + high) / 2;
      if (all.v[tails[middle]].source < all.v[i].source)
        low = middle + 1;
      else
        high = middle;
    }
    before[i] = low ? tails[low - 1] : -1;
    tails[low] = i;
    if (low == n) n++;
  }
  chain->n = n;
  for (ptrdiff_t k = n - 1, i = n ? tails[n - 1] : -1; k >= 0; k--, i = before[i])
    chain->v[k] = all.v[i];
}

vb_align_anchors vb_align_anchors_find(const vb_wording *r, const vb_wording *s, vb_arena *out) {
  vb_align_anchors chain = {VB_NEW_N(out, vb_align_anchor, r->words.n), 0, r->words.n};
  vb_arena working = *out; /* behind the chain */
  vb_align_anchors all = {VB_NEW_N(&working, vb_align_anchor, r->words.n), 0, r->words.n};
  unique_runs(r, s, &all, working);
  longest_chain(all, &chain, working);
  return chain;
}
