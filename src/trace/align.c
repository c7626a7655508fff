#include "trace/align.h"

#include "language/shingles.h"
#include "trace/align_anchors.h"
#include "trace/align_dp.h"
#include "trace/align_mend.h"
#include "trace/align_windows.h"

enum {
  SMALL_TABLE = 1 << 13, /* cells: not worth searching for windows */
  REACH = 16,            /* words of the source on either side of an edge, at most */
  LIKELY_WORDS = 2048,   /* of the source, on either side of where a chunk is likely to be */
  CHUNK = 128,           /* words of a long report without an anchor that are compared at once */
};

/* ---- tables */

static vb_alignment empty_alignment(const vb_wording *report, vb_arena *out) {
  vb_alignment a = {.n = report->words.n};
  a.source = VB_NEW_N(out, ptrdiff_t, a.n);
  a.match = VB_NEW_N(out, uint8_t, a.n);
  a.width = VB_NEW_N(out, uint8_t, a.n);
  for (ptrdiff_t i = 0; i < a.n; i++) a.source[i] = -1;
  return a;
}

static void prepare_columns(vb_wording *s, vb_align_columns columns, vb_arena scratch) {
  for (ptrdiff_t k = 0; k < columns.n; k++)
    if (columns.v[k] != VB_ALIGN_BARRIER)
      vb_wording_prepare(s, columns.v[k], (ptrdiff_t)columns.v[k] + 1, scratch);
}

static void solve(vb_wording *r, ptrdiff_t start, ptrdiff_t end, vb_wording *s,
                  vb_align_columns columns, bool free_start, bool free_end, vb_alignment *a,
                  vb_arena scratch) {
  prepare_columns(s, columns, scratch);
  vb_align_table table = {r, s, start, end, columns.v, columns.n, free_start, free_end};
  a->score += vb_align_table_solve(&table, a, scratch);
}

vb_alignment vb_align_plain(vb_wording *report, vb_wording *source, vb_arena *out,
                            vb_arena scratch) {
  vb_alignment a = empty_alignment(report, out);
  vb_wording_prepare(report, 0, a.n, scratch);
  if ((a.n + 1) * (source->words.n + 1) > VB_ALIGN_CELLS) return a;
  vb_align_columns columns = vb_align_all_columns(0, source->words.n, &scratch);
  solve(report, 0, a.n, source, columns, true, true, &a, scratch);
  vb_align_mend(report, source, &a, scratch);
  return a;
}

/* Words [start, end) of the report against what it may be in words `where` of the source. */
static void align_part(vb_wording *r, ptrdiff_t start, ptrdiff_t end, vb_wording *s, vb_span where,
                       vb_alignment *a, vb_arena scratch) {
  bool small = (end - start) * (where.end - where.start) <= SMALL_TABLE;
  vb_align_columns columns = small ? vb_align_all_columns(where.start, where.end, &scratch)
                                   : vb_align_windows(r, start, end, s, where, &scratch);
  solve(r, start, end, s, columns, true, true, a, scratch);
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
  vb_align_columns columns = vb_align_all_columns(from, to, &scratch);
  solve(r, start, end, s, columns, first, last, a, scratch);
}

static void align_long(vb_wording *r, vb_wording *s, vb_alignment *a, vb_arena scratch) {
  vb_align_anchors chain = vb_align_anchors_find(r, s, &scratch);
  ptrdiff_t word = 0, source = 0;
  for (ptrdiff_t k = 0; k < chain.n; k++) {
    vb_align_anchor at = chain.v[k];
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

/* ---- the report word for word */

static bool is_marked(const vb_wording *r) {
  for (ptrdiff_t i = 0; i < r->words.n; i++)
    if (r->marks[i] & (VB_MARK_BRACKET | VB_MARK_ELLIPSIS)) return true;
  return false;
}

/* Where the report's words stand in the source first, one behind the other; -1: nowhere (Knuth,
 * Morris, Pratt 1977). */
static ptrdiff_t find_exact(const vb_folded_word *r, ptrdiff_t m, vb_folded_words source,
                            vb_arena scratch) {
  ptrdiff_t *back = VB_NEW_N(&scratch, ptrdiff_t, m + 1), k = -1;
  back[0] = -1;
  for (ptrdiff_t i = 0; i < m; i++) {
    while (k >= 0 && r[k].hash != r[i].hash) k = back[k];
    back[i + 1] = ++k;
  }
  k = 0;
  for (ptrdiff_t j = 0; j < source.n; j++) {
    while (k >= 0 && r[k].hash != source.v[j].hash) k = back[k];
    if (++k == m) return j + 1 - m;
  }
  return -1;
}

/* Most quotations are true to the word: no table tells more, and the earliest place is the one that
 * a table would find too. */
static bool align_exact(vb_wording *r, vb_wording *s, vb_alignment *a, vb_arena scratch) {
  ptrdiff_t at = is_marked(r) ? -1 : find_exact(r->words.v, a->n, s->words, scratch);
  if (at < 0) return false;
  vb_wording_prepare(s, at, at + a->n, scratch);
  for (ptrdiff_t i = 0; i < a->n; i++) {
    a->source[i] = at + i;
    a->match[i] = VB_MATCH_SAME;
    a->score += vb_wording_is_small(s, at + i) ? VB_ALIGN_SMALL_SAME : VB_ALIGN_SAME;
  }
  return true;
}

vb_alignment vb_align(vb_wording *report, vb_wording *source, vb_arena *out, vb_arena scratch) {
  vb_alignment a = empty_alignment(report, out);
  vb_wording_prepare(report, 0, a.n, scratch);
  if (!a.n || !source->words.n) return a;
  if (align_exact(report, source, &a, scratch)) {
    /* done */
  } else if (a.n > 4 * CHUNK) {
    align_long(report, source, &a, scratch);
  } else {
    align_part(report, 0, a.n, source, (vb_span){0, source->words.n}, &a, scratch);
  }
  vb_align_mend(report, source, &a, scratch);
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

/* Do the words of the report go on elsewhere in the source, and nothing says so? */
static bool is_parted(const vb_wording *r, const vb_alignment *a, ptrdiff_t last, ptrdiff_t i) {
  ptrdiff_t gap = a->source[i] - a->source[last];
  if (gap < 0) return true;
  if (gap <= VB_PIECE_GAP) return false;
  for (ptrdiff_t k = last + 1; k <= i; k++)
    if (r->marks[k] & (VB_MARK_ELLIPSIS | VB_MARK_BRACKET)) return false;
  return true;
}

static ptrdiff_t weakest_of(const vb_wording *r, const vb_alignment *a) {
  ptrdiff_t weakest = -1, plain = 0, last = -1;
  for (ptrdiff_t i = 0; i < a->n; i++) {
    if (!is_like(a, i)) continue;
    if (last >= 0 && is_parted(r, a, last, i)) {
      if (weakest < 0 || plain < weakest) weakest = plain;
      plain = 0;
    }
    plain += !vb_wording_is_small(r, i) && !(r->words.v[i].flags & VB_FOLDED_CAPITAL);
    last = i;
  }
  return weakest < 0 || plain < weakest ? plain : weakest;
}

vb_cover vb_align_cover(const vb_wording *r, const vb_alignment *a) {
  vb_cover c = {0};
  for (ptrdiff_t i = 0; i < a->n; i++) c.words += !(r->marks[i] & VB_MARK_BRACKET);
  for (ptrdiff_t i = 0; i < a->n;) {
    ptrdiff_t end = is_like(a, i) ? run_end(a, i) : i + 1, same = 0, content = 0, plain = 0;
    for (ptrdiff_t k = i; k < end && is_like(a, i); k++) {
      if (r->marks[k] & VB_MARK_BRACKET) continue;
      same++;
      if (vb_wording_is_small(r, k)) continue;
      content++;
      plain += !(r->words.v[k].flags & VB_FOLDED_CAPITAL);
    }
    c.same += same;
    c.content += content;
    c.plain += plain;
    if (same > c.longest) c.longest = same;
    if (content && (same > 2 || content > 1)) c.runs += same;
    i = end;
  }
  c.weakest = weakest_of(r, a);
  return c;
}
