/* The method: reports are put into one total order, the fullest main reports first and mentions
 * last, and each joins the group that it fits best, or begins one.  Groups are found by form class
 * and time window, so a report meets only the groups of its weeks; past SCAN_LIMIT of them it
 * meets no more, which keeps the cost linear on any input. */
#include "exchanges/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "exchanges/group.h"

enum { SCAN_LIMIT = 2048 };
enum { UNDATED_WINDOW = INT32_MIN };

VB_SLICE_TYPE(vb_groups, vb_group);

/* Which member of which group an article gave: a chained hash set. */
typedef struct {
  ptrdiff_t group, told;
} membership;

typedef struct {
  vb_told *told;
  ptrdiff_t n;
  vb_groups groups;
  ptrdiff_t *windows; /* hash of class and window -> first group, -1 */
  ptrdiff_t window_mask;
  membership *members; /* hash of group and article -> member; told < 0: free */
  ptrdiff_t member_mask;
  vb_arena *arena;
} merger;

static ptrdiff_t power_of_two(ptrdiff_t at_least) {
  ptrdiff_t n = 16;
  while (n < at_least) n *= 2;
  return n;
}

static uint64_t mix(uint64_t x) {
  x ^= x >> 31;
  x *= 0x9E3779B97F4A7C15u;
  return x ^ x >> 29;
}

static merger merger_begin(vb_told *told, ptrdiff_t n, vb_arena *arena) {
  merger m = {.told = told, .n = n, .arena = arena};
  m.window_mask = power_of_two(2 * n) - 1;
  m.member_mask = m.window_mask;
  m.windows = VB_NEW_N(arena, ptrdiff_t, m.window_mask + 1);
  m.members = VB_NEW_N(arena, membership, m.member_mask + 1);
  for (ptrdiff_t i = 0; i <= m.window_mask; i++) m.windows[i] = m.members[i].told = -1;
  return m;
}

static ptrdiff_t *window_slot(const merger *m, vb_form_class class, int32_t window) {
  uint64_t h = mix((uint64_t)(uint32_t)window * 16 + (uint64_t) class);
  return &m->windows[h & (uint64_t)m->window_mask];
}

static membership *member_slot(const merger *m, ptrdiff_t group, vb_str article) {
  uint64_t h = mix(vb_str_hash(article) + (uint64_t)group);
  for (;; h++) {
    membership *slot = &m->members[h & (uint64_t)m->member_mask];
    if (slot->told < 0) return slot;
    if (slot->group == group && vb_str_eq(m->told[slot->told].report->article, article))
      return slot;
  }
}

static int32_t window_of(int32_t day) {
  return day >= 0 ? day / VB_WINDOW_DAYS : -((VB_WINDOW_DAYS - 1 - day) / VB_WINDOW_DAYS);
}

static vb_days anchor_of(const vb_told *told) {
  return told->sent.known ? told->sent : told->reported;
}

static void join(merger *m, ptrdiff_t group, ptrdiff_t told) {
  vb_group *g = &m->groups.v[group];
  *vb_push(m->arena, &g->members) = told;
  membership *slot = member_slot(m, group, m->told[told].report->article);
  if (slot->told < 0) *slot = (membership){group, told};
}

static void begin(merger *m, ptrdiff_t told) {
  const vb_told *t = &m->told[told];
  vb_group g = vb_group_begin(t);
  vb_days anchor = anchor_of(t);
  g.window = anchor.known ? window_of(anchor.first) : UNDATED_WINDOW;
  ptrdiff_t *head = window_slot(m, g.class, g.window);
  g.next = *head;
  *head = m->groups.n;
  *vb_push(m->arena, &m->groups) = g;
  join(m, m->groups.n - 1, told);
}

/* Two reports of one article are two exchanges, unless they are the same words twice. */
static bool article_allows(const merger *m, ptrdiff_t group, const vb_told *t, vb_fit fit) {
  membership *slot = member_slot(m, group, t->report->article);
  if (slot->told < 0) return !fit.in_article_only;
  return vb_told_identical(&m->told[slot->told], t);
}

typedef vb_fit (*fit_function)(const vb_group *, const vb_told *);

typedef struct {
  ptrdiff_t best; /* -1: none */
  vb_fit fit;
  int n_fitting; /* as well as the best, by what decides between them */
  int left;      /* groups still to be looked at */
} search;

/* Mentions say little: one that fits two exchanges is given to neither, unless only one has its
 * occasion, or only one tells it in the same words. */
static int grade(vb_fit fit) { return fit.occasion_same + fit.occasion_in_words; }

static void look_at(const merger *m, const vb_told *t, ptrdiff_t group, bool mains,
                    fit_function fit_of, search *s) {
  const vb_group *g = &m->groups.v[group];
  if (g->class != t->class || g->has_main != mains) return;
  s->left--;
  vb_fit fit = fit_of(g, t);
  if (!fit.fits || !article_allows(m, group, t, fit)) return;
  if (s->best >= 0 && grade(fit) == grade(s->fit)) s->n_fitting++;
  if (s->best < 0 || grade(fit) > grade(s->fit)) s->n_fitting = 1;
  bool better = s->best < 0 || grade(fit) > grade(s->fit) ||
                (grade(fit) == grade(s->fit) && fit.score > s->fit.score) ||
                (grade(fit) == grade(s->fit) && fit.score == s->fit.score && group < s->best);
  if (better) s->best = group, s->fit = fit;
}

static void look_in(const merger *m, const vb_told *t, int32_t window, bool mains, fit_function fit,
                    search *s) {
  ptrdiff_t i = *window_slot(m, t->class, window);
  for (; i >= 0 && s->left > 0; i = m->groups.v[i].next)
    if (m->groups.v[i].window == window) look_at(m, t, i, mains, fit, s);
}

/* The windows in which a group that fits may stand. */
static vb_days reach_of(const vb_told *t) {
  vb_days reach = anchor_of(t);
  if (!reach.known) return reach;
  bool mention = t->report->exchange.mention;
  int32_t back = mention && !t->sent.known ? VB_RECOLLECTION_DAYS : VB_BESIDE_DAYS;
  reach.first -= back;
  reach.last += VB_BESIDE_DAYS;
  return reach;
}

static search search_groups(const merger *m, const vb_told *t, bool mains, fit_function fit) {
  search s = {.best = -1, .left = SCAN_LIMIT};
  vb_days reach = reach_of(t);
  for (int32_t w = window_of(reach.first); w <= window_of(reach.last); w++)
    look_in(m, t, w, mains, fit, &s);
  return s;
}

static void place(merger *m, ptrdiff_t i, ptrdiff_t group) {
  if (group < 0) {
    begin(m, i);
    return;
  }
  vb_group_join(&m->groups.v[group], &m->told[i]);
  join(m, group, i);
}

static void place_main(merger *m, ptrdiff_t i) {
  place(m, i, search_groups(m, &m->told[i], true, vb_group_fit_main).best);
}

/* No date says where to look: all groups are looked at, up to the limit. */
static void place_undated(merger *m, ptrdiff_t i) {
  search s = {.best = -1, .left = SCAN_LIMIT};
  for (ptrdiff_t g = 0; g < m->groups.n && s.left > 0; g++)
    look_at(m, &m->told[i], g, true, vb_group_fit_undated, &s);
  place(m, i, s.n_fitting == 1 ? s.best : -1);
}

/* A mention of "2016" may also belong to the mentions of that year, which stand at its start. */
static search search_year(const merger *m, const vb_told *t) {
  search s = {.best = -1, .left = SCAN_LIMIT};
  if (!t->sent.known || t->to_the_day) return s;
  vb_date year = vb_date_from_days(t->sent.first);
  int32_t start = vb_date_to_days(vb_date_ymd(year.year, 1, 1));
  look_in(m, t, window_of(start), false, vb_group_fit_mention, &s);
  return s;
}

static void place_mention(merger *m, ptrdiff_t i) {
  const vb_told *t = &m->told[i];
  search s = search_groups(m, t, true, vb_group_fit_mention);
  if (s.best < 0) s = search_groups(m, t, false, vb_group_fit_mention);
  if (s.best < 0) s = search_year(m, t);
  place(m, i, s.n_fitting == 1 ? s.best : -1);
}

/* The total order of joining. */
static int compare_told(const void *pa, const void *pb) {
  const vb_told *a = pa, *b = pb;
  bool x = a->report->exchange.mention, y = b->report->exchange.mention;
  if (x != y) return x - y;
  vb_days d = anchor_of(a), e = anchor_of(b);
  if (d.known != e.known) return e.known - d.known;
  if (x && a->to_the_day != b->to_the_day) return b->to_the_day - a->to_the_day;
  if (a->specificity != b->specificity) return b->specificity - a->specificity;
  if (d.last - d.first != e.last - e.first) return d.last - d.first < e.last - e.first ? -1 : 1;
  if (d.first != e.first) return d.first < e.first ? -1 : 1;
  return vb_str_compare(a->report->id, b->report->id);
}

static int compare_indices(const void *a, const void *b) {
  ptrdiff_t x = *(const ptrdiff_t *)a, y = *(const ptrdiff_t *)b;
  return (x > y) - (x < y);
}

static vb_ledger_row row_of_group(const merger *m, const vb_group *g, vb_arena *out) {
  vb_ledger_row row = {.n_reports = g->members.n, .mentioned_only = !g->has_main};
  row.reports = VB_NEW_N(out, ptrdiff_t, g->members.n);
  vb_str smallest = {0};
  for (ptrdiff_t i = 0; i < g->members.n; i++) {
    const vb_told *t = &m->told[g->members.v[i]];
    row.reports[i] = t->index;
    if (!smallest.p || vb_str_compare(t->report->id, smallest) < 0) smallest = t->report->id;
  }
  qsort(row.reports, (size_t)row.n_reports, sizeof *row.reports, compare_indices);
  vb_str hash = vb_sha256_hex(m->arena, smallest);
  row.id = vb_str_format(out, "x%.*s", 16, hash.p);
  row.exchange = vb_group_best(g, m->told, out);
  return row;
}

typedef struct {
  vb_ledger_row row;
  const vb_group *group;
} numbered_row;

static int compare_rows(const void *pa, const void *pb) {
  const vb_ledger_row *a = &((const numbered_row *)pa)->row, *b = &((const numbered_row *)pb)->row;
  const vb_exchange *x = &a->exchange, *y = &b->exchange;
  int order = vb_date_compare(vb_date_known(x->sent) ? x->sent : x->reported,
                              vb_date_known(y->sent) ? y->sent : y->reported);
  return order ? order : vb_str_compare(a->id, b->id);
}

static vb_ledger_rows make_rows(const merger *m, vb_arena *out) {
  ptrdiff_t n = m->groups.n;
  numbered_row *sorted = VB_NEW_N(m->arena, numbered_row, n);
  for (ptrdiff_t i = 0; i < n; i++)
    sorted[i] = (numbered_row){row_of_group(m, &m->groups.v[i], out), &m->groups.v[i]};
  if (n) qsort(sorted, (size_t)n, sizeof *sorted, compare_rows);
  vb_ledger_rows rows = {VB_NEW_N(out, vb_ledger_row, n), n, n};
  const vb_group **groups = VB_NEW_N(m->arena, const vb_group *, n);
  ptrdiff_t *row_of = VB_NEW_N(m->arena, ptrdiff_t, m->n);
  for (ptrdiff_t i = 0; i < n; i++) {
    rows.v[i] = sorted[i].row;
    groups[i] = sorted[i].group;
    for (ptrdiff_t k = 0; k < groups[i]->members.n; k++) row_of[groups[i]->members.v[k]] = i;
  }
  vb_replies_link((vb_reply_input){rows, groups, m->told, m->n, row_of}, *m->arena);
  return rows;
}

const vb_merge_words *vb_merge_words_load(const vb_lexicon *lexicon, vb_arena *out) {
  vb_merge_words *words = VB_NEW(out, vb_merge_words);
  words->sides = vb_side_words_load(lexicon, out);
  words->occasions = vb_occasion_words_load(lexicon, out);
  return words;
}

vb_ledger_rows vb_merge_reports(const vb_merge_words *words, vb_reports reports, vb_arena *out,
                                vb_arena scratch) {
  vb_side_cache *cache = vb_side_cache_new(reports.n, &scratch);
  vb_told *told = VB_NEW_N(&scratch, vb_told, reports.n);
  for (ptrdiff_t i = 0; i < reports.n; i++)
    told[i] = vb_told_read(words, cache, &reports.v[i], i, &scratch);
  if (reports.n) qsort(told, (size_t)reports.n, sizeof *told, compare_told);
  merger m = merger_begin(told, reports.n, &scratch);
  for (ptrdiff_t i = 0; i < reports.n; i++) {
    if (!anchor_of(&told[i]).known)
      place_undated(&m, i);
    else if (told[i].report->exchange.mention)
      place_mention(&m, i);
    else
      place_main(&m, i);
  }
  return make_rows(&m, out);
}
