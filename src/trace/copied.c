#include "trace/copied.h"

#include <stdlib.h>

#include "language/shingles.h"

enum {
  LEAST_WORDS = 12, /* outside quotations */
  LEAST_SHINGLES = 9,
  LEAST_RARE = 3, /* shingles that few texts hold: formulae have none */
  LONG_RUN = 24,  /* shingles: no formula is so long; wire copy that everybody carries is */
};

static int longest_first(const void *a, const void *b) {
  const vb_run *x = a, *y = b;
  if (x->end - x->start != y->end - y->start) return x->end - x->start > y->end - y->start ? -1 : 1;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return (x->text > y->text) - (x->text < y->text);
}

static bool is_frequent(const vb_asked_field *f, ptrdiff_t i) {
  return f->uses[i].texts > VB_PASSAGES_KEEP;
}

/* Without what every page of the outlet has at its ends, if anything else is in it. */
static vb_run without_edges(const vb_asked_field *f, vb_run run) {
  ptrdiff_t start = run.start, last = run.end - VB_SHINGLE_WORDS;
  while (start <= last && is_frequent(f, start)) start++;
  while (last > start && is_frequent(f, last)) last--;
  if (start > last) return run;
  run.start = start;
  run.end = last + VB_SHINGLE_WORDS;
  return run;
}

/* To the ends of the sentences, where most of a sentence is in it. */
static vb_span to_sentences(const vb_wording *w, const vb_run *run) {
  ptrdiff_t start = run->start, end = run->end, before = start, behind = end;
  while (before > 0 && !(w->marks[before] & VB_MARK_SENTENCE)) before--;
  if (3 * (start - before) <= run->end - run->start) start = before;
  while (behind < w->words.n && !(w->marks[behind] & VB_MARK_SENTENCE)) behind++;
  if (3 * (behind - end) <= run->end - run->start) end = behind;
  return vb_wording_span(w, start, end);
}

/* Marks the words of the subjects that are quoted. */
static void mark_quoted(const vb_asked_field *f, const vb_subjects *subjects, uint8_t *taken) {
  for (ptrdiff_t i = 0; i < subjects->n; i++) {
    const vb_subject *s = &subjects->v[i];
    if (s->field != VB_FIELD_TEXT) continue;
    ptrdiff_t end = vb_asked_word_at(f, s->span.end);
    for (ptrdiff_t k = vb_asked_word_at(f, s->span.start); k < end; k++) taken[k] = 1;
  }
}

static ptrdiff_t n_free(const uint8_t *taken, ptrdiff_t start, ptrdiff_t end) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = start; i < end; i++) n += !taken[i];
  return n;
}

/* Those of the article's candidates that it may be copied from. */
static vb_candidates sources_of(const vb_asked *asked, vb_arena *out, vb_arena scratch) {
  vb_candidates sources = {0};
  for (ptrdiff_t i = 0; i < asked->pool.n; i++) {
    const vb_text *text = vb_texts_get(asked->texts, asked->pool.v[i].text, scratch);
    if (text && vb_holders_may_hold(asked->article, text))
      *vb_push(out, &sources) = asked->pool.v[i];
  }
  return sources;
}

vb_subjects vb_copied_find(const vb_asked *asked, const vb_subjects *subjects, vb_arena *out,
                           vb_arena scratch) {
  vb_subjects found = {0};
  const vb_asked_field *f = vb_asked_field_of(asked, VB_FIELD_TEXT, 0);
  if (!f || !asked->pool.n) return found;
  vb_candidates sources = sources_of(asked, &scratch, *out);
  vb_runs runs = vb_candidates_runs(f->uses, f->n_uses, &sources, &scratch, *out);
  if (runs.n) qsort(runs.v, (size_t)runs.n, sizeof *runs.v, longest_first);
  vb_wording w = vb_wording_of(asked->senses, f->text, f->words, &scratch);
  uint8_t *taken = VB_NEW_N(&scratch, uint8_t, f->words.n + 1);
  mark_quoted(f, subjects, taken);
  for (ptrdiff_t i = 0; i < runs.n; i++) {
    vb_run inner = without_edges(f, runs.v[i]);
    const vb_run *run = &inner;
    if (run->shingles < LEAST_SHINGLES) continue;
    if (run->rare < LEAST_RARE && run->shingles < LONG_RUN) continue;
    if (n_free(taken, run->start, run->end) < LEAST_WORDS) continue;
    vb_span span = to_sentences(&w, run);
    memset(taken + run->start, 1, (size_t)(run->end - run->start));
    *vb_push(out, &found) = (vb_subject){.span = span, .telling = VB_TELLING_UNQUOTED};
  }
  return found;
}
