#include "trace/likeness.h"

#include <math.h>

typedef struct {
  const vb_weights *w;
  double cosine, dice;
  float *dots;       /* by sentence of the source */
  uint16_t *common;  /* terms, likewise */
  uint32_t *touched; /* sentences with a term in common */
  ptrdiff_t n_touched;
} comparing;

static comparing comparing_new(const vb_weights *w, vb_arena *out) {
  comparing c = {.w = w};
  c.dots = VB_NEW_N(out, float, w->source->n_sentences);
  c.common = VB_NEW_N(out, uint16_t, w->source->n_sentences);
  c.touched = VB_NEW_N(out, uint32_t, w->source->n_sentences);
  return c;
}

/* The terms of a sentence that the source has too, those with the fewest uses there first. */
static ptrdiff_t rarest_terms(const comparing *c, uint32_t sentence, vb_term_use *terms) {
  const vb_prepared *r = c->w->report, *s = c->w->source;
  ptrdiff_t n = 0;
  for (uint32_t u = r->of_starts[sentence]; u < r->of_starts[sentence + 1] && n < VB_LIKENESS_TERMS;
       u++) {
    uint32_t other = c->w->shared[r->of[u].other];
    if (other == VB_NO_TERM) continue;
    ptrdiff_t at = n++;
    for (; at > 0 && s->terms[terms[at - 1].other].n > s->terms[other].n; at--)
      terms[at] = terms[at - 1];
    terms[at] = (vb_term_use){other, r->of[u].count};
  }
  return n;
}

static void compare(comparing *c, uint32_t sentence) {
  vb_term_use terms[VB_LIKENESS_TERMS];
  const vb_prepared *s = c->w->source;
  ptrdiff_t n = rarest_terms(c, sentence, terms);
  uint32_t left = VB_LIKENESS_LOOKS;
  c->n_touched = 0;
  for (ptrdiff_t i = 0; i < n && left; i++) {
    const vb_term *term = &s->terms[terms[i].other];
    float weight = c->w->source_weights[terms[i].other];
    weight *= weight * (float)terms[i].count;
    uint32_t looks = term->n < left ? term->n : left;
    left -= looks;
    for (uint32_t k = term->first; k < term->first + looks; k++) {
      uint32_t other = s->uses[k].other;
      if (!c->common[other]) c->touched[c->n_touched++] = other;
      c->common[other]++;
      c->dots[other] += weight * (float)s->uses[k].count;
    }
  }
}

static uint32_t n_terms_of(const vb_prepared *t, uint32_t sentence) {
  return t->of_starts[sentence + 1] - t->of_starts[sentence];
}

static vb_seed seed_of(const comparing *c, uint32_t sentence, uint32_t other) {
  float size = c->w->report_norms[sentence] * c->w->source_norms[other];
  uint32_t terms = n_terms_of(c->w->report, sentence) + n_terms_of(c->w->source, other);
  return (vb_seed){sentence, other, size > 0 ? c->dots[other] / size : 0,
                   2.0F * (float)c->common[other] / (float)terms};
}

/* Those alike among the touched, which are forgotten. */
static void take_seeds(comparing *c, uint32_t sentence, vb_seeds *found, vb_arena *out) {
  int n = 0;
  for (ptrdiff_t i = 0; i < c->n_touched; i++) {
    vb_seed seed = seed_of(c, sentence, c->touched[i]);
    c->dots[seed.source] = 0;
    c->common[seed.source] = 0;
    if (seed.cosine > c->cosine && seed.dice > c->dice && n++ < VB_LIKENESS_SEEDS)
      *vb_push(out, found) = seed;
  }
}

vb_seeds vb_likeness_seeds(const vb_weights *weights, double cosine, double dice, const bool *skip,
                           vb_arena *out, vb_arena scratch) {
  comparing c = comparing_new(weights, &scratch);
  c.cosine = cosine;
  c.dice = dice;
  vb_seeds found = {0};
  for (ptrdiff_t i = 0; i < weights->report->n_sentences; i++) {
    if (skip && skip[i]) continue;
    compare(&c, (uint32_t)i);
    take_seeds(&c, (uint32_t)i, &found, out);
  }
  return found;
}

/* ---- reported speech */

/* For each sentence of the source, how much of the report's weight it has: dots over the report's
 * length, so that what else the sentence says is no fault of it. */
static float *worth_of_sentences(const vb_weights *w, vb_arena *out) {
  float *worth = VB_NEW_N(out, float, w->source->n_sentences);
  vb_arena scratch = *out;
  comparing c = comparing_new(w, &scratch);
  for (ptrdiff_t i = 0; i < w->report->n_sentences; i++) {
    compare(&c, (uint32_t)i);
    for (ptrdiff_t k = 0; k < c.n_touched; k++) {
      uint32_t other = c.touched[k];
      float norm = w->source_norms[other];
      if (norm > 0) worth[other] += c.dots[other] / sqrtf(norm);
      c.dots[other] = 0;
      c.common[other] = 0;
    }
  }
  return worth;
}

static vb_alike measure(const vb_weights *w, const vb_stretch *s, vb_arena scratch) {
  vb_alike n = {.source = vb_prepared_span(w->source, w->source->sentences[s->source],
                                           w->source->sentences[s->source_end])};
  bool *has = VB_NEW_N(&scratch, bool, w->source->n_terms);
  uint32_t terms = 0, common = 0;
  for (uint32_t u = w->source->of_starts[s->source]; u < w->source->of_starts[s->source_end]; u++) {
    terms += !has[w->source->of[u].other];
    has[w->source->of[u].other] = true;
  }
  double all = 0, shared = 0;
  for (ptrdiff_t i = 0; i < w->report->n_terms; i++) {
    bool is_common = w->shared[i] != VB_NO_TERM && has[w->shared[i]];
    all += (double)w->report_weights[i];
    if (is_common) shared += (double)w->report_weights[i];
    common += is_common;
  }
  n.cosine = vb_weights_cosine(w, s, vb_weights_sums_new(w, &scratch));
  n.contained = all > 0 ? shared / all : 0;
  n.dice = 2.0 * common / (terms + (double)w->report->n_terms);
  return n;
}

/* A sentence more on this side, if the texts are then more alike. */
static bool widen(const vb_weights *w, vb_stretch *s, bool behind, vb_alike *nearest,
                  vb_arena scratch) {
  vb_stretch wider = *s;
  if (behind ? s->source_end == w->source->n_sentences : !s->source) return false;
  if (behind)
    wider.source_end++;
  else
    wider.source--;
  vb_alike n = measure(w, &wider, scratch);
  if (n.cosine <= nearest->cosine) return false;
  *nearest = n;
  *s = wider;
  return true;
}

bool vb_likeness_nearest(const vb_prepared *report, const vb_prepared *source, vb_alike *nearest,
                         vb_arena scratch) {
  if (!report->n_sentences || !source->n_sentences) return false;
  vb_weights w = vb_weights_make(report, source, &scratch);
  float *worth = worth_of_sentences(&w, &scratch);
  uint32_t best = 0;
  for (ptrdiff_t i = 1; i < source->n_sentences; i++)
    if (worth[i] > worth[best]) best = (uint32_t)i;
  if (worth[best] <= 0) return false;
  vb_stretch s = {0, (uint32_t)report->n_sentences, best, best + 1};
  *nearest = measure(&w, &s, scratch);
  for (ptrdiff_t more = report->n_sentences; more > 0; more--)
    if (!widen(&w, &s, false, nearest, scratch) && !widen(&w, &s, true, nearest, scratch)) break;
  return true;
}
