#include "language/shingles.h"

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

static roll roll_start(vb_folded_words words, int k) {
  roll r = {.out_factor = 1, .k = k};
  for (int i = 0; i < k; i++) {
    r.sum = r.sum * BASE + words.v[i].hash;
    if (i) r.out_factor *= BASE;
  }
  return r;
}

/* From the shingle that begins at word i to the next one. */
static void roll_on(roll *r, vb_folded_words words, ptrdiff_t i) {
  r->sum = (r->sum - words.v[i].hash * r->out_factor) * BASE + words.v[i + r->k].hash;
}

vb_shingles vb_shingles_all(vb_folded_words words, int k, vb_arena *out) {
  vb_shingles shingles = {0};
  ptrdiff_t n = words.n - k + 1;
  if (n <= 0) return shingles;
  shingles =
      (vb_shingles){vb_arena_alloc_raw(out, sizeof *shingles.v, _Alignof(max_align_t), n), n, n};
  roll r = roll_start(words, k);
  for (ptrdiff_t i = 0;; i++) {
    shingles.v[i] = (vb_shingle){mix(r.sum), (uint32_t)i};
    if (i == n - 1) return shingles;
    roll_on(&r, words, i);
  }
}

enum { BATCH = 1024, MAX_WINDOW = 64 };

/* Where in hashes[0 .. n) each window's shingle is: chosen[i] for the window that begins at i.
 * Branches here would be guessed wrong every other time. */
static inline __attribute__((always_inline)) void choose(const uint64_t *hashes, ptrdiff_t windows,
                                                         int window, uint32_t *chosen) {
  for (ptrdiff_t i = 0; i < windows; i++) {
    uint64_t least = hashes[i];
    uint32_t best = (uint32_t)i;
    for (ptrdiff_t k = i + 1; k < i + window; k++) {
      best = hashes[k] <= least ? (uint32_t)k : best;
      least = hashes[k] <= least ? hashes[k] : least;
    }
    chosen[i] = best;
  }
}

vb_shingles vb_shingles_winnow(vb_folded_words words, int k, int window, vb_arena *out) {
  uint64_t hashes[BATCH + MAX_WINDOW] = {0};
  uint32_t chosen[BATCH];
  vb_shingle kept[BATCH];
  vb_shingles shingles = {0};
  ptrdiff_t n = words.n - k + 1, filled = 0, last = -1;
  if (n <= 0) return shingles;
  if (window > n) window = (int)n;
  roll r = roll_start(words, k);
  for (ptrdiff_t base = 0, windows; base + window <= n; base += windows) {
    windows = n - window + 1 - base < BATCH ? n - window + 1 - base : BATCH;
    for (; filled < base + windows + window - 1; filled++) {
      hashes[filled - base] = mix(r.sum);
      if (filled + 1 < n) roll_on(&r, words, filled);
    }
    if (window == VB_SHINGLE_WINDOW) /* a number that the compiler knows */
      choose(hashes, windows, VB_SHINGLE_WINDOW, chosen);
    else
      choose(hashes, windows, window, chosen);
    ptrdiff_t n_kept = 0;
    for (ptrdiff_t i = 0; i < windows; i++) {
      kept[n_kept] = (vb_shingle){hashes[chosen[i]], (uint32_t)(base + chosen[i])};
      n_kept += base + chosen[i] != last;
      last = base + chosen[i];
    }
    for (ptrdiff_t i = 0; i < n_kept; i++) *vb_push(out, &shingles) = kept[i];
    memmove(hashes, hashes + windows, (size_t)(window - 1) * sizeof *hashes);
  }
  return shingles;
}
