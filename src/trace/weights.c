#include "trace/weights.h"

#include <math.h>

static void weigh_terms(vb_weights *w) {
  double n = (double)(w->report->n_sentences + w->source->n_sentences);
  for (ptrdiff_t i = 0; i < w->report->n_terms; i++) {
    const vb_term *term = &w->report->terms[i];
    uint32_t other = vb_prepared_term(w->source, term->hash);
    uint32_t uses = term->n + (other ? w->source->terms[other - 1].n : 0);
    w->report_weights[i] = (float)log(n / uses);
    w->shared[i] = other ? other - 1 : VB_NO_TERM;
    if (other) w->source_weights[other - 1] = w->report_weights[i];
  }
  for (ptrdiff_t i = 0; i < w->source->n_terms; i++)
    if (w->source_weights[i] < 0) w->source_weights[i] = (float)log(n / w->source->terms[i].n);
}

static float *norms_of(const vb_prepared *t, const float *weights, vb_arena *out) {
  float *norms = VB_NEW_N(out, float, t->n_sentences);
  for (ptrdiff_t i = 0; i < t->n_sentences; i++) {
    float sum = 0;
    for (uint32_t u = t->of_starts[i]; u < t->of_starts[i + 1]; u++) {
      float x = (float)t->of[u].count * weights[t->of[u].other];
      sum += x * x;
    }
    norms[i] = sqrtf(sum);
  }
  return norms;
}

vb_weights vb_weights_make(const vb_prepared *report, const vb_prepared *source, vb_arena *out) {
  vb_weights w = {.report = report, .source = source};
  w.shared = VB_NEW_N(out, uint32_t, report->n_terms);
  w.report_weights = VB_NEW_N(out, float, report->n_terms);
  w.source_weights = VB_NEW_N(out, float, source->n_terms);
  for (ptrdiff_t i = 0; i < source->n_terms; i++) w.source_weights[i] = -1;
  weigh_terms(&w);
  w.report_norms = norms_of(report, w.report_weights, out);
  w.source_norms = norms_of(source, w.source_weights, out);
  return w;
}

vb_weight_sums vb_weights_sums_new(const vb_weights *w, vb_arena *out) {
  vb_weight_sums sums = {VB_NEW_N(out, float, w->report->n_terms),
                         VB_NEW_N(out, float, w->source->n_terms)};
  return sums;
}

/* Adds the weights of all terms in some sentences; returns the square of their length. */
static double sum_up(const vb_prepared *t, const float *weights, uint32_t start, uint32_t end,
                     float *sums) {
  double square = 0;
  for (uint32_t u = t->of_starts[start]; u < t->of_starts[end]; u++) {
    uint32_t term = t->of[u].other;
    float more = (float)t->of[u].count * weights[term];
    square += (double)more * (2 * sums[term] + more);
    sums[term] += more;
  }
  return square;
}

double vb_weights_cosine(const vb_weights *w, const vb_stretch *s, vb_weight_sums sums) {
  double r = sum_up(w->report, w->report_weights, s->report, s->report_end, sums.report), dot = 0;
  double q = sum_up(w->source, w->source_weights, s->source, s->source_end, sums.source);
  const vb_prepared *t = w->report;
  for (uint32_t u = t->of_starts[s->report]; u < t->of_starts[s->report_end]; u++) {
    uint32_t term = t->of[u].other, other = w->shared[term];
    if (other != VB_NO_TERM) dot += (double)sums.report[term] * sums.source[other];
    sums.report[term] = 0;
  }
  t = w->source;
  for (uint32_t u = t->of_starts[s->source]; u < t->of_starts[s->source_end]; u++)
    sums.source[t->of[u].other] = 0;
  return r > 0 && q > 0 ? dot / sqrt(r * q) : 0;
}
