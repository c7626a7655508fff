#include "trace/align_windows.h"

#include "trace/align_dp.h"

enum {
  FIRST_HITS = 16,   /* places of a pair of words that are looked at; later ones are as good */
  FIRST_SINGLES = 4, /* ... of a single word */
  REACH = 16,        /* words on either side of a hit, at most */
  LONE_HITS = 3,     /* fewer hits within a reach, and no pair of words: chance */
  SLACK = 8,
};

/* ---- what the report has: its words and pairs of words, by hash */

typedef struct {
  uint64_t hash; /* 0: free */
  uint32_t hits; /* places in the source so far */
} seen;

typedef struct {
  seen *slots;
  uint64_t mask;
} seen_table;

static seen_table seen_new(ptrdiff_t n, vb_arena *arena) {
  seen_table t = {.mask = 15};
  while (t.mask < (uint64_t)n * 2) t.mask = t.mask * 2 + 1;
  t.slots = VB_NEW_N(arena, seen, (ptrdiff_t)t.mask + 1);
  return t;
}

static seen *seen_at(seen_table t, uint64_t hash) {
  for (uint64_t i = hash;; i++)
    if (t.slots[i & t.mask].hash == hash || !t.slots[i & t.mask].hash) return &t.slots[i & t.mask];
}

static uint64_t pair_hash(const vb_wording *w, ptrdiff_t i) {
  return (w->words.v[i].hash * 0x9E3779B97F4A7C15u + w->words.v[i + 1].hash) | 1;
}

/* Words that tie a text, and pairs with one; the report is prepared. */
static void note_report(const vb_wording *r, ptrdiff_t start, ptrdiff_t end, seen_table singles,
                        seen_table pairs) {
  for (ptrdiff_t i = start; i < end; i++) {
    if (!vb_wording_is_small(r, i)) seen_at(singles, r->words.v[i].hash)->hash = r->words.v[i].hash;
    if (i + 1 < end && !(vb_wording_is_small(r, i) && vb_wording_is_small(r, i + 1)))
      seen_at(pairs, pair_hash(r, i))->hash = pair_hash(r, i);
  }
}

static bool is_hit(seen_table t, uint64_t hash, uint32_t first) {
  seen *s = seen_at(t, hash);
  return s->hash && s->hits++ < first;
}

/* ---- windows of the source round the hits, as columns of a table */

static void add_window(vb_align_columns *columns, ptrdiff_t *covered, ptrdiff_t from,
                       ptrdiff_t to) {
  if (from > *covered && columns->n && columns->n < columns->cap)
    columns->v[columns->n++] = VB_ALIGN_BARRIER;
  if (from < *covered) from = *covered;
  for (ptrdiff_t j = from; j < to && columns->n < columns->cap; j++)
    columns->v[columns->n++] = (uint32_t)j;
  if (to > *covered) *covered = to;
}

typedef struct {
  uint32_t at;
  bool pair;
} hit;
VB_SLICE_TYPE(hits, hit);

/* Where the source has words of the report that tie it, or pairs of them, in text order. */
static hits find_hits(const vb_wording *r, ptrdiff_t start, ptrdiff_t end, const vb_wording *s,
                      vb_span where, vb_arena *out) {
  ptrdiff_t m = end - start;
  hits found = {.cap = m * (FIRST_SINGLES + FIRST_HITS)};
  found.v = vb_arena_alloc_raw(out, sizeof *found.v, _Alignof(hit), found.cap);
  vb_arena scratch = *out;
  seen_table singles = seen_new(m, &scratch), pairs = seen_new(m, &scratch);
  note_report(r, start, end, singles, pairs);
  for (ptrdiff_t j = where.start; j < where.end; j++) {
    bool single = is_hit(singles, s->words.v[j].hash, FIRST_SINGLES);
    bool pair = j + 1 < s->words.n && is_hit(pairs, pair_hash(s, j), FIRST_HITS);
    if (single || pair) found.v[found.n++] = (hit){(uint32_t)j, pair};
  }
  return found;
}

vb_align_columns vb_align_windows(const vb_wording *r, ptrdiff_t start, ptrdiff_t end,
                                  const vb_wording *s, vb_span where, vb_arena *out) {
  ptrdiff_t m = end - start, reach = (m < REACH ? m : REACH) + SLACK, covered = 0;
  vb_align_columns columns = {.cap = VB_ALIGN_CELLS / (m + 1)};
  ptrdiff_t enough = 2 * (where.end - where.start + 2 * reach) + 1;
  if (columns.cap > enough) columns.cap = enough;
  columns.v = vb_arena_alloc_raw(out, sizeof *columns.v, 4, columns.cap);
  vb_arena working = *out; /* behind the columns */
  hits found = find_hits(r, start, end, s, where, &working);
  for (int any = 0; any < 2 && !columns.n; any++)
    for (ptrdiff_t k = 0; k < found.n && columns.n < columns.cap; k++) {
      ptrdiff_t at = found.v[k].at, near = 1;
      for (ptrdiff_t b = k - 1; b >= 0 && b > k - LONE_HITS && at - found.v[b].at <= reach; b--)
        near++;
      for (ptrdiff_t b = k + 1; b < found.n && b < k + LONE_HITS && found.v[b].at - at <= reach;
           b++)
        near++;
      if (!any && !found.v[k].pair && near < LONE_HITS) continue;
      add_window(&columns, &covered, at > reach ? at - reach : 0,
                 at + reach < s->words.n ? at + reach : s->words.n);
    }
  return columns;
}

vb_align_columns vb_align_all_columns(ptrdiff_t from, ptrdiff_t to, vb_arena *out) {
  vb_align_columns columns = {.cap = to - from};
  columns.v = vb_arena_alloc_raw(out, sizeof *columns.v, 4, columns.cap);
  for (ptrdiff_t j = from; j < to; j++) columns.v[columns.n++] = (uint32_t)j;
  return columns;
}
