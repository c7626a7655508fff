#include "trace/candidates.h"

#include <stdlib.h>

#include "language/shingles.h"

enum {
  OPEN_RUNS = 8,
  NEAR_TIMES = 2, /* the stretch's length: so far apart is one place of a text */
  KINDS = 256,    /* shingles held by so many texts or more are asked last */
};

/* One place where a text has a shingle of the report. */
typedef struct {
  uint32_t text, report, source; /* words */
} hit;
VB_SLICE_TYPE(hits, hit);

static ptrdiff_t kind_of(int64_t texts) { return texts < KINDS ? (ptrdiff_t)texts : KINDS - 1; }

/* The shingles of the range from the rarest to the most common. */
static ptrdiff_t *rarest_first(const vb_passage_use *uses, ptrdiff_t start, ptrdiff_t end,
                               vb_arena *arena) {
  ptrdiff_t *order = VB_NEW_N(arena, ptrdiff_t, end - start);
  ptrdiff_t at[KINDS + 1] = {0};
  for (ptrdiff_t i = start; i < end; i++) at[kind_of(uses[i].texts) + 1]++;
  for (ptrdiff_t k = 0; k < KINDS; k++) at[k + 1] += at[k];
  for (ptrdiff_t i = start; i < end; i++) order[at[kind_of(uses[i].texts)]++] = i;
  return order;
}

static int64_t n_postings(const vb_passage_use *uses, ptrdiff_t start, ptrdiff_t end) {
  int64_t n = 0;
  for (ptrdiff_t i = start; i < end; i++) n += uses[i].postings.n;
  return n;
}

/* Which shingles of the range are looked at; NULL: all. */
static const bool *choose(const vb_passage_use *uses, ptrdiff_t start, ptrdiff_t end,
                          vb_arena *arena) {
  if (n_postings(uses, start, end) <= VB_CANDIDATE_POSTINGS) return NULL;
  ptrdiff_t *order = rarest_first(uses, start, end, arena);
  bool *chosen = VB_NEW_N(arena, bool, end - start);
  int64_t n = 0;
  for (ptrdiff_t k = 0; k < end - start; k++) {
    n += uses[order[k]].postings.n;
    if (n > VB_CANDIDATE_POSTINGS) break;
    chosen[order[k] - start] = true;
  }
  return chosen;
}

/* By text; those of one text stay in their order.  One digit of the number after another, from the
 * last one on (Seward 1954), which is faster than comparing: of some bytes all have the same. */
static hits by_text(hits all, vb_arena *arena) {
  enum { BYTES = sizeof all.v->text, VALUES = 256 };
  uint32_t at[BYTES][VALUES] = {0};
  hits sorted = all,
       other = {vb_arena_alloc_raw(arena, sizeof(hit), _Alignof(hit), all.n), all.n, all.n};
  for (ptrdiff_t i = 0; i < all.n; i++)
    for (int byte = 0; byte < BYTES; byte++) at[byte][all.v[i].text >> 8 * byte & 255]++;
  for (int byte = 0; byte < BYTES; byte++) {
    uint32_t n = 0;
    if (!all.n || at[byte][all.v[0].text >> 8 * byte & 255] == all.n) continue;
    for (int value = 0; value < VALUES; value++) {
      uint32_t of_value = at[byte][value];
      at[byte][value] = n;
      n += of_value;
    }
    for (ptrdiff_t i = 0; i < all.n; i++)
      other.v[at[byte][sorted.v[i].text >> 8 * byte & 255]++] = sorted.v[i];
    hits swap = sorted;
    sorted = other, other = swap;
  }
  return sorted;
}

/* By text, then by where they are in the report, then in the text. */
static hits collect(const vb_passage_use *uses, ptrdiff_t start, ptrdiff_t end, vb_arena *arena) {
  const bool *chosen = choose(uses, start, end, arena);
  hits all = {.cap = chosen ? VB_CANDIDATE_POSTINGS : (ptrdiff_t)n_postings(uses, start, end)};
  all.v = vb_arena_alloc_raw(arena, sizeof(hit), _Alignof(hit), all.cap);
  for (ptrdiff_t i = start; i < end; i++) {
    if (chosen && !chosen[i - start]) continue;
    vb_postings of = uses[i].postings; /* by text and word */
    for (ptrdiff_t p = 0; p < of.n; p++)
      all.v[all.n++] = (hit){of.v[p].text, (uint32_t)i, of.v[p].word};
  }
  return by_text(all, arena);
}

/* 64 of one text's own shingle, 32 where two hold it, 21 where four do, 8 where a hundred do. */
static int64_t weight(int64_t texts) {
  int bits = 1;
  for (; texts > 1; texts /= 2) bits++;
  return VB_CANDIDATE_RARE / bits;
}

/* Is `a` better?  Of equal votes the smaller number. */
static bool has_more(const vb_candidate *a, const vb_candidate *b) {
  return a->votes != b->votes ? a->votes > b->votes : a->text < b->text;
}

/* Into the best, which are in order, as long as there is room. */
static void keep_best(vb_candidates *best, vb_candidate c) {
  ptrdiff_t at = best->n;
  for (; at > 0 && has_more(&c, &best->v[at - 1]); at--)
    if (at < best->cap) best->v[at] = best->v[at - 1];
  if (at < best->cap) best->v[at] = c;
  best->n += best->n < best->cap;
}

static bool is_new(const hit *found, ptrdiff_t i) {
  return !i || found[i].report != found[i - 1].report;
}

/* What a text has of formulae it has in many places: if all of its shingles stand round the
 * thickest run too, only there. */
static void narrow(vb_candidate *c, const hit *found, ptrdiff_t n, ptrdiff_t reach) {
  ptrdiff_t shingles = 0, first = c->thick, last = first;
  uint32_t report = UINT32_MAX;
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t source = found[i].source;
    if (source < c->thick - reach || source > c->thick + reach) continue;
    shingles += found[i].report != report;
    report = found[i].report;
    if (source < first) first = source;
    if (source > last) last = source;
  }
  if (shingles == c->shingles) c->first = first, c->last = last;
}

/* All hits of one text. */
static vb_candidate count_all(const vb_passage_use *uses, const hit *found, ptrdiff_t n,
                              ptrdiff_t reach) {
  vb_candidate c = {found->text, 0, 0, found->source, found->source, found->source};
  ptrdiff_t run = 0, longest = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    const hit *h = &found[i];
    run = i && h->report - h[-1].report <= 1 && h->source == h[-1].source + 1 ? run + 1 : 1;
    if (run > longest) longest = run, c.thick = h->source;
    if (h->source < c.first) c.first = h->source;
    if (h->source > c.last) c.last = h->source;
    if (!is_new(found, i)) continue;
    c.votes += weight(uses[h->report].texts);
    c.shingles++;
  }
  narrow(&c, found, n, reach);
  return c;
}

static int by_source(const void *a, const void *b) {
  const hit *x = a, *y = b;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  return (x->report > y->report) - (x->report < y->report);
}

/* Of those within `reach` of one another the ones with most votes.  `times` are zeros, one for each
 * shingle from `start` on, and are again afterwards. */
static vb_candidate count_near(const vb_passage_use *uses, hit *found, ptrdiff_t n, ptrdiff_t reach,
                               uint32_t *times, ptrdiff_t start) {
  vb_candidate best = {.text = found->text}, c = best;
  if (n > 1) qsort(found, (size_t)n, sizeof *found, by_source);
  for (ptrdiff_t i = 0, first = 0; i < n; i++) {
    for (; found[i].source - found[first].source > reach; first++) {
      if (--times[found[first].report - start]) continue;
      c.votes -= weight(uses[found[first].report].texts);
      c.shingles--;
    }
    if (!times[found[i].report - start]++) {
      c.votes += weight(uses[found[i].report].texts);
      c.shingles++;
    }
    c.first = c.thick = found[first].source, c.last = found[i].source;
    if (c.votes > best.votes) best = c;
  }
  for (ptrdiff_t i = 0; i < n; i++) times[found[i].report - start] = 0;
  return best;
}

vb_candidates vb_candidates_find(const vb_passage_use *uses, ptrdiff_t start, ptrdiff_t end,
                                 bool near, ptrdiff_t most, vb_arena *out, vb_arena scratch) {
  vb_candidates best = {VB_NEW_N(out, vb_candidate, most), 0, most};
  if (start >= end) return best;
  hits found = collect(uses, start, end, &scratch);
  uint32_t *times = VB_NEW_N(&scratch, uint32_t, end - start);
  for (ptrdiff_t i = 0, n; i < found.n; i += n) {
    hit *of_text = found.v + i;
    for (n = 1; i + n < found.n && of_text[n].text == of_text->text;) n++;
    vb_candidate c =
        near ? count_near(uses, of_text, n, NEAR_TIMES * (end - start) + VB_RUN_GAP, times, start)
             : count_all(uses, of_text, n, end - start);
    keep_best(&best, c);
  }
  return best;
}

/* ---- runs */

static bool is_among(const vb_candidates *among, uint32_t text) {
  for (ptrdiff_t i = 0; i < among->n; i++)
    if (among->v[i].text == text) return true;
  return false;
}

/* Does the hit go on with the run? */
static bool follows(const vb_run *r, const hit *h) {
  ptrdiff_t report = h->report, source = h->source;
  ptrdiff_t gap = report - r->end, other = source - r->source_end;
  return gap <= VB_RUN_GAP && other <= VB_RUN_GAP && source + VB_SHINGLE_WORDS > r->source_end &&
         report + VB_SHINGLE_WORDS > r->end && other - gap <= VB_RUN_GAP &&
         gap - other <= VB_RUN_GAP;
}

static void join(vb_run *r, const hit *h, bool rare) {
  r->end = h->report + VB_SHINGLE_WORDS;
  r->source_end = h->source + VB_SHINGLE_WORDS;
  r->shingles++;
  r->rare += rare;
}

static int by_start(const void *a, const void *b) {
  const vb_run *x = a, *y = b;
  if (x->text != y->text) return x->text < y->text ? -1 : 1;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return (x->source_start > y->source_start) - (x->source_start < y->source_start);
}

typedef struct {
  vb_run open[OPEN_RUNS];
  int n;
  vb_runs *runs;
  vb_arena *out;
} builder;

static void close_run(builder *b, int i) {
  if (b->open[i].shingles >= VB_RUN_SHINGLES) *vb_push(b->out, b->runs) = b->open[i];
  b->open[i] = b->open[--b->n];
}

static void close_before(builder *b, ptrdiff_t word) {
  for (int i = b->n - 1; i >= 0; i--)
    if (b->open[i].end + VB_RUN_GAP < word) close_run(b, i);
}

/* The longest open run that the hit goes on with. */
static vb_run *run_for(builder *b, const hit *h) {
  vb_run *best = NULL;
  for (int i = 0; i < b->n; i++)
    if (follows(&b->open[i], h) && (!best || b->open[i].shingles > best->shingles))
      best = &b->open[i];
  return best;
}

static void take(builder *b, const hit *h, bool rare) {
  close_before(b, h->report);
  vb_run *run = run_for(b, h);
  if (!run && b->n == OPEN_RUNS) {
    int least = 0;
    for (int i = 1; i < b->n; i++)
      if (b->open[i].shingles < b->open[least].shingles) least = i;
    close_run(b, least);
  }
  if (!run) {
    run = &b->open[b->n++];
    *run = (vb_run){.text = h->text, .start = h->report, .source_start = h->source};
  }
  join(run, h, rare);
}

vb_runs vb_candidates_runs(const vb_passage_use *uses, ptrdiff_t n, const vb_candidates *among,
                           vb_arena *out, vb_arena scratch) {
  vb_runs runs = {0};
  builder b = {.runs = &runs, .out = out};
  hits found = collect(uses, 0, n, &scratch);
  bool asked = false;
  for (ptrdiff_t i = 0; i < found.n; i++) {
    const hit *h = &found.v[i];
    if (!i || h->text != h[-1].text) {
      close_before(&b, PTRDIFF_MAX);
      asked = is_among(among, h->text);
    }
    if (asked) take(&b, h, uses[h->report].texts <= VB_RUN_RARE);
  }
  close_before(&b, PTRDIFF_MAX);
  if (runs.n) qsort(runs.v, (size_t)runs.n, sizeof *runs.v, by_start);
  return runs;
}
