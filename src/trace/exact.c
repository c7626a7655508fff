#include "trace/exact.h"

/* ---- runs */

typedef struct {
  const vb_prepared *r, *s;
  vb_exact_run last; /* n == 0: none yet */
} search;

static bool same(const search *f, ptrdiff_t i, ptrdiff_t j) {
  return f->r->words.v[i].hash == f->s->words.v[j].hash;
}

/* As far as it goes on both sides of words i and j, which begin the same shingle; into the last run
 * too, which may be chance. */
static vb_exact_run extend(const search *f, ptrdiff_t i, ptrdiff_t j) {
  ptrdiff_t start = i, from = j, end = i + VB_SHINGLE_WORDS, to = j + VB_SHINGLE_WORDS;
  while (start > (ptrdiff_t)f->last.report && from > 0 && same(f, start - 1, from - 1))
    start--, from--;
  while (end < f->r->words.n && to < f->s->words.n && same(f, end, to)) end++, to++;
  return (vb_exact_run){(uint32_t)start, (uint32_t)from, (uint32_t)(end - start)};
}

/* Equal shingles may be chance: their words decide. */
static bool is_same_shingle(const search *f, ptrdiff_t i, ptrdiff_t j) {
  for (int k = 0; k < VB_SHINGLE_WORDS; k++)
    if (!same(f, i + k, j + k)) return false;
  return true;
}

/* Words of the source between where the last run would go on and this one. */
static ptrdiff_t strays(const search *f, const vb_exact_run *run) {
  ptrdiff_t straight = (ptrdiff_t)f->last.source - (ptrdiff_t)f->last.report;
  ptrdiff_t here = (ptrdiff_t)run->source - (ptrdiff_t)run->report;
  return here < straight ? straight - here : here - straight;
}

static void try_place(const search *f, ptrdiff_t i, ptrdiff_t j, vb_exact_run *best) {
  if (!is_same_shingle(f, i, j)) return;
  vb_exact_run run = extend(f, i, j);
  if (run.n < best->n || (run.n == best->n && strays(f, &run) >= strays(f, best))) return;
  *best = run;
}

/* Behind the last run, a few words on: the place that a frequent shingle most likely has. */
static void try_straight(const search *f, ptrdiff_t i, vb_exact_run *best) {
  ptrdiff_t j = i + (ptrdiff_t)f->last.source - (ptrdiff_t)f->last.report;
  if (f->last.n && j >= 0 && j < f->s->n_shingles && f->s->shingles[j] == f->r->shingles[i])
    try_place(f, i, j, best);
}

static uint32_t first_place(const vb_prepared *s, uint64_t hash) {
  for (uint64_t i = hash;; i++) {
    uint32_t head = s->heads[i & s->heads_mask];
    if (!head || s->shingles[head - 1] == hash) return head;
  }
}

/* The longer of two runs that overlap keeps the words that both have. */
static void add_run(search *f, vb_exact_run run, vb_exact_runs *runs, vb_arena *out) {
  uint32_t taken = f->last.n ? f->last.report + f->last.n : 0;
  if (taken > run.report && run.n > f->last.n) {
    vb_exact_run *last = &runs->v[runs->n - 1];
    last->n = run.report - last->report;
    if (last->n < VB_SHINGLE_WORDS) runs->n--;
  } else if (taken > run.report) {
    run.source += taken - run.report;
    run.n -= taken - run.report;
    run.report = taken;
  }
  f->last = run;
  *vb_push(out, runs) = run;
}

vb_exact_runs vb_exact_runs_find(const vb_prepared *report, const vb_prepared *source,
                                 vb_arena *out) {
  search f = {.r = report, .s = source};
  vb_exact_runs runs = {0};
  for (ptrdiff_t i = 0; i < report->n_shingles;) {
    vb_exact_run best = {0};
    uint32_t place = first_place(source, report->shingles[i]);
    if (place) try_straight(&f, i, &best);
    for (int n = 0; place && n < VB_EXACT_PLACES; n++, place = source->nexts[place - 1])
      try_place(&f, i, (ptrdiff_t)place - 1, &best);
    if (!best.n) {
      i++;
      continue;
    }
    add_run(&f, best, &runs, out);
    i = (ptrdiff_t)f.last.report + f.last.n;
  }
  return runs;
}

/* ---- chains */

enum { OPEN_CHAINS = 4 }; /* that a run may go on with */

static bool goes_on(const vb_exact_chain *chain, const vb_exact_run *run, int gap) {
  if (run->report - chain->report_end > (uint32_t)gap) return false;
  ptrdiff_t between = (ptrdiff_t)run->source - (ptrdiff_t)chain->source_end;
  return between >= 0 && between <= gap;
}

vb_exact_chains vb_exact_chains_make(vb_exact_runs runs, int gap, vb_arena *out) {
  vb_exact_chains chains = {0};
  for (ptrdiff_t i = 0; i < runs.n; i++) {
    const vb_exact_run *run = &runs.v[i];
    vb_exact_chain *chain = NULL;
    for (ptrdiff_t k = chains.n - 1; k >= 0 && k >= chains.n - OPEN_CHAINS && !chain; k--)
      if (goes_on(&chains.v[k], run, gap)) chain = &chains.v[k];
    if (!chain) {
      chain = vb_push(out, &chains);
      *chain = (vb_exact_chain){.report = run->report, .source = run->source};
    }
    chain->report_end = run->report + run->n;
    chain->source_end = run->source + run->n;
    chain->same += run->n;
    if (run->n > chain->longest) chain->longest = run->n;
  }
  return chains;
}
