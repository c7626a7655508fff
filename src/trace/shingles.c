#include "trace/shingles.h"

static const uint64_t BASE = 0x9E3779B97F4A7C15u; /* odd, so that no word's bits are lost */

/* The rolling sum is linear in the words' hashes; this makes all bits depend on all. */
static uint64_t mix(uint64_t h) {
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93u;
  return h ^ h >> 32;
}

/* sum of hash[i] * BASE^(k-1-i), kept up word by word. */
typedef struct {
  uint64_t sum, out_factor;
  int k;
} roll;

static roll roll_start(vb_trace_words words, int k) {
  roll r = {.out_factor = 1, .k = k};
  for (int i = 0; i < k; i++) {
    r.sum = r.sum * BASE + words.v[i].hash;
    if (i) r.out_factor *= BASE;
  }
  return r;
}

/* From the shingle that begins at word i to the next one. */
static void roll_on(roll *r, vb_trace_words words, ptrdiff_t i) {
  r->sum = (r->sum - words.v[i].hash * r->out_factor) * BASE + words.v[i + r->k].hash;
}

vb_shingles vb_shingles_all(vb_trace_words words, int k, vb_arena *out) {
  vb_shingles shingles = {0};
  ptrdiff_t n = words.n - k + 1;
  if (n <= 0) return shingles;
  shingles = (vb_shingles){vb_arena_alloc_raw(out, sizeof *shingles.v, _Alignof(max_align_t), n), n, n};
  roll r = roll_start(words, k);
  for (ptrdiff_t i = 0;; i++) {
    shingles.v[i] = (vb_shingle){mix(r.sum), (uint32_t)i};
    if (i == n - 1) return shingles;
    roll_on(&r, words, i);
  }
}

/* The smallest of `window` hashes, the last of equal ones. */
static ptrdiff_t smallest(const uint64_t *hashes, ptrdiff_t start, ptrdiff_t end) {
  ptrdiff_t best = start;
  for (ptrdiff_t i = start + 1; i < end; i++)
    if (hashes[i] <= hashes[best]) best = i;
  return best;
}

vb_shingles vb_shingles_winnow(vb_trace_words words, int k, int window, vb_arena *out) {
  enum { BATCH = 1024 }; /* shingles whose hashes are kept at once */
  uint64_t hashes[BATCH];
  vb_shingles shingles = {0};
  ptrdiff_t n = words.n - k + 1, base = 0, best = -1;
  if (n <= 0) return shingles;
  roll r = roll_start(words, k);
  ptrdiff_t last_start = n > window ? n - window : 0; /* of the last window */
  ptrdiff_t filled = 0;                               /* hashes known: [base, filled) */
  for (ptrdiff_t start = 0; start <= last_start; start++) {
    ptrdiff_t end = start + window < n ? start + window : n;
    if (end - base > BATCH) {
      memmove(hashes, hashes + (start - base), (size_t)(filled - start) * sizeof *hashes);
      base = start;
    }
    ptrdiff_t fresh = filled;
    for (; filled < end; filled++) {
      hashes[filled - base] = mix(r.sum);
      if (filled + 1 < n) roll_on(&r, words, filled);
    }
    ptrdiff_t chosen = best;
    if (best < start) {
      chosen = base + smallest(hashes, start - base, end - base);
    } else {
      for (ptrdiff_t i = fresh; i < end; i++)
        if (hashes[i - base] <= hashes[chosen - base]) chosen = i;
    }
    if (chosen == best) continue;
    best = chosen;
    *vb_push(out, &shingles) = (vb_shingle){hashes[best - base], (uint32_t)best};
  }
  return shingles;
}
