/* The first line as a report, the rest as the source that it may have been made from. */
#include "common.h"
#include "language/shingles.h"
#include "trace/verdict.h"

static vb_arena_region region;
static vb_senses *senses;

static void check_words(vb_str text, vb_folded_words words, vb_arena scratch) {
  for (ptrdiff_t i = 0, after = 0; i < words.n; i++) {
    const vb_folded_word *w = &words.v[i];
    vb_span span = {(ptrdiff_t)w->start, vb_folded_word_end(w)};
    vb_fuzz_expect_span(span, after, text, "a word out of order or outside the text");
    vb_arena working = scratch;
    vb_str folded = vb_folded_word_fold(text, w, &working);
    vb_fuzz_expect(w->hash == vb_folded_hash(folded), "a hash that is not that of the folded word");
    after = span.end;
  }
}

/* Every run of eight words begins no more than four words before a winnowed shingle. */
static void check_shingles(vb_folded_words words, vb_arena *out) {
  vb_shingles all = vb_shingles_all(words, VB_SHINGLE_WORDS, out);
  vb_shingles some = vb_shingles_winnow(words, VB_SHINGLE_WORDS, VB_SHINGLE_WINDOW, out);
  ptrdiff_t next = 0;
  for (ptrdiff_t i = 0; i < some.n; i++) {
    ptrdiff_t at = (ptrdiff_t)some.v[i].word;
    vb_fuzz_expect(at < all.n && all.v[at].hash == some.v[i].hash, "a shingle that is none");
    vb_fuzz_expect(at >= next - (i == 0) && at < next + VB_SHINGLE_WINDOW,
                   "shingles out of order, or a window without one");
    next = at + 1;
  }
  vb_fuzz_expect(all.n < next + VB_SHINGLE_WINDOW, "the last window has no shingle");
}

static void check_alignment(const vb_wording *r, const vb_wording *s, const vb_alignment *a) {
  vb_fuzz_expect(a->n == r->words.n, "an alignment of other words");
  for (ptrdiff_t i = 0; i < a->n; i++) {
    ptrdiff_t j = a->source[i];
    vb_fuzz_expect((j < 0) == (a->match[i] == VB_MATCH_NONE), "a match with nothing");
    if (j < 0) continue;
    vb_fuzz_expect(a->width[i] > 0 && j + a->width[i] <= s->words.n, "outside the source");
    bool same = r->words.v[i].hash == s->words.v[j].hash;
    vb_fuzz_expect(same || a->match[i] != VB_MATCH_SAME, "other words called the same");
  }
}

/* The source's words from the first that the report has, with the edits done to them. */
static void check_edits(const vb_wording *r, const vb_wording *s, const vb_alignment *a,
                        vb_edits edits) {
  ptrdiff_t byte_r = 0, moves = 0, i = 0;
  for (ptrdiff_t k = 0; k < edits.n; k++) {
    const vb_edit *e = &edits.v[k];
    vb_fuzz_expect(e->source.start >= 0 && e->source.end <= s->text.n &&
                       e->source.start <= e->source.end,
                   "an edit outside the source");
    vb_fuzz_expect(e->report.start >= 0 && e->report.end <= r->text.n &&
                       e->report.start <= e->report.end,
                   "an edit outside the report");
    moves += e->op == VB_EDIT_MOVE;
    if (e->op == VB_EDIT_MOVE) continue;
    vb_fuzz_expect(e->report.start >= byte_r, "edits out of order");
    /* between edits, word for word the same */
    for (; i < r->words.n && (ptrdiff_t)r->words.v[i].start < e->report.start; i++)
      vb_fuzz_expect(a->match[i] == VB_MATCH_SAME, "a changed word without an edit");
    while (i < r->words.n && (ptrdiff_t)r->words.v[i].start < e->report.end) i++;
    if (e->op != VB_EDIT_DEL)
      byte_r = e->report.end; /* a cut lies before the word, not its bracket */
  }
  for (; i < r->words.n; i++)
    vb_fuzz_expect(a->match[i] == VB_MATCH_SAME, "a changed word without an edit at the end");
  if (moves) return;
  ptrdiff_t left = 0, kept = 0, first = -1, last = -1; /* words of the source, counted twice */
  for (ptrdiff_t k = 0; k < edits.n; k++) left += edits.v[k].source_words;
  for (ptrdiff_t k = 0; k < a->n; k++) {
    if (a->source[k] < 0) continue;
    if (first < 0) first = a->source[k];
    last = a->source[k] + a->width[k];
  }
  for (ptrdiff_t k = 0, e = 0; k < a->n; k++) {
    while (e < edits.n && edits.v[e].report.end <= (ptrdiff_t)r->words.v[k].start) e++;
    bool edited = e < edits.n && edits.v[e].report.start < vb_folded_word_end(&r->words.v[k]);
    kept += !edited;
  }
  if (first >= 0)
    vb_fuzz_expect(kept + left == last - first, "words of the source unaccounted for");
}

static void compare(vb_fuzz *fuzz, vb_str report, vb_str source, bool plain) {
  vb_wording r = vb_wording_make(senses, report, &fuzz->out, fuzz->scratch);
  vb_wording s = vb_wording_make(senses, source, &fuzz->out, fuzz->scratch);
  vb_alignment a = plain ? vb_align_plain(&r, &s, &fuzz->out, fuzz->scratch)
                         : vb_align(&r, &s, &fuzz->out, fuzz->scratch);
  if (plain && (r.words.n + 1) * (s.words.n + 1) > VB_ALIGN_CELLS) return;
  check_alignment(&r, &s, &a);
  vb_edits edits = vb_edits_make(&r, &s, &a, &fuzz->out, fuzz->scratch);
  check_edits(&r, &s, &a, edits);
  for (int style = VB_STYLE_USUAL; style <= VB_STYLE_MENDING; style++) {
    vb_verdict_facts facts = {.style = (vb_style)style, .text_held = VB_YES};
    vb_judgement j = vb_verdict_judge(&r, &s, &a, &edits, &facts, fuzz->scratch);
    vb_fuzz_expect(j.verdict != VB_TRACED_VERBATIM || !edits.n, "verbatim, with edits");
  }
  vb_edits_source_spans(&s, &a, &fuzz->out);
}

/* The fast way finds no worse alignment than the plain one where it may not look everywhere, and
 * the very same where it does. */
static void check_twins(vb_fuzz *fuzz, vb_str report, vb_str source) {
  vb_wording r = vb_wording_make(senses, report, &fuzz->out, fuzz->scratch);
  vb_wording s = vb_wording_make(senses, source, &fuzz->out, fuzz->scratch);
  if ((r.words.n + 1) * (s.words.n + 1) > VB_ALIGN_CELLS || !r.words.n || !s.words.n) return;
  vb_alignment fast = vb_align(&r, &s, &fuzz->out, fuzz->scratch);
  vb_alignment plain = vb_align_plain(&r, &s, &fuzz->out, fuzz->scratch);
  vb_fuzz_expect(fast.score <= plain.score, "a better score than the best");
  if (r.words.n * s.words.n > 4096) return;
  vb_fuzz_expect(fast.score == plain.score, "small texts: not the best score");
  for (ptrdiff_t i = 0; i < fast.n; i++)
    vb_fuzz_expect(fast.source[i] == plain.source[i], "small texts: the twins differ");
}

void vb_fuzz_one(vb_fuzz *fuzz, vb_str input) {
  if (!senses) {
    vb_error error = {0};
    vb_fuzz_expect(!vb_arena_region_open(&region, 4 << 20), "out of memory");
    vb_arena arena = vb_arena_reset(&region, NULL);
    senses = vb_senses_new(fuzz->lexicon, VB_S("en"), &arena, &error);
    vb_fuzz_expect(senses != NULL, "the tables do not load");
  }
  vb_str source = vb_fuzz_text(fuzz, input), report = vb_str_cut(&source, '\n');
  if (!source.p) source = VB_S("");
  vb_folded_words words = vb_folded_words_make(source, &fuzz->out, fuzz->scratch);
  check_words(source, words, fuzz->scratch);
  check_shingles(words, &fuzz->out);
  compare(fuzz, report, source, false);
  compare(fuzz, report, source, true);
  check_twins(fuzz, report, source);
}
