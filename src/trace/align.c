#include "trace/align.h"

#include "language/shingles.h"
#include "trace/align_dp.h"
#include "trace/change.h"

enum {
  SMALL_TABLE = 1 << 13, /* cells: not worth searching for windows */
  FIRST_HITS = 16,       /* places of a pair of words that are looked at; later ones are as good */
  FIRST_SINGLES = 4,     /* ... of a single word */
  REACH = 16,            /* words on either side of a hit, at most */
  LONE_HITS = 3,         /* fewer hits within a reach, and no pair of words: chance */
  SLACK = 8,
  LIKELY_WORDS = 2048, /* of the source, on either side of where a chunk is likely to be */
  NEAR_WORDS = 3,
  CHUNK = 128, /* words of a long report without an anchor that are compared at once */
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

static bool is_small(const vb_wording *w, ptrdiff_t i) {
  return (w->sense[i].classes & VB_SENSE_SMALL) != 0;
}

/* Words that tie a text, and pairs with one; the report is prepared. */
static void note_report(const vb_wording *r, ptrdiff_t start, ptrdiff_t end, seen_table singles,
                        seen_table pairs) {
  for (ptrdiff_t i = start; i < end; i++) {
    if (!is_small(r, i)) seen_at(singles, r->words.v[i].hash)->hash = r->words.v[i].hash;
    if (i + 1 < end && !(is_small(r, i) && is_small(r, i + 1)))
      seen_at(pairs, pair_hash(r, i))->hash = pair_hash(r, i);
  }
}

static bool is_hit(seen_table t, uint64_t hash, uint32_t first) {
  seen *s = seen_at(t, hash);
  return s->hash && s->hits++ < first;
}

/* ---- windows of the source round the hits, as columns of a table */

typedef struct {
  uint32_t *v;
  ptrdiff_t n, cap;
} column_list;

static void add_window(column_list *columns, ptrdiff_t *covered, ptrdiff_t from, ptrdiff_t to) {
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

static column_list find_windows(const vb_wording *r, ptrdiff_t start, ptrdiff_t end,
                                const vb_wording *s, vb_span where, vb_arena *out) {
  ptrdiff_t m = end - start, reach = (m < REACH ? m : REACH) + SLACK, covered = 0;
  column_list columns = {.cap = VB_ALIGN_CELLS / (m + 1)};
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

static column_list all_columns(ptrdiff_t from, ptrdiff_t to, vb_arena *out) {
  column_list columns = {.cap = to - from};
  columns.v = vb_arena_alloc_raw(out, sizeof *columns.v, 4, columns.cap);
  for (ptrdiff_t j = from; j < to; j++) columns.v[columns.n++] = (uint32_t)j;
  return columns;
}

/* ---- tables */

static vb_alignment empty_alignment(const vb_wording *report, vb_arena *out) {
  vb_alignment a = {.n = report->words.n};
  a.source = VB_NEW_N(out, ptrdiff_t, a.n);
  a.match = VB_NEW_N(out, uint8_t, a.n);
  a.width = VB_NEW_N(out, uint8_t, a.n);
  for (ptrdiff_t i = 0; i < a.n; i++) a.source[i] = -1;
  return a;
}

/* ---- words joined or parted, which the tables compare one by one */

enum {
  JOINED_WORDS = 4, /* on one side, at most */
  EDGE_WORDS = 3,
};

static bool join(vb_wording *r, vb_wording *s, vb_alignment *a, vb_span words, ptrdiff_t j,
                 ptrdiff_t n, vb_arena scratch) {
  ptrdiff_t m = words.end - words.start;
  if (j < 0 || j + n > s->words.n || (m == 1 && n == 1)) return false;
  vb_wording_prepare(s, j, j + n, scratch);
  if (!vb_change_is_spelling((vb_words_range){s, j, j + n},
                             (vb_words_range){r, words.start, words.end}, scratch))
    return false;
  for (ptrdiff_t k = 0; k < m; k++) {
    a->source[words.start + k] = j + (k < n ? k : n - 1);
    a->match[words.start + k] = VB_MATCH_JOINED;
    a->width[words.start + k] = (uint8_t)(k == m - 1 && n > m ? n - m + 1 : 1);
  }
  return true;
}

/* Unmatched words [start, end) of the report, which stand behind a match or before one. */
static void join_unmatched(vb_wording *r, vb_wording *s, vb_alignment *a, ptrdiff_t start,
                           ptrdiff_t end, vb_arena scratch) {
  ptrdiff_t m = end - start < JOINED_WORDS ? end - start : JOINED_WORDS;
  ptrdiff_t behind = start ? a->source[start - 1] + 1 : -1;
  ptrdiff_t before = end < a->n ? a->source[end] : -1;
  for (ptrdiff_t k = 1; k <= m; k++)
    for (ptrdiff_t n = JOINED_WORDS; n >= 1; n--) {
      if (behind > 0 && join(r, s, a, (vb_span){start, start + k}, behind, n, scratch)) return;
      if (before >= n && join(r, s, a, (vb_span){end - k, end}, before - n, n, scratch)) return;
    }
}

static bool is_marked(const vb_wording *r, ptrdiff_t i) {
  return (r->marks[i] & (VB_MARK_ELLIPSIS | VB_MARK_BRACKET)) != 0;
}

/* A small word between two unmarked cuts is not the one that happens to stand between them in the
 * source: "The port is open and we sing." */
static void drop_islands(const vb_wording *r, vb_alignment *a) {
  for (ptrdiff_t i = 1; i + 1 < a->n; i++) {
    if (a->match[i] == VB_MATCH_NONE || !is_small(r, i) || is_marked(r, i) || is_marked(r, i + 1))
      continue;
    ptrdiff_t before = a->source[i - 1], here = a->source[i], behind = a->source[i + 1];
    if (before < 0 || behind < 0 || here - before <= NEAR_WORDS || behind - here <= NEAR_WORDS)
      continue;
    a->source[i] = -1;
    a->match[i] = VB_MATCH_NONE;
  }
}

/* Where the quotation's edge was compared with other words because it had to be compared with
 * something, it was put in. */
static void free_edge(vb_alignment *a, ptrdiff_t start, ptrdiff_t end) {
  for (ptrdiff_t i = start; i < end; i++) {
    a->source[i] = -1;
    a->match[i] = VB_MATCH_NONE;
  }
}

static void drop_edges(vb_alignment *a) {
  ptrdiff_t first = 0, last = a->n;
  while (first < a->n && a->match[first] < VB_MATCH_INFLECTED) first++;
  while (last > first && a->match[last - 1] < VB_MATCH_INFLECTED) last--;
  if (first > EDGE_WORDS) free_edge(a, 0, first);
  if (a->n - last > EDGE_WORDS) free_edge(a, last, a->n);
}

/* Unmatched words at the quotation's start stand for what the source's sentence begins with, if
 * that is as short; words behind the last match likewise. */
static void mend_edges(vb_wording *r, vb_wording *s, vb_alignment *a) {
  ptrdiff_t first = 0, last = a->n - 1;
  while (first < a->n && a->source[first] < 0) first++;
  while (last >= 0 && a->source[last] < 0) last--;
  if (last < 0) return;
  ptrdiff_t j = a->source[first], begin = j;
  while (begin > 0 && !(s->marks[begin] & VB_MARK_SENTENCE) && j - begin <= EDGE_WORDS) begin--;
  if (first && first <= EDGE_WORDS && begin < j && j - begin <= EDGE_WORDS) {
    a->source[first - 1] = begin;
    a->match[first - 1] = VB_MATCH_OTHER;
    a->width[first - 1] = (uint8_t)(j - begin);
  }
  j = a->source[last] + a->width[last];
  ptrdiff_t end = j, left = a->n - 1 - last;
  while (end < s->words.n && !(s->marks[end] & VB_MARK_SENTENCE) && end - j <= EDGE_WORDS) end++;
  if (left && left <= EDGE_WORDS && end > j && end - j <= EDGE_WORDS &&
      !(r->marks[a->n - 1] & VB_MARK_BRACKET)) {
    a->source[last + 1] = j;
    a->match[last + 1] = VB_MATCH_OTHER;
    a->width[last + 1] = (uint8_t)(end - j);
  }
}

static void mend_joined(vb_wording *r, vb_wording *s, vb_alignment *a, vb_arena scratch) {
  for (ptrdiff_t i = 0, end; i < a->n; i = end) {
    end = i + 1;
    a->width[i] = a->match[i] != VB_MATCH_NONE;
    if (a->match[i] >= VB_MATCH_SPELLING || r->marks[i] & VB_MARK_BRACKET) continue;
    for (; end < a->n && a->match[end] < VB_MATCH_SPELLING; end++)
      a->width[end] = a->match[end] != VB_MATCH_NONE;
    join_unmatched(r, s, a, i, end, scratch);
  }
}

static void mend(vb_wording *r, vb_wording *s, vb_alignment *a, vb_arena scratch) {
  drop_islands(r, a);
  drop_edges(a);
  mend_joined(r, s, a, scratch);
  mend_edges(r, s, a);
}

static void prepare_columns(vb_wording *s, column_list columns, vb_arena scratch) {
  for (ptrdiff_t k = 0; k < columns.n; k++)
    if (columns.v[k] != VB_ALIGN_BARRIER)
      vb_wording_prepare(s, columns.v[k], (ptrdiff_t)columns.v[k] + 1, scratch);
}

static void solve(vb_wording *r, ptrdiff_t start, ptrdiff_t end, vb_wording *s, column_list columns,
                  bool free_start, bool free_end, vb_alignment *a, vb_arena scratch) {
  prepare_columns(s, columns, scratch);
  vb_align_table table = {r, s, start, end, columns.v, columns.n, free_start, free_end};
  a->score += vb_align_table_solve(&table, a, scratch);
}

vb_alignment vb_align_plain(vb_wording *report, vb_wording *source, vb_arena *out,
                            vb_arena scratch) {
  vb_alignment a = empty_alignment(report, out);
  vb_wording_prepare(report, 0, a.n, scratch);
  if ((a.n + 1) * (source->words.n + 1) > VB_ALIGN_CELLS) return a;
  column_list columns = all_columns(0, source->words.n, &scratch);
  solve(report, 0, a.n, source, columns, true, true, &a, scratch);
  mend(report, source, &a, scratch);
  return a;
}

/* Words [start, end) of the report against what it may be in words `where` of the source. */
static void align_part(vb_wording *r, ptrdiff_t start, ptrdiff_t end, vb_wording *s, vb_span where,
                       vb_alignment *a, vb_arena scratch) {
  bool small = (end - start) * (where.end - where.start) <= SMALL_TABLE;
  column_list columns = small ? all_columns(where.start, where.end, &scratch)
                              : find_windows(r, start, end, s, where, &scratch);
  solve(r, start, end, s, columns, true, true, a, scratch);
}

/* ---- long reports: cut at runs of words that stand once in each text */

typedef struct {
  ptrdiff_t report, source; /* where VB_SHINGLE_WORDS words begin that are the same */
} anchor;
VB_SLICE_TYPE(anchors, anchor);

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

static void unique_runs(const vb_wording *r, const vb_wording *s, anchors *found,
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
    if (p->n_report == 1 && p->n_source == 1) found->v[found->n++] = (anchor){i, p->source};
  }
}

/* The longest chain of anchors that go on in both texts (patience sorting). */
static void longest_chain(anchors all, anchors *chain, vb_arena scratch) {
  ptrdiff_t *tails = VB_NEW_N(&scratch, ptrdiff_t, all.n); /* last anchor of a chain of k + 1 */
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

/* Where word i of m of a gap is likely to stand in the gap of the source: at about as great a part
 * of it.  So much is searched for each chunk and no more. */
static vb_span likely_place(ptrdiff_t i, ptrdiff_t m, vb_span gap) {
  ptrdiff_t middle = gap.start + (ptrdiff_t)((double)(gap.end - gap.start) * (double)i / (double)m);
  vb_span likely = {middle - LIKELY_WORDS, middle + LIKELY_WORDS};
  if (likely.start < gap.start) likely.start = gap.start;
  if (likely.end > gap.end) likely.end = gap.end;
  return likely;
}

/* Words [start, end) of the report, which lie between two anchors, against [from, to). */
static void align_gap(vb_wording *r, ptrdiff_t start, ptrdiff_t end, vb_wording *s, ptrdiff_t from,
                      ptrdiff_t to, vb_alignment *a, vb_arena scratch) {
  ptrdiff_t m = end - start, n = to - from;
  bool first = start == 0, last = end == a->n;
  if (m <= 0) return;
  if (first && n > 2 * m + REACH) from = to - (2 * m + REACH);
  if (last && n > 2 * m + REACH) to = from + 2 * m + REACH;
  if ((m + 1) * (to - from + 1) > VB_ALIGN_CELLS) {
    for (ptrdiff_t i = start; i < end; i += CHUNK)
      align_part(r, i, i + CHUNK < end ? i + CHUNK : end, s,
                 likely_place(i - start, m, (vb_span){from, to}), a, scratch);
    return;
  }
  column_list columns = all_columns(from, to, &scratch);
  solve(r, start, end, s, columns, first, last, a, scratch);
}

static void align_long(vb_wording *r, vb_wording *s, vb_alignment *a, vb_arena scratch) {
  anchors all = {VB_NEW_N(&scratch, anchor, a->n), 0, a->n};
  unique_runs(r, s, &all, scratch);
  anchors chain = {VB_NEW_N(&scratch, anchor, all.n), 0, all.n};
  longest_chain(all, &chain, scratch);
  ptrdiff_t word = 0, source = 0;
  for (ptrdiff_t k = 0; k < chain.n; k++) {
    anchor at = chain.v[k];
    if (at.report >= word && at.source >= source) {
      align_gap(r, word, at.report, s, source, at.source, a, scratch);
    } else if (at.report - word != at.source - source) {
      continue; /* overlaps the anchor before it, and shifts */
    }
    for (ptrdiff_t i = 0; i < VB_SHINGLE_WORDS; i++) {
      a->source[at.report + i] = at.source + i;
      a->match[at.report + i] = VB_MATCH_SAME;
    }
    word = at.report + VB_SHINGLE_WORDS;
    source = at.source + VB_SHINGLE_WORDS;
  }
  align_gap(r, word, a->n, s, source, s->words.n, a, scratch);
}

vb_alignment vb_align(vb_wording *report, vb_wording *source, vb_arena *out, vb_arena scratch) {
  vb_alignment a = empty_alignment(report, out);
  vb_wording_prepare(report, 0, a.n, scratch);
  if (!a.n || !source->words.n) return a;
  if (a.n > 4 * CHUNK)
    align_long(report, source, &a, scratch);
  else
    align_part(report, 0, a.n, source, (vb_span){0, source->words.n}, &a, scratch);
  mend(report, source, &a, scratch);
  return a;
}

/* ---- cover */

static bool is_like(const vb_alignment *a, ptrdiff_t i) { return a->match[i] >= VB_MATCH_JOINED; }

/* The end of the run of like words that begins at i and go on in the source too. */
static ptrdiff_t run_end(const vb_alignment *a, ptrdiff_t i) {
  ptrdiff_t end = i + 1;
  while (end < a->n && is_like(a, end) &&
         (a->source[end] == a->source[end - 1] + a->width[end - 1] ||
          (a->match[end] == VB_MATCH_JOINED && a->source[end] == a->source[end - 1])))
    end++;
  return end;
}

vb_cover vb_align_cover(const vb_wording *r, const vb_wording *s, const vb_alignment *a) {
  vb_cover c = {0};
  (void)s;
  for (ptrdiff_t i = 0; i < a->n; i++) c.words += !(r->marks[i] & VB_MARK_BRACKET);
  for (ptrdiff_t i = 0; i < a->n;) {
    ptrdiff_t end = is_like(a, i) ? run_end(a, i) : i + 1, same = 0, content = 0;
    for (ptrdiff_t k = i; k < end && is_like(a, i); k++) {
      if (r->marks[k] & VB_MARK_BRACKET) continue;
      same++;
      content += !is_small(r, k);
    }
    c.same += same;
    c.content += content;
    if (same > c.longest) c.longest = same;
    if (content && (same > 2 || content > 1)) c.runs += same;
    i = end;
  }
  return c;
}
