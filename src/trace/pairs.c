#include "trace/pairs.h"

typedef struct {
  uint64_t hash;
  uint32_t text, word;
} mark;
VB_SLICE_TYPE(marks, mark);

/* ---- the shingles of all texts, those of one hash side by side */

static marks gather(const vb_folded_words *texts, ptrdiff_t n, int least, vb_arena *out,
                    vb_arena scratch) {
  marks all = {0};
  for (ptrdiff_t i = 0; i < n; i++) {
    vb_arena one = scratch;
    vb_shingles s = vb_shingles_winnow(texts[i], VB_PAIRS_LEAST, least - VB_PAIRS_LEAST + 1, &one);
    for (ptrdiff_t k = 0; k < s.n; k++)
      *vb_push(out, &all) = (mark){s.v[k].hash, (uint32_t)i, s.v[k].word};
  }
  return all;
}

typedef struct {
  uint64_t hash;
  uint32_t mark;
} place;

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

/* One pass of a stable counting sort by eleven bits of the hash. */
static void sort_by(const place *from, place *to, ptrdiff_t n, int shift) {
  ptrdiff_t starts[DIGITS] = {0}, at = 0;
  for (ptrdiff_t i = 0; i < n; i++) starts[from[i].hash >> shift & (DIGITS - 1)]++;
  for (int d = 0; d < DIGITS; d++) {
    ptrdiff_t count = starts[d];
    starts[d] = at;
    at += count;
  }
  for (ptrdiff_t i = 0; i < n; i++) to[starts[from[i].hash >> shift & (DIGITS - 1)]++] = from[i];
}

/* The marks of one hash side by side, within it as they came: by text and word.  33 bits tell
 * nearly all hashes apart; the others only stand between. */
static place *sort(marks all, vb_arena *out, vb_arena scratch) {
  place *sorted = vb_arena_alloc_raw(out, sizeof *sorted, 8, all.n);
  place *other = vb_arena_alloc_raw(&scratch, sizeof *other, 8, all.n);
  for (ptrdiff_t i = 0; i < all.n; i++) other[i] = (place){all.v[i].hash, (uint32_t)i};
  sort_by(other, sorted, all.n, 64 - 3 * DIGIT_BITS);
  sort_by(sorted, other, all.n, 64 - 2 * DIGIT_BITS);
  sort_by(other, sorted, all.n, 64 - DIGIT_BITS);
  return sorted;
}

/* By mark: where in `sorted` the first one of its hash stands. */
static uint32_t *find_firsts(const place *sorted, ptrdiff_t n, vb_arena *out) {
  uint32_t *firsts = vb_arena_alloc_raw(out, sizeof *firsts, 4, n);
  const int shift = 64 - 3 * DIGIT_BITS;
  for (ptrdiff_t i = 0, first = 0; i < n; i++) {
    if (sorted[i].hash >> shift != sorted[first].hash >> shift) first = i;
    firsts[sorted[i].mark] = (uint32_t)first;
  }
  return firsts;
}

/* ---- where two texts meet */

typedef struct {
  const vb_folded_words *texts;
  uint32_t least;
  vb_pair_run *last; /* by other text: of the text that is looked at, or one before */
  vb_pair_runs runs;
  vb_arena *out;
} meeting;

static void meet(meeting *m, const mark *a, const mark *b) {
  const vb_folded_words *s = &m->texts[a->text], *t = &m->texts[b->text];
  vb_pair_run *last = &m->last[b->text];
  bool again = last->n && last->text == a->text;
  if (again && a->word < last->word + last->n) return; /* told */
  ptrdiff_t least = again ? (ptrdiff_t)last->word + last->n : 0;
  ptrdiff_t i = a->word, j = b->word, end = i, to = j;
  while (end < s->n && to < t->n && s->v[end].hash == t->v[to].hash) end++, to++;
  if (end == i) return; /* another shingle */
  while (i > least && j > 0 && s->v[i - 1].hash == t->v[j - 1].hash) i--, j--;
  if (end - i < (ptrdiff_t)m->least) return;
  *last = (vb_pair_run){a->text, b->text, (uint32_t)i, (uint32_t)j, (uint32_t)(end - i)};
  *vb_push(m->out, &m->runs) = *last;
}

vb_pair_runs vb_pairs_find(const vb_folded_words *texts, ptrdiff_t n, int least, vb_arena *out,
                           vb_arena scratch) {
  vb_arena behind = *out; /* nothing is kept there until the runs are */
  marks all = gather(texts, n, least, &scratch, behind);
  place *sorted = sort(all, &scratch, behind);
  uint32_t *firsts = find_firsts(sorted, all.n, &scratch);
  meeting m = {texts, (uint32_t)least, VB_NEW_N(&scratch, vb_pair_run, n), {0}, out};
  for (ptrdiff_t i = 0; i < all.n; i++)
    for (uint32_t k = firsts[i]; k < firsts[i] + VB_PAIRS_FREQUENT && sorted[k].mark < i; k++) {
      const mark *other = &all.v[sorted[k].mark];
      if (other->hash == all.v[i].hash && other->text != all.v[i].text) meet(&m, &all.v[i], other);
    }
  return m.runs;
}
