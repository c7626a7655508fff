#include "trace/bound.h"

/* A word of the report: how often it has it, and how often the stretch has it. */
typedef struct {
  uint64_t hash;
  int32_t here, there; /* here == 0: free */
} counted;

typedef struct {
  counted *slots;
  uint64_t mask;
} counts;

static counted *slot_of(counts c, uint64_t hash) {
  for (uint64_t i = hash;; i++) {
    counted *slot = &c.slots[i & c.mask];
    if (slot->hash == hash || !slot->here) return slot;
  }
}

static counts counts_new(ptrdiff_t n, vb_arena *arena) {
  counts c = {.mask = 15};
  while (c.mask < (uint64_t)n * 2) c.mask = c.mask * 2 + 1;
  c.slots = VB_NEW_N(arena, counted, (ptrdiff_t)c.mask + 1);
  return c;
}

static void add(counts c, uint64_t hash) {
  counted *slot = slot_of(c, hash);
  slot->hash = hash;
  slot->here++;
}

ptrdiff_t vb_bound_common(vb_folded_words report, vb_folded_words source, ptrdiff_t width,
                          vb_arena scratch) {
  counts c = counts_new(report.n, &scratch);
  for (ptrdiff_t i = 0; i < report.n; i++) add(c, report.v[i].hash);
  counted **slots = vb_arena_alloc_raw(&scratch, sizeof *slots, _Alignof(counted *), source.n);
  ptrdiff_t common = 0, most = 0;
  for (ptrdiff_t j = 0; j < source.n; j++) {
    counted *gone = j >= width ? slots[j - width] : NULL;
    counted *come = slots[j] = slot_of(c, source.v[j].hash);
    if (gone && gone->here && gone->there-- <= gone->here) common--;
    if (come->here && come->there++ < come->here) common++;
    if (common > most) most = common;
  }
  return most;
}

/* ---- runs */

/* Of words i, i + 1 and, if it is no pair, i + 2. */
static uint64_t run_hash(vb_folded_words words, ptrdiff_t i, bool pair) {
  const uint64_t mix = 0x9E3779B97F4A7C15u;
  uint64_t two = words.v[i].hash * mix + words.v[i + 1].hash;
  return pair ? two : (two ^ two >> 32) * mix + words.v[i + 2].hash;
}

/* Does the report have a run of two there, or of three? */
static bool has_run(const vb_wording *r, ptrdiff_t i, bool pair) {
  if (pair) return !vb_wording_is_small(r, i) && !vb_wording_is_small(r, i + 1);
  return i + 2 < r->words.n;
}

static void mark_runs(counts c, vb_folded_words source) {
  for (ptrdiff_t j = 0; j + 1 < source.n; j++) {
    slot_of(c, run_hash(source, j, true))->there = 1;
    if (j + 2 < source.n) slot_of(c, run_hash(source, j, false))->there = 1;
  }
}

ptrdiff_t vb_bound_runs(const vb_wording *r, vb_folded_words source, vb_arena scratch) {
  counts c = counts_new(2 * r->words.n, &scratch);
  ptrdiff_t n = 0, covered = 0;
  for (ptrdiff_t i = 0; i + 1 < r->words.n; i++)
    for (int pair = 0; pair < 2; pair++)
      if (has_run(r, i, pair)) add(c, run_hash(r->words, i, pair));
  mark_runs(c, source);
  for (ptrdiff_t i = 0; i + 1 < r->words.n; i++)
    for (int pair = 0; pair < 2; pair++) {
      if (!has_run(r, i, pair) || !slot_of(c, run_hash(r->words, i, pair))->there) continue;
      ptrdiff_t end = i + (pair ? 2 : 3);
      if (end > covered) n += end - (covered > i ? covered : i);
      if (end > covered) covered = end;
    }
  return n;
}
