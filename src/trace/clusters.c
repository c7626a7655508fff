#include "trace/clusters.h"

#include <stdlib.h>

/* ---- parting at gaps */

static int by_report(const void *a, const void *b) {
  const vb_seed *x = a, *y = b;
  if (x->report != y->report) return x->report < y->report ? -1 : 1;
  return (x->source > y->source) - (x->source < y->source);
}

static int by_source(const void *a, const void *b) {
  const vb_seed *x = a, *y = b;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  return (x->report > y->report) - (x->report < y->report);
}

/* A group of seeds that is to be parted, or is a cluster. */
typedef struct {
  ptrdiff_t start, n;
  int gaps[2]; /* in the report, in the source */
  int rounds;
  bool in_source; /* the text that is looked at next */
  bool settled;   /* the other text did not part it */
} group;
VB_SLICE_TYPE(groups, group);

typedef struct {
  const vb_weights *w;
  const vb_text_cluster_settings *settings;
  vb_seed *seeds;
  vb_weight_sums sums;
  groups waiting;
  vb_text_clusters found;
  vb_arena *arena;
} clustering;

static vb_stretch stretch_of(const vb_seed *v, ptrdiff_t n) {
  vb_stretch s = {v[0].report, v[0].report + 1, v[0].source, v[0].source + 1};
  for (ptrdiff_t i = 1; i < n; i++) {
    if (v[i].report < s.report) s.report = v[i].report;
    if (v[i].report >= s.report_end) s.report_end = v[i].report + 1;
    if (v[i].source < s.source) s.source = v[i].source;
    if (v[i].source >= s.source_end) s.source_end = v[i].source + 1;
  }
  return s;
}

/* A group that no gap parts is a cluster, or is to be parted at smaller gaps. */
static void settle(clustering *k, const group *g) {
  vb_text_cluster c = {stretch_of(k->seeds + g->start, g->n), (uint32_t)g->n, 0};
  c.cosine = vb_weights_cosine(k->w, &c.stretch, k->sums);
  int less = (g->gaps[0] < g->gaps[1] ? g->gaps[0] : g->gaps[1]) - 1;
  if (c.cosine > k->settings->cosine)
    *vb_push(k->arena, &k->found) = c;
  else if (less >= 0 && g->n > 1)
    *vb_push(k->arena, &k->waiting) = (group){g->start, g->n, {less, less}, 0, false, false};
}

static uint32_t place(const vb_seed *s, bool in_source) {
  return in_source ? s->source : s->report;
}

/* The end of the part that begins at `start`. */
static ptrdiff_t part_end(const vb_seed *v, ptrdiff_t start, const group *g) {
  uint32_t step = (uint32_t)g->gaps[g->in_source] + 1;
  ptrdiff_t end = start + 1;
  while (end < g->n && place(&v[end], g->in_source) - place(&v[end - 1], g->in_source) <= step)
    end++;
  return end;
}

static void part(clustering *k, const group *g) {
  vb_seed *v = k->seeds + g->start;
  qsort(v, (size_t)g->n, sizeof *v, g->in_source ? by_source : by_report);
  bool whole = part_end(v, 0, g) == g->n;
  if ((whole && g->settled) || g->rounds >= VB_CLUSTER_ROUNDS) {
    settle(k, g);
    return;
  }
  for (ptrdiff_t start = 0, end; start < g->n; start = end) {
    group next = *g;
    end = part_end(v, start, g);
    next.start += start;
    next.n = end - start;
    next.rounds++;
    next.in_source = !g->in_source;
    next.settled = whole && g->rounds;
    *vb_push(k->arena, &k->waiting) = next;
  }
}

static int by_place(const void *a, const void *b) {
  const vb_stretch *x = &((const vb_text_cluster *)a)->stretch,
                   *y = &((const vb_text_cluster *)b)->stretch;
  if (x->report != y->report) return x->report < y->report ? -1 : 1;
  return (x->source > y->source) - (x->source < y->source);
}

static vb_text_clusters find(clustering *k, ptrdiff_t n_seeds, int source_gap) {
  k->found = (vb_text_clusters){0};
  if (!n_seeds) return k->found;
  group all = {0, n_seeds, {k->settings->gap, source_gap}, 0, false, false};
  *vb_push(k->arena, &k->waiting) = all;
  while (k->waiting.n) {
    group next = k->waiting.v[--k->waiting.n];
    part(k, &next);
  }
  if (k->found.n) qsort(k->found.v, (size_t)k->found.n, sizeof *k->found.v, by_place);
  return k->found;
}

/* ---- summaries */

static bool is_summary(const vb_weights *w, const vb_text_cluster *c) {
  const uint32_t *r = w->report->sentences, *s = w->source->sentences;
  uint32_t words = r[c->stretch.report_end] - r[c->stretch.report];
  uint32_t told = s[c->stretch.source_end] - s[c->stretch.source];
  return c->seeds >= VB_SUMMARY_SEEDS && told >= VB_SUMMARY_TIMES * words;
}

static vb_text_clusters summaries_of(clustering *k, ptrdiff_t n_seeds) {
  vb_text_clusters all = {0};
  if (k->settings->summary_gap <= k->settings->gap) return all;
  all = find(k, n_seeds, k->settings->summary_gap);
  ptrdiff_t n = 0;
  for (ptrdiff_t i = 0; i < all.n; i++)
    if (is_summary(k->w, &all.v[i])) all.v[n++] = all.v[i];
  all.n = n;
  return all;
}

vb_text_clusters vb_text_clusters_make(const vb_weights *weights, vb_seeds seeds,
                                       const vb_text_cluster_settings *settings, vb_arena *out,
                                       vb_arena scratch) {
  clustering k = {.w = weights, .settings = settings, .seeds = seeds.v, .arena = &scratch};
  k.sums = vb_weights_sums_new(weights, &scratch);
  vb_text_clusters all = {0}, summaries = summaries_of(&k, seeds.n);
  vb_text_clusters near = find(&k, seeds.n, settings->gap);
  ptrdiff_t next = 0;
  if (!summaries.v) summaries.n = 0;
  for (ptrdiff_t i = 0; i < near.n; i++) {
    uint32_t at = near.v[i].stretch.report;
    while (next < summaries.n && summaries.v[next].stretch.report_end <= at)
      *vb_push(out, &all) = summaries.v[next++];
    bool within = next < summaries.n && summaries.v[next].stretch.report <= at;
    if (!within) *vb_push(out, &all) = near.v[i];
  }
  while (next < summaries.n) *vb_push(out, &all) = summaries.v[next++];
  if (all.n) qsort(all.v, (size_t)all.n, sizeof *all.v, by_place);
  return all;
}
