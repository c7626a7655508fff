#include "article/clue.h"

#include "base/utf8.h"

static const char *const names[VB_N_FACTS] = {
    "",         "title",     "subtitle", "byline",   "agency",   "outlet",      "section",  "url",
    "language", "published", "updated",  "captured", "dateline", "description", "in_script"};

/* Lists of other articles repeat what they say in the same way. */
enum { MOST_OF_SOURCE = 3 };

const char *vb_fact_name(vb_fact fact) { return names[fact]; }

vb_fact vb_fact_from_name(vb_str name) {
  for (int fact = VB_FACT_TITLE; fact < VB_N_FACTS; fact++)
    if (vb_str_eq(name, vb_str_from(names[fact]))) return (vb_fact)fact;
  return VB_FACT_NONE;
}

bool vb_fact_is_day(vb_fact fact) {
  return fact == VB_FACT_PUBLISHED || fact == VB_FACT_UPDATED || fact == VB_FACT_CAPTURED;
}

/* The same value again, or the same day at another time. */
static bool repeats(const vb_clue *held, const vb_clue *more) {
  if (!vb_date_known(held->date) || !vb_date_known(more->date))
    return vb_str_eq(held->value, more->value);
  return vb_date_to_days(held->date) == vb_date_to_days(more->date);
}

void vb_clue_add(vb_clues *clues, vb_arena *out, vb_clue what, int place) {
  what.value = vb_str_trim(what.value);
  if (!what.value.n || what.fact == VB_FACT_NONE) return;
  what.rank = (int)what.kind * VB_CLUE_RANKS + (place < VB_CLUE_RANKS ? place : VB_CLUE_RANKS - 1);
  ptrdiff_t n = 0, last = 0, of_source = 0;
  for (ptrdiff_t i = 0; i < clues->n; i++) {
    const vb_clue *t = &clues->v[i];
    if (t->fact != what.fact) continue;
    if (vb_str_eq(t->source, what.source) && (++of_source == MOST_OF_SOURCE || repeats(t, &what)))
      return;
    if (!n || clues->v[last].rank <= t->rank) last = i;
    n++;
  }
  if (n < VB_CLUE_MOST)
    *vb_push(out, clues) = what;
  else if (clues->v[last].rank > what.rank)
    clues->v[last] = what;
}

ptrdiff_t vb_clue_best(const vb_clues *clues, vb_fact fact) {
  ptrdiff_t best = -1;
  for (ptrdiff_t i = 0; i < clues->n; i++)
    if (clues->v[i].fact == fact && (best < 0 || clues->v[i].rank < clues->v[best].rank)) best = i;
  return best;
}

ptrdiff_t vb_clue_find(const vb_clues *clues, vb_fact fact, vb_str source) {
  for (ptrdiff_t i = 0; i < clues->n; i++)
    if (clues->v[i].fact == fact && vb_str_eq(clues->v[i].source, source)) return i;
  return -1;
}

static bool says_the_same(const vb_clue *a, const vb_clue *b, vb_arena scratch) {
  if (vb_fact_is_day(a->fact)) return vb_date_known(a->date) && !vb_date_compare(a->date, b->date);
  return vb_str_eq(vb_utf8_fold(&scratch, a->value), vb_utf8_fold(&scratch, b->value));
}

void vb_clue_judge(vb_clues *clues, vb_fact fact, ptrdiff_t believed, vb_str why, vb_arena *out,
                   vb_arena scratch) {
  for (ptrdiff_t i = 0; i < clues->n; i++) {
    vb_clue *t = &clues->v[i];
    if (t->fact != fact) continue;
    t->believed = i == believed;
    if (t->believed)
      t->why = why;
    else if (t->why.p)
      continue;
    else if (believed < 0)
      t->why = VB_S("not believed");
    else if (says_the_same(t, &clues->v[believed], scratch))
      t->why = VB_S("says the same");
    else
      t->why = vb_str_format(out, "%.*s is trusted more", VB_ARG(clues->v[believed].source));
  }
}

void vb_clue_judge_value(vb_clues *clues, vb_fact fact, vb_str value, vb_arena *out,
                         vb_arena scratch) {
  ptrdiff_t best = -1;
  for (ptrdiff_t i = 0; value.n && i < clues->n; i++) {
    const vb_clue *t = &clues->v[i];
    if (t->fact != fact || !vb_str_eq(t->value, value)) continue;
    if (best < 0 || t->rank < clues->v[best].rank) best = i;
  }
  vb_clue_judge(clues, fact, best, VB_S("the most trusted that tells it"), out, scratch);
}
