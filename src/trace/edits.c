#include "trace/edits.h"

#include "base/utf8.h"
#include "trace/change.h"

enum {
  PHRASE = 3,   /* words: changes up to so long on both sides are told as one */
  LONG_CUT = 8, /* words: beside so many left out, what stands in their place replaces none */
};

const char *vb_edit_op_name(vb_edit_op op) {
  static const char *const names[] = {"sub", "ins", "del", "move"};
  return names[op];
}

const char *vb_edit_kind_name(vb_edit_kind kind) {
  static const char *const names[] = {"spelling", "number",   "name",    "negation", "date",
                                      "case",     "ellipsis", "bracket", "word"};
  return names[kind];
}

/* What lies between two words that are the same in both texts. */
typedef struct {
  const vb_wording *report, *source;
  const vb_alignment *alignment;
  vb_edits *edits;
  vb_arena *out;
  vb_arena scratch;
  ptrdiff_t s0, r0; /* first words of it in the source and in the report */
  bool ellipsis;    /* a mark of omission stands in it */
} hunk;

static vb_edit_kind kind_of(vb_change change) {
  switch (change) {
  case VB_CHANGE_NEGATION: return VB_EDIT_NEGATION;
  case VB_CHANGE_NUMBER: return VB_EDIT_NUMBER;
  case VB_CHANGE_DATE: return VB_EDIT_DATE;
  case VB_CHANGE_NAME: return VB_EDIT_NAME;
  default: return VB_EDIT_WORD;
  }
}

static bool is_bracketed(const hunk *h, ptrdiff_t i) {
  return (h->report->marks[i] & VB_MARK_BRACKET) != 0;
}

static bool has_sentence_end(const vb_wording *s, ptrdiff_t start, ptrdiff_t end) {
  for (ptrdiff_t j = start + 1; j < end; j++)
    if (s->marks[j] & VB_MARK_SENTENCE) return true;
  return false;
}

/* Whole sentences, or an end of one and the beginning of another. */
static bool cuts_sentences(const vb_wording *s, ptrdiff_t start, ptrdiff_t end) {
  return has_sentence_end(s, start, end) || s->marks[start] & s->marks[end] & VB_MARK_SENTENCE;
}

/* The span and the brackets right beside it. */
static vb_span with_brackets(vb_str text, vb_span span) {
  if (span.start > 0 && (text.p[span.start - 1] == '[' || text.p[span.start - 1] == '('))
    span.start--;
  if (span.end < text.n && (text.p[span.end] == ']' || text.p[span.end] == ')')) span.end++;
  return span;
}

static void add_edit(const hunk *h, vb_edit_op op, vb_words_range s, vb_words_range r,
                     vb_edit_kind kind, vb_change change) {
  vb_edit *e = vb_push(h->out, h->edits);
  *e = (vb_edit){op,
                 kind,
                 change,
                 vb_wording_span(s.wording, s.start, s.end),
                 vb_wording_span(r.wording, r.start, r.end),
                 s.end - s.start,
                 false};
  if (kind == VB_EDIT_BRACKET) e->report = with_brackets(r.wording->text, e->report);
  if (op == VB_EDIT_DEL) e->over_sentences = cuts_sentences(s.wording, s.start, s.end);
}

/* One edit of source words [s0, s1) and report words [r0, r1), not both empty. */
static void tell(const hunk *h, ptrdiff_t s0, ptrdiff_t s1, ptrdiff_t r0, ptrdiff_t r1) {
  vb_words_range s = {h->source, s0, s1}, r = {h->report, r0, r1};
  vb_edit_op op = s0 == s1 ? VB_EDIT_INS : r0 == r1 ? VB_EDIT_DEL : VB_EDIT_SUB;
  if (r0 < r1 && is_bracketed(h, r0)) {
    add_edit(h, op, s, r, VB_EDIT_BRACKET, VB_CHANGE_STYLE);
  } else if (op == VB_EDIT_DEL && h->ellipsis) {
    add_edit(h, op, s, r, VB_EDIT_ELLIPSIS, VB_CHANGE_STYLE);
  } else if (op == VB_EDIT_DEL && cuts_sentences(h->source, s0, s1)) {
    add_edit(h, op, s, r, VB_EDIT_WORD,
             VB_CHANGE_WORDS); /* of whole passages no word is singled out */
  } else if (vb_change_is_spelling(s, r, h->scratch)) {
    add_edit(h, op, s, r, VB_EDIT_SPELLING, VB_CHANGE_STYLE);
  } else {
    vb_change change = vb_change_of(s, r, h->scratch);
    add_edit(h, op, s, r, kind_of(change), change);
  }
}

/* All, some or none of the report's words are in brackets: 2, 1, 0. */
static int brackets(const hunk *h, ptrdiff_t r0, ptrdiff_t r1) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = r0; i < r1; i++) n += is_bracketed(h, i);
  return !n ? 0 : n == r1 - r0 ? 2 : 1;
}

/* Is the hunk best told as one edit? */
static bool is_one(const hunk *h, ptrdiff_t s1, ptrdiff_t r1) {
  ptrdiff_t n_source = s1 - h->s0, n_report = r1 - h->r0;
  if (!n_source || !n_report) return true;
  if (h->ellipsis) return false;
  int marked = brackets(h, h->r0, r1);
  if (marked) return marked == 2 && n_source <= 2 * PHRASE;
  vb_words_range s = {h->source, h->s0, s1}, r = {h->report, h->r0, r1};
  if (vb_change_is_spelling(s, r, h->scratch)) return true;
  if (n_source == n_report) return n_source > PHRASE && !has_sentence_end(h->source, h->s0, s1);
  return n_source <= PHRASE && n_report <= PHRASE;
}

/* Words put in stand in one edit as far as they are all in brackets or all not. */
static ptrdiff_t put_in_end(const hunk *h, ptrdiff_t i, ptrdiff_t r1, bool all) {
  ptrdiff_t end = i + 1;
  while (end < r1 && (all || h->alignment->source[end] < 0) &&
         is_bracketed(h, end) == is_bracketed(h, i))
    end++;
  return end;
}

/* Pair by pair; what has no partner is put in or left out.  Words left out right behind or before
 * words in brackets were replaced by them. */
static void tell_parts(const hunk *h, ptrdiff_t s1, ptrdiff_t r1) {
  ptrdiff_t s = h->s0;
  bool long_cut = s1 - h->s0 > LONG_CUT + 2 * (r1 - h->r0);
  for (ptrdiff_t i = h->r0, end; i < r1; i = end) {
    ptrdiff_t j = h->alignment->source[i];
    end = i + 1;
    if (long_cut || j < s) {
      end = put_in_end(h, i, r1, long_cut);
      ptrdiff_t next = end < r1 ? h->alignment->source[end] : s1;
      bool replaces = is_bracketed(h, i) && !h->ellipsis && next > s && next - s <= PHRASE;
      tell(h, s, replaces ? next : s, i, end);
      if (replaces) s = next;
      continue;
    }
    if (j > s) tell(h, s, j, i, i);
    tell(h, j, j + 1, i, i + 1);
    s = j + 1;
  }
  if (s < s1) tell(h, s, s1, r1, r1);
}

/* Ends the hunk before source word s1 and report word r1. */
static void close_hunk(hunk *h, ptrdiff_t s1, ptrdiff_t r1) {
  if (h->s0 >= s1 && h->r0 >= r1) return;
  for (ptrdiff_t i = h->r0; i <= r1; i++)
    if (h->report->marks[i] & VB_MARK_ELLIPSIS) h->ellipsis = true;
  if (is_one(h, s1, r1)) {
    tell(h, h->s0, s1, h->r0, r1);
  } else {
    tell_parts(h, s1, r1);
  }
}

/* ---- words that are the same but for how they are written */

static bool is_invisible(int32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060;
}

/* As written, less what typography alone makes: kinds of apostrophe, joiners, full width,
 * ligatures. */
static vb_str as_written(vb_str text, vb_arena *out) {
  char *to = vb_arena_alloc_raw(out, 1, 1, text.n + 1);
  ptrdiff_t n = 0;
  int len;
  for (ptrdiff_t i = 0; i < text.n; i += len) {
    int32_t c = vb_utf8_decode(text, i, &len);
    if (is_invisible(c)) continue;
    if (c == 0x2019 || c == 0x2018 || c == 0x2BC) {
      to[n++] = '\'';
    } else if (c >= 0xFF01 && c <= 0xFF5E) {
      to[n++] = (char)(c - 0xFEE0);
    } else if (c >= 0xFB00 && c <= 0xFB06) { /* no longer than the three bytes it had */
      vb_str letters = vb_utf8_fold(out, vb_str_slice(text, i, i + len));
      memcpy(to + n, letters.p, (size_t)letters.n);
      n += letters.n;
    } else {
      memcpy(to + n, text.p + i, (size_t)len);
      n += len;
    }
  }
  return (vb_str){to, n};
}

/* Full width, ligatures: the same letters in another form. */
static bool has_accents(vb_str s) {
  int len;
  for (ptrdiff_t i = 0; i < s.n; i += len) {
    int32_t c = vb_utf8_decode(s, i, &len);
    if (c >= 0xC0 && c < 0x370) return true;
  }
  return false;
}

static bool is_hyphen(vb_str gap) {
  return vb_str_eq(gap, VB_S("-")) || vb_str_eq(gap, VB_S("\xE2\x80\x90")) ||
         vb_str_eq(gap, VB_S("\xE2\x80\x91"));
}

/* Are words j and i written alike, and bound to the ones beside them by hyphens? */
static bool is_bound(const hunk *h, ptrdiff_t j, ptrdiff_t i, ptrdiff_t gap_j, ptrdiff_t gap_i) {
  return j >= 0 && i >= 0 && j < h->source->words.n && i < h->report->words.n &&
         h->alignment->source[i] == j && h->alignment->match[i] == VB_MATCH_SAME &&
         vb_str_eq(vb_folded_word_text(h->source->text, &h->source->words.v[j]),
                   vb_folded_word_text(h->report->text, &h->report->words.v[i])) &&
         is_hyphen(vb_folded_gap(h->source->text, h->source->words, gap_j)) &&
         is_hyphen(vb_folded_gap(h->report->text, h->report->words, gap_i));
}

/* A part of "Lund-U.S." that is written otherwise is told with the whole of it. */
static void widen(const hunk *h, ptrdiff_t j, ptrdiff_t i) {
  vb_edit *e = &h->edits->v[h->edits->n - 1];
  for (ptrdiff_t k = 1; is_bound(h, j - k, i - k, j - k + 1, i - k + 1); k++) {
    e->source.start = (ptrdiff_t)h->source->words.v[j - k].start;
    e->report.start = (ptrdiff_t)h->report->words.v[i - k].start;
  }
  for (ptrdiff_t k = 1; is_bound(h, j + k, i + k, j + k, i + k); k++) {
    e->source.end = vb_folded_word_end(&h->source->words.v[j + k]);
    e->report.end = vb_folded_word_end(&h->report->words.v[i + k]);
  }
}

static void tell_writing(const hunk *h, ptrdiff_t j, ptrdiff_t i) {
  vb_arena scratch = h->scratch;
  vb_words_range s = {h->source, j, j + 1}, r = {h->report, i, i + 1};
  vb_str a = vb_folded_word_text(h->source->text, &h->source->words.v[j]);
  vb_str b = vb_folded_word_text(h->report->text, &h->report->words.v[i]);
  if (vb_str_eq(a, b)) return;
  a = as_written(a, &scratch);
  b = as_written(b, &scratch);
  if (vb_str_eq(a, b)) return;
  if (vb_str_find_char(b, '[', 0) >= 0 || vb_str_find_char(b, ']', 0) >= 0) {
    add_edit(h, VB_EDIT_SUB, s, r, VB_EDIT_BRACKET, VB_CHANGE_STYLE);
    return;
  }
  vb_str x = vb_str_lower(&scratch, a), y = vb_str_lower(&scratch, b);
  int flags = h->source->words.v[j].flags ^ h->report->words.v[i].flags;
  bool recased = vb_str_eq(x, y) || flags & VB_FOLDED_CAPITAL;
  if (recased)
    add_edit(h, VB_EDIT_SUB, s, r, VB_EDIT_CASE, VB_CHANGE_STYLE);
  else if (a.n != b.n || has_accents(a) || has_accents(b))
    add_edit(h, VB_EDIT_SUB, s, r, VB_EDIT_SPELLING, VB_CHANGE_STYLE), widen(h, j, i);
}

/* ---- all of them */

static void prepare_source(vb_wording *source, const vb_alignment *a, vb_arena scratch) {
  ptrdiff_t first = source->words.n, last = -1;
  for (ptrdiff_t i = 0; i < a->n; i++) {
    if (a->source[i] < 0) continue;
    if (a->source[i] < first) first = a->source[i];
    if (a->source[i] + a->width[i] - 1 > last) last = a->source[i] + a->width[i] - 1;
  }
  if (last < 0) return;
  vb_wording_prepare(source, first ? first - 1 : 0,
                     last + 2 < source->words.n ? last + 2 : source->words.n, scratch);
}

static void tell_move(hunk *h, ptrdiff_t j, ptrdiff_t i) {
  const vb_alignment *a = h->alignment;
  ptrdiff_t end = i + 1;
  while (end < a->n && a->source[end] == a->source[end - 1] + 1) end++;
  vb_words_range s = {h->source, j, j + (end - i)}, r = {h->report, i, end};
  add_edit(h, VB_EDIT_MOVE, s, r, VB_EDIT_WORD, VB_CHANGE_WORDS);
}

/* The end of the words joined or parted that begin at i. */
static ptrdiff_t joined_end(const vb_alignment *a, ptrdiff_t i) {
  ptrdiff_t end = i + 1;
  while (end < a->n && a->match[end] == VB_MATCH_JOINED &&
         (a->source[end] == a->source[end - 1] ||
          (a->width[end - 1] == 1 && a->source[end] == a->source[end - 1] + 1)))
    end++;
  return end;
}

vb_edits vb_edits_make(const vb_wording *report, vb_wording *source, const vb_alignment *a,
                       vb_arena *out, vb_arena scratch) {
  vb_edits edits = {0};
  hunk h = {report, source, a, &edits, out, scratch, 0, 0, false};
  ptrdiff_t last = -1;
  prepare_source(source, a, scratch);
  for (ptrdiff_t i = 0, end; i < a->n; i = end) {
    ptrdiff_t j = a->source[i];
    end = i + 1;
    if (j < 0) continue;
    bool moved = last >= 0 && j <= last;
    if (moved) {
      close_hunk(&h, last + 1, i);
      tell_move(&h, j, i);
    }
    if (moved || last < 0)
      h = (hunk){report, source, a, &edits, out, scratch, j, moved ? i : 0, false};
    if (a->match[i] == VB_MATCH_JOINED) end = joined_end(a, i);
    last = a->source[end - 1] + a->width[end - 1] - 1;
    if (a->match[i] < VB_MATCH_JOINED) continue;
    close_hunk(&h, j, i);
    h.ellipsis = false;
    if (a->match[i] == VB_MATCH_SAME)
      tell_writing(&h, j, i);
    else
      tell(&h, j, last + 1, i, end);
    h.s0 = last + 1;
    h.r0 = end;
  }
  close_hunk(&h, last >= 0 ? last + 1 : 0, a->n);
  return edits;
}

vb_spans vb_edits_source_spans(const vb_wording *source, const vb_alignment *a, vb_arena *out) {
  vb_spans spans = {0};
  for (ptrdiff_t i = 0; i < a->n; i++) {
    if (a->source[i] < 0) continue;
    const vb_folded_word *word = &source->words.v[a->source[i]];
    vb_span *before = spans.n ? &spans.v[spans.n - 1] : NULL;
    ptrdiff_t start = (ptrdiff_t)word->start, end = vb_folded_word_end(word + a->width[i] - 1);
    if (before && a->match[i] == VB_MATCH_JOINED && end == before->end) continue;
    if (before && start >= before->end && start - before->end <= 3) {
      before->end = end;
    } else {
      *vb_push(out, &spans) = (vb_span){start, end};
    }
  }
  return spans;
}
