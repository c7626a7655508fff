#include "trace/verdict.h"

enum {
  SHORT_WORDS = 3,       /* a quotation of no more words ties itself to nothing */
  COMMON_WORDS = 8,      /* one of no more words may be a formula */
  COMMON_DOCUMENTS = 20, /* in which case so many texts hold it */
  SPLICE_WORDS = 8,      /* an unmarked cut of so many words leaves two passages */
};

const char *vb_trace_verdict_name(vb_trace_verdict verdict) {
  static const char *const names[] = {"verbatim",        "verbatim_style", "unquoted_copy",
                                      "elided",          "bracketed",      "altered_wording",
                                      "altered_meaning", "spliced",        "translation_variant",
                                      "paraphrased",     "misattributed",  "source_not_in_archive",
                                      "ambiguous",       "not_found"};
  return names[verdict];
}

bool vb_verdict_is_found(const vb_cover *c, vb_telling telling) {
  if (!c->words) return false;
  if (c->words <= SHORT_WORDS)
    return c->longest == c->words && (c->content || c->words == SHORT_WORDS);
  if (c->same == c->words && (c->content || c->longest >= 3)) return true;
  if (!c->content) return false;
  if (telling == VB_TELLING_REPORTED) return c->longest >= 3 && 3 * c->same >= c->words;
  /* The shorter, the more of it: half of eight words stands together in many texts. */
  if (c->words <= 8) return 4 * c->same >= 3 * c->words;
  if (c->words <= 12) return 20 * c->same >= 13 * c->words;
  return 2 * c->same >= c->words && 3 * c->runs >= c->words;
}

/* ---- what the edits amount to */

typedef struct {
  bool style, brackets, ellipses, words, meaning, splice;
} tally;

/* Is the edit of style none under these house rules? */
static bool is_tolerated(const vb_edit *e, const vb_wording *report, vb_style style) {
  if (e->change == VB_CHANGE_GRAMMAR) return style == VB_STYLE_MENDING;
  if (e->change != VB_CHANGE_STYLE || style != VB_STYLE_STRICT) return e->change == VB_CHANGE_STYLE;
  if (e->kind == VB_EDIT_CASE)
    return report->words.n && e->report.start == (ptrdiff_t)report->words.v[0].start;
  if (e->kind != VB_EDIT_SPELLING) return true;
  return e->source_words == 1; /* joined, parted, contracted: another wording */
}

static tally tally_edits(const vb_wording *report, const vb_edits *edits, vb_style style) {
  tally t = {0};
  for (ptrdiff_t i = 0; i < edits->n; i++) {
    const vb_edit *e = &edits->v[i];
    bool long_cut = e->op == VB_EDIT_DEL && e->source_words >= SPLICE_WORDS;
    bool turns = e->change == VB_CHANGE_NEGATION || e->change == VB_CHANGE_CONDITION;
    if (e->kind == VB_EDIT_ELLIPSIS) {
      t.ellipses = true;
    } else if (e->kind == VB_EDIT_BRACKET) {
      t.brackets = true;
    } else if (e->op == VB_EDIT_MOVE || e->over_sentences || (long_cut && !turns)) {
      t.splice = true;
    } else if (is_tolerated(e, report, style)) {
      t.style = true;
    } else if (e->change > VB_CHANGE_GRAMMAR) {
      t.meaning = true;
    } else {
      t.words = true;
    }
  }
  return t;
}

/* A mark of omission at the quotation's edge, where the source's sentence does go on. */
static bool is_elided_at_edge(const vb_wording *report, unsigned flags) {
  return (flags & VB_FLAG_CUT_START && report->marks[0] & VB_MARK_ELLIPSIS) ||
         (flags & VB_FLAG_CUT_END && report->marks[report->words.n] & VB_MARK_ELLIPSIS);
}

static vb_trace_verdict by_edits(const tally *t, const vb_verdict_facts *facts) {
  if (facts->telling != VB_TELLING_QUOTED)
    return t->words || t->meaning || t->splice ? VB_TRACED_PARAPHRASED : VB_TRACED_UNQUOTED_COPY;
  if (t->meaning) return VB_TRACED_ALTERED_MEANING;
  if (t->words && facts->other_translation == VB_YES) return VB_TRACED_TRANSLATION_VARIANT;
  if (t->splice) return VB_TRACED_SPLICED;
  if (t->words) return VB_TRACED_ALTERED_WORDING;
  if (t->ellipses) return VB_TRACED_ELIDED;
  if (t->brackets) return VB_TRACED_BRACKETED;
  return t->style ? VB_TRACED_VERBATIM_STYLE : VB_TRACED_VERBATIM;
}

/* ---- flags */

/* Words whose absence a reader would have to be told of. */
static bool qualifies(const vb_wording *s, ptrdiff_t start, ptrdiff_t end) {
  for (ptrdiff_t j = start; j < end; j++)
    if (s->sense[j].classes & (VB_SENSE_NEGATION | VB_SENSE_CONDITION)) return true;
  return false;
}

static ptrdiff_t sentence_start(const vb_wording *s, ptrdiff_t j) {
  while (j > 0 && !(s->marks[j] & VB_MARK_SENTENCE)) j--;
  return j;
}

static ptrdiff_t sentence_end(const vb_wording *s, ptrdiff_t j) {
  for (j++; j < s->words.n && !(s->marks[j] & VB_MARK_SENTENCE);) j++;
  return j;
}

static unsigned cut_flags(vb_wording *s, ptrdiff_t first, ptrdiff_t last, vb_arena scratch) {
  unsigned flags = 0;
  ptrdiff_t start = sentence_start(s, first), end = sentence_end(s, last);
  vb_wording_prepare(s, start, end, scratch);
  if (start < first) flags |= VB_FLAG_CUT_START;
  if (end > last + 1) flags |= VB_FLAG_CUT_END;
  if (qualifies(s, start, first) || qualifies(s, last + 1, end)) flags |= VB_FLAG_QUALIFIER;
  return flags;
}

static unsigned flags_of(vb_wording *s, const vb_alignment *a, const vb_edits *edits,
                         vb_arena scratch) {
  ptrdiff_t first = -1, last = -1;
  for (ptrdiff_t i = 0; i < a->n; i++) {
    if (a->source[i] < 0) continue;
    if (first < 0 || a->source[i] < first) first = a->source[i];
    if (a->source[i] + a->width[i] - 1 > last) last = a->source[i] + a->width[i] - 1;
  }
  if (first < 0) return 0;
  unsigned flags = cut_flags(s, first, last, scratch);
  for (ptrdiff_t i = 0; i < edits->n; i++) {
    const vb_edit *e = &edits->v[i];
    if (e->op != VB_EDIT_DEL || e->kind != VB_EDIT_ELLIPSIS) continue;
    ptrdiff_t from = vb_folded_word_at(s->words, e->source.start);
    if (qualifies(s, from, from + e->source_words)) flags |= VB_FLAG_QUALIFIER;
  }
  return flags;
}

/* ---- all */

static bool is_ambiguous(const vb_cover *c, const vb_verdict_facts *facts) {
  if (facts->telling != VB_TELLING_QUOTED) return false;
  if (c->words <= SHORT_WORDS) return facts->same_speaker != VB_YES || facts->tied == VB_NO;
  if (c->words > COMMON_WORDS) return false;
  return facts->documents >= COMMON_DOCUMENTS || facts->tied == VB_NO;
}

vb_judgement vb_verdict_judge(const vb_wording *report, vb_wording *source, const vb_alignment *a,
                              const vb_edits *edits, const vb_verdict_facts *facts,
                              vb_arena scratch) {
  vb_judgement j = {.flags = facts->unclosed ? VB_FLAG_UNCLOSED : 0};
  vb_cover cover = vb_align_cover(report, a);
  if (facts->text_held == VB_NO) {
    j.verdict = VB_TRACED_SOURCE_NOT_IN_ARCHIVE;
  } else if (!facts->carried && !vb_verdict_is_found(&cover, facts->telling)) {
    j.verdict = facts->text_held == VB_YES ? VB_TRACED_NOT_FOUND : VB_TRACED_SOURCE_NOT_IN_ARCHIVE;
  } else if (is_ambiguous(&cover, facts)) {
    j.verdict = VB_TRACED_AMBIGUOUS;
  } else if (facts->same_speaker == VB_NO) {
    j.verdict = VB_TRACED_MISATTRIBUTED;
    j.flags |= flags_of(source, a, edits, scratch);
  } else {
    tally t = tally_edits(report, edits, facts->style);
    j.flags |= flags_of(source, a, edits, scratch);
    t.ellipses |= is_elided_at_edge(report, j.flags);
    j.verdict = by_edits(&t, facts);
  }
  return j;
}
