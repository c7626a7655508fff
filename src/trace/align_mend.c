#include "trace/align_mend.h"

#include "trace/change.h"

enum {
  JOINED_WORDS = 4, /* on one side, at most */
  EDGE_WORDS = 3,
  NEAR_WORDS = 3,
  TIED_WORDS = 12, /* of the source, from what the edge says to what is matched */
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
    if (a->match[i] == VB_MATCH_NONE || !vb_wording_is_small(r, i) || is_marked(r, i) ||
        is_marked(r, i + 1))
      continue;
    ptrdiff_t before = a->source[i - 1], here = a->source[i], behind = a->source[i + 1];
    if (before < 0 || behind < 0 || here - before <= NEAR_WORDS || behind - here <= NEAR_WORDS)
      continue;
    a->source[i] = -1;
    a->match[i] = VB_MATCH_NONE;
  }
}

/* Words [i, i + n) of the report are words [j, j + n) of the source. */
static bool tie(const vb_wording *r, const vb_wording *s, vb_alignment *a, ptrdiff_t i, ptrdiff_t j,
                ptrdiff_t n) {
  for (ptrdiff_t k = 0; k < n; k++)
    if (r->words.v[i + k].hash != s->words.v[j + k].hash) return false;
  for (ptrdiff_t k = 0; k < n; k++) {
    a->source[i + k] = j + k;
    a->match[i + k] = VB_MATCH_SAME;
  }
  return true;
}

/* "We want to" is not the end of "We do not want to" with something put in for "not": one that
 * begins as the sentence does was cut inside, and one that ends so likewise. */
static void tie_edges(const vb_wording *r, const vb_wording *s, vb_alignment *a) {
  ptrdiff_t first = 0, last = a->n - 1;
  while (first < a->n && a->match[first] < VB_MATCH_SPELLING) first++;
  while (last >= 0 && a->match[last] < VB_MATCH_SPELLING) last--;
  if (last < 0) return;
  ptrdiff_t begin = a->source[first], end = a->source[last] + 1, left = a->n - 1 - last;
  ptrdiff_t earliest = begin - TIED_WORDS, latest = end + TIED_WORDS;
  while (begin > 0 && begin > earliest && !(s->marks[begin] & VB_MARK_SENTENCE)) begin--;
  while (end < s->words.n && end < latest && !(s->marks[end] & VB_MARK_SENTENCE)) end++;
  bool begins = s->marks[begin] & VB_MARK_SENTENCE, ends = s->marks[end] & VB_MARK_SENTENCE;
  ends |= end == s->words.n;
  if (begins && first && first <= EDGE_WORDS && begin + first <= a->source[first])
    tie(r, s, a, 0, begin, first);
  if (ends && left && left <= EDGE_WORDS && end - left > a->source[last])
    tie(r, s, a, last + 1, end - left, left);
}

/* Where the quotation's edge was compared with other words because it had to be compared with
 * something, it was put in. */
static void free_edge(vb_alignment *a, ptrdiff_t start, ptrdiff_t end) {
  for (ptrdiff_t i = start; i < end; i++) {
    a->source[i] = -1;
    a->match[i] = VB_MATCH_NONE;
  }
}

/* Does a sentence begin at one of the words (from, to] of the source? */
static bool parts(const vb_wording *s, ptrdiff_t from, ptrdiff_t to) {
  if (from < 0 || to - from > TIED_WORDS) return false;
  for (ptrdiff_t j = from + 1; j <= to; j++)
    if (s->marks[j] & VB_MARK_SENTENCE) return true;
  return false;
}

/* Nor does "Comrade" in "Comrade Tarn was a friend" stand for the end of the sentence before. */
static void drop_edges(const vb_wording *s, vb_alignment *a) {
  ptrdiff_t first = 0, last = a->n;
  while (first < a->n && a->match[first] < VB_MATCH_INFLECTED) first++;
  while (last > first && a->match[last - 1] < VB_MATCH_INFLECTED) last--;
  if (first > EDGE_WORDS) free_edge(a, 0, first);
  if (a->n - last > EDGE_WORDS) free_edge(a, last, a->n);
  if (first == last) return;
  for (ptrdiff_t i = first - 1; i >= 0; i--)
    if (parts(s, a->source[i], a->source[first])) free_edge(a, 0, i + 1);
  for (ptrdiff_t i = last; i < a->n; i++)
    if (a->source[i] >= 0 && parts(s, a->source[last - 1], a->source[i])) free_edge(a, i, a->n);
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

void vb_align_mend(vb_wording *r, vb_wording *s, vb_alignment *a, vb_arena scratch) {
  drop_islands(r, a);
  tie_edges(r, s, a);
  drop_edges(s, a);
  mend_joined(r, s, a, scratch);
  mend_edges(r, s, a);
}
