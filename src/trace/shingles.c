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

/* The smallest of the last `window` hashes, the last of equal ones; the ring holds them by number. */
static ptrdiff_t smallest(const uint64_t ring[64], ptrdiff_t last, int window) {
  ptrdiff_t first = last - window + 1, best = first < 0 ? 0 : first;
  for (ptrdiff_t i = best + 1; i <= last; i++)
    if (ring[i & 63] <= ring[best & 63]) best = i;
  return best;
}

vb_shingles vb_shingles_winnow(vb_trace_words words, int k, int window, vb_arena *out) {
  vb_shingles shingles = {0};
  uint64_t ring[64];
  ptrdiff_t n = words.n - k + 1, kept = -1, best = -1;
  if (n <= 0) return shingles;
  roll r = roll_start(words, k);
  for (ptrdiff_t i = 0; i < n; i++) {
    ring[i & 63] = mix(r.sum);
    if (best <= i - window || best < 0) {
      best = smallest(ring, i, window);
    } else if (ring[i & 63] <= ring[best & 63]) {
      best = i;
    }
    if ((i >= window - 1 || i == n - 1) && best > kept) {
      kept = best;
      *vb_push(out, &shingles) = (vb_shingle){ring[best & 63], (uint32_t)best};
    }
    if (i < n - 1) roll_on(&r, words, i);
  }
  return shingles;
}
