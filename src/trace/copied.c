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

static ptrdiff_t sentence_start(const vb_wording *w, ptrdiff_t i) {
  while (i > 0 && !(w->marks[i] & VB_MARK_SENTENCE)) i--;
  return i;
}

static ptrdiff_t sentence_end(const vb_wording *w, ptrdiff_t i) {
  while (i < w->words.n && !(w->marks[i] & VB_MARK_SENTENCE)) i++;
  return i;
}

/* A sentence at the run's edge is in it whole where most of it is, and not at all where little is.
 * What stands before a run at the text's start is its dateline, most often: nobody else's words. */
static void to_sentences(const vb_wording *w, vb_run *run) {
  ptrdiff_t start = sentence_start(w, run->start), next = sentence_end(w, run->start + 1);
  if (start > 0 && 3 * (run->start - start) <= next - start)
    run->start = start;
  else if (next < run->end && next - run->start < LEAST_WORDS)
    run->start = next;
  ptrdiff_t end = sentence_end(w, run->end), last = sentence_start(w, run->end - 1);
  if (3 * (end - run->end) <= end - last)
    run->end = end;
  else if (last > run->start && run->end - last < LEAST_WORDS)
    run->end = last;
}

/* Reported speech that its speaker's text has, or with somebody named behind it: "... , state media
 * said" is told in the same words by all who write of it. */
static bool is_told(const vb_sought *s) {
  const vb_statement *said = s->subject.statement;
  if (said && vb_actor_known(&said->speaker) && said->cue.start >= s->subject.span.end) return true;
  for (ptrdiff_t i = 0; i < s->n; i++)
    if (s->held[i].facts.speaker == VB_YES) return true;
  return false;
}

/* Marks the words that are quoted, or reported so. */
static void mark_told(const vb_soughts *sought, uint8_t *taken) {
  for (ptrdiff_t i = 0; i < sought->n; i++) {
    const vb_sought *s = &sought->v[i];
    if (s->subject.field != VB_FIELD_TEXT) continue;
    if (s->subject.telling == VB_TELLING_REPORTED && !is_told(s)) continue;
    memset(taken + s->start, 1, (size_t)(s->end - s->start));
  }
}

static ptrdiff_t n_free(const uint8_t *taken, ptrdiff_t start, ptrdiff_t end) {
  ptrdiff_t n = 0;
  for (ptrdiff_t i = start; i < end; i++) n += !taken[i];
  return n;
}

vb_subjects vb_copied_find(const vb_asked *asked, const vb_soughts *sought, vb_arena *out,
                           vb_arena scratch) {
  vb_subjects found = {0};
  const vb_asked_field *f = vb_asked_field_of(asked, VB_FIELD_TEXT, 0);
  if (!f || !asked->pool.n) return found;
  vb_runs runs = vb_candidates_runs(f->uses, f->n_uses, &asked->pool, &scratch, *out);
  if (runs.n) qsort(runs.v, (size_t)runs.n, sizeof *runs.v, longest_first);
  vb_wording w = vb_wording_of(asked->senses, f->text, f->words, &scratch);
  uint8_t *taken = VB_NEW_N(&scratch, uint8_t, f->words.n + 1);
  mark_told(sought, taken);
  for (ptrdiff_t i = 0; i < runs.n; i++) {
    vb_run edged = without_edges(f, runs.v[i]), *run = &edged;
    if (run->shingles < LEAST_SHINGLES) continue;
    if (run->rare < LEAST_RARE && run->shingles < LONG_RUN) continue;
    if (n_free(taken, run->start, run->end) < LEAST_WORDS) continue;
    to_sentences(&w, run);
    if (n_free(taken, run->start, run->end) < LEAST_WORDS) continue;
    vb_span span = vb_wording_span(&w, run->start, run->end);
    memset(taken + run->start, 1, (size_t)(run->end - run->start));
    *vb_push(out, &found) = (vb_subject){.span = span, .telling = VB_TELLING_UNQUOTED};
  }
  return found;
}
