#include "trace/passages.h"

#include <stdlib.h>

#include "base/utf8.h"

/* Those of the published system (PAN 2014) where it has them; the rest were chosen on one half of
 * the pairs of the PAN 2013 training set and kept on the other. */
vb_passage_settings vb_passage_settings_usual(void) {
  return (vb_passage_settings){.gap = 8,
                               .least_same = 16,
                               .likeness = true,
                               .cosine = 0.30,
                               .dice = 0.33,
                               .clusters = {.gap = 4, .summary_gap = 24, .cosine = 0.34},
                               .least_bytes = 150,
                               .filled = 0.9,
                               .long_run = 40,
                               .alike_beside = 0.6};
}

typedef struct {
  vb_stretch words; /* not sentences */
  uint32_t same;
  vb_passage_kind kind;
  double likeness;
  uint32_t sentences; /* of the report, of a cluster */
  bool gone;
} part;
VB_SLICE_TYPE(parts, part);

typedef struct {
  const vb_prepared *r, *s;
  const vb_passage_settings *settings;
  bool beside; /* a long run was found */
} finding;

/* ---- chains of exact runs */

enum { EDGE_WORDS = 3 }; /* that an edit at a sentence's edge may have changed */

static bool begins_sentence(const vb_prepared *t, ptrdiff_t word) {
  return word == t->words.n || (ptrdiff_t)t->sentences[vb_prepared_sentence(t, word)] == word;
}

/* How many words before (step -1) or behind (1) `word` a sentence begins; past EDGE_WORDS: -1. */
static int words_to_edge(const vb_prepared *t, uint32_t word, int step) {
  for (int n = 0; n <= EDGE_WORDS; n++) {
    ptrdiff_t at = (ptrdiff_t)word + n * step;
    if (at < 0 || at > t->words.n) return -1;
    if (begins_sentence(t, at)) return n;
  }
  return -1;
}

/* A chain that ends just short of a sentence's edge in both texts ends there. */
static void reach_edges(const finding *f, vb_stretch *w) {
  int r = words_to_edge(f->r, w->report, -1), s = words_to_edge(f->s, w->source, -1);
  if (r > 0 && s > 0) w->report -= (uint32_t)r, w->source -= (uint32_t)s;
  r = words_to_edge(f->r, w->report_end, 1);
  s = words_to_edge(f->s, w->source_end, 1);
  if (r > 0 && s > 0) w->report_end += (uint32_t)r, w->source_end += (uint32_t)s;
}

static void add_chains(finding *f, parts *all, vb_arena *out) {
  vb_exact_runs runs = vb_exact_runs_find(f->r, f->s, out);
  for (ptrdiff_t i = 0; i < runs.n; i++)
    if (runs.v[i].n >= (uint32_t)f->settings->long_run) f->beside = true;
  vb_exact_chains chains = vb_exact_chains_make(runs, f->settings->gap, out);
  for (ptrdiff_t i = 0; i < chains.n; i++) {
    const vb_exact_chain *c = &chains.v[i];
    if (c->same < (uint32_t)f->settings->least_same) continue;
    part p = {{c->report, c->report_end, c->source, c->source_end}, c->same, VB_PASSAGE_SAME};
    reach_edges(f, &p.words);
    *vb_push(out, all) = p;
  }
}

/* ---- clusters of sentences */

/* Sentences of the report of which chains have half or more. */
static bool *told_already(const finding *f, parts chains, vb_arena *out) {
  bool *told = VB_NEW_N(out, bool, f->r->n_sentences);
  for (ptrdiff_t i = 0; i < chains.n; i++) {
    const vb_stretch *w = &chains.v[i].words;
    for (ptrdiff_t k = vb_prepared_sentence(f->r, w->report);
         k < f->r->n_sentences && f->r->sentences[k] < w->report_end; k++) {
      uint32_t start = f->r->sentences[k], end = f->r->sentences[k + 1];
      uint32_t from = start > w->report ? start : w->report;
      uint32_t to = end < w->report_end ? end : w->report_end;
      if ((to - from) * 2 >= end - start) told[k] = true;
    }
  }
  return told;
}

static uint32_t overlap(uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end) {
  uint32_t start = a > b ? a : b, end = a_end < b_end ? a_end : b_end;
  return end > start ? end - start : 0;
}

static uint32_t overlap_in_report(const vb_stretch *a, const vb_stretch *b) {
  if (!overlap(a->source, a->source_end, b->source, b->source_end)) return 0;
  return overlap(a->report, a->report_end, b->report, b->report_end);
}

static void widen(vb_stretch *to, const vb_stretch *by) {
  if (by->report < to->report) to->report = by->report;
  if (by->report_end > to->report_end) to->report_end = by->report_end;
  if (by->source < to->source) to->source = by->source;
  if (by->source_end > to->source_end) to->source_end = by->source_end;
}

/* A cluster and the chains that run into it, from `first` on in the report's order: either these
 * stand, or they are parts of it.  False: they stand. */
static bool join_chains(const finding *f, part *cluster, parts chains, ptrdiff_t first) {
  vb_stretch w = cluster->words;
  uint32_t filled = 0, n = w.report_end - w.report;
  for (ptrdiff_t i = first; i < chains.n && chains.v[i].words.report < w.report_end; i++)
    filled += overlap_in_report(&chains.v[i].words, &w);
  bool fills = filled > f->settings->filled * n || n - filled <= (uint32_t)f->settings->gap;
  if (filled && (fills || (f->beside && cluster->sentences == 1))) return false;
  for (ptrdiff_t i = first; i < chains.n && chains.v[i].words.report < w.report_end; i++) {
    if (!overlap_in_report(&chains.v[i].words, &w)) continue;
    chains.v[i].gone = true;
    cluster->same += chains.v[i].same;
    widen(&cluster->words, &chains.v[i].words);
  }
  return true;
}

static bool is_long_enough(const finding *f, const vb_stretch *w) {
  vb_span r = vb_prepared_span(f->r, w->report, w->report_end);
  vb_span s = vb_prepared_span(f->s, w->source, w->source_end);
  return r.end - r.start >= f->settings->least_bytes && s.end - s.start >= f->settings->least_bytes;
}

static vb_text_clusters find_clusters(const finding *f, parts chains, vb_arena *out,
                                      vb_arena scratch) {
  const vb_passage_settings *settings = f->settings;
  vb_text_cluster_settings beside = {.cosine = settings->alike_beside};
  vb_weights weights = vb_weights_make(f->r, f->s, &scratch);
  bool *told = f->beside ? told_already(f, chains, &scratch) : NULL;
  vb_arena behind = *out; /* seeds: what the clusters are made of is not kept */
  vb_seeds seeds =
      vb_likeness_seeds(&weights, settings->cosine, settings->dice, told, &scratch, behind);
  return vb_text_clusters_make(&weights, seeds, f->beside ? &beside : &settings->clusters, out,
                               scratch);
}

static parts add_clusters(const finding *f, parts chains, vb_arena *out, vb_arena scratch) {
  vb_text_clusters found = find_clusters(f, chains, out, scratch);
  parts all = {0};
  ptrdiff_t first = 0;
  for (ptrdiff_t i = 0; i < found.n; i++) {
    const vb_stretch *c = &found.v[i].stretch;
    vb_stretch words = {f->r->sentences[c->report], f->r->sentences[c->report_end],
                        f->s->sentences[c->source], f->s->sentences[c->source_end]};
    part p = {words, 0, VB_PASSAGE_LIKE, found.v[i].cosine, c->report_end - c->report, false};
    while (first < chains.n && chains.v[first].words.report_end <= words.report) first++;
    if (join_chains(f, &p, chains, first) && is_long_enough(f, &p.words)) *vb_push(out, &all) = p;
  }
  for (ptrdiff_t i = 0; i < chains.n; i++)
    if (!chains.v[i].gone) *vb_push(out, &all) = chains.v[i];
  return all;
}

/* ---- what stays, and where its spans end */

static int by_place(const void *a, const void *b) {
  const vb_stretch *x = &((const part *)a)->words, *y = &((const part *)b)->words;
  if (x->report != y->report) return x->report < y->report ? -1 : 1;
  return (x->source > y->source) - (x->source < y->source);
}

static bool is_better(const part *a, const part *b) {
  if (a->same != b->same) return a->same > b->same;
  return a->likeness > b->likeness;
}

/* Of two that share half of the shorter one's words in the report, the better one. */
static void drop_overlaps(parts *all) {
  ptrdiff_t n = 0;
  if (all->n) qsort(all->v, (size_t)all->n, sizeof *all->v, by_place);
  for (ptrdiff_t i = 0; i < all->n; i++) {
    part *last = n ? &all->v[n - 1] : NULL, p = all->v[i];
    uint32_t both = !last ? 0
                          : overlap(last->words.report, last->words.report_end, p.words.report,
                                    p.words.report_end);
    uint32_t shorter = p.words.report_end - p.words.report;
    if (last && last->words.report_end - last->words.report < shorter)
      shorter = last->words.report_end - last->words.report;
    if (both * 2 < shorter || !both)
      all->v[n++] = p;
    else if (is_better(&p, last))
      *last = p;
  }
  all->n = n;
}

static vb_str behind_word(const vb_prepared *t, uint32_t word) {
  return vb_folded_gap(t->text, t->words, word);
}

/* Marks that stand at the words of a passage without white space between belong to it. */
static ptrdiff_t marks_behind(vb_str gap) {
  ptrdiff_t n = 0;
  while (n < gap.n && !vb_is_space(gap.p[n])) n++;
  return n;
}

static ptrdiff_t marks_before(vb_str gap) {
  ptrdiff_t n = 0;
  while (n < gap.n && !vb_is_space(gap.p[gap.n - 1 - n])) n++;
  return n;
}

/* How many bytes two gaps begin with alike, in whole characters. */
static ptrdiff_t alike_behind(vb_str a, vb_str b) {
  ptrdiff_t n = 0;
  while (n < a.n && n < b.n && a.p[n] == b.p[n]) n++;
  return n < a.n ? vb_utf8_back(a, n) : n;
}

static ptrdiff_t alike_before(vb_str a, vb_str b) {
  ptrdiff_t n = 0;
  while (n < a.n && n < b.n && a.p[a.n - 1 - n] == b.p[b.n - 1 - n]) n++;
  while (n && ((unsigned char)a.p[a.n - n] & 0xC0) == 0x80) n--;
  return n;
}

/* White space at the ends, and at the start what closes the clause before. */
static void drop_space(vb_str text, vb_span *span) {
  while (span->end > span->start && vb_is_space(text.p[span->end - 1])) span->end--;
  while (span->start < span->end && memchr(" \t\r\n,.;:!?)]", text.p[span->start], 13))
    span->start++;
}

static vb_passage passage_of(const finding *f, const part *p) {
  const vb_stretch *w = &p->words;
  vb_passage passage = {.report = vb_prepared_span(f->r, w->report, w->report_end),
                        .source = vb_prepared_span(f->s, w->source, w->source_end),
                        .kind = p->kind,
                        .words = w->report_end - w->report,
                        .same = p->same,
                        .likeness = p->likeness};
  vb_str r = behind_word(f->r, w->report), s = behind_word(f->s, w->source);
  vb_str r_end = behind_word(f->r, w->report_end), s_end = behind_word(f->s, w->source_end);
  bool same = p->kind == VB_PASSAGE_SAME;
  passage.report.start -= same ? alike_before(r, s) : marks_before(r);
  passage.source.start -= same ? alike_before(r, s) : marks_before(s);
  passage.report.end += same ? alike_behind(r_end, s_end) : marks_behind(r_end);
  passage.source.end += same ? alike_behind(r_end, s_end) : marks_behind(s_end);
  drop_space(f->r->text, &passage.report);
  drop_space(f->s->text, &passage.source);
  return passage;
}

vb_shared_passages vb_passages_shared(const vb_prepared *report, const vb_prepared *source,
                                      const vb_passage_settings *settings, vb_arena *out,
                                      vb_arena scratch) {
  finding f = {report, source, settings, false};
  vb_shared_passages passages = {0};
  parts all = {0};
  add_chains(&f, &all, &scratch);
  if (settings->likeness) all = add_clusters(&f, all, &scratch, *out);
  drop_overlaps(&all);
  for (ptrdiff_t i = 0; i < all.n; i++) *vb_push(out, &passages) = passage_of(&f, &all.v[i]);
  return passages;
}
