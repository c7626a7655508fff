#include "article/published.h"

enum { DAY_MINUTES = 24 * 60 };

bool vb_published_fits(vb_date d, vb_date captured) {
  if (captured.precision < VB_DATE_DAY || d.precision < VB_DATE_DAY) return true;
  int64_t latest = vb_date_to_minutes(captured);
  if (captured.precision == VB_DATE_DAY) latest += DAY_MINUTES - 1;
  if (!d.has_offset || !captured.has_offset) latest += VB_DATE_CLOCKS_APART;
  return vb_date_to_minutes(d) <= latest;
}

typedef struct {
  const vb_clues *clues;
  vb_date captured;
} choosing;

static bool is_usable(const choosing *c, const vb_clue *t) {
  return vb_date_known(t->date) && vb_published_fits(t->date, c->captured);
}

static bool is_day_of(const vb_clue *t, vb_date day) {
  return vb_date_to_days(t->date) == vb_date_to_days(day);
}

/* Another day under the same name: the page lists other articles in the same way. */
static bool contradicts_itself(const choosing *c, const vb_clue *t) {
  if (t->kind != VB_FROM_META) return false;
  for (ptrdiff_t i = 0; i < c->clues->n; i++) {
    const vb_clue *o = &c->clues->v[i];
    if (o->fact == t->fact && o->rank == t->rank && vb_str_eq(o->source, t->source) &&
        vb_date_known(o->date) && !is_day_of(o, t->date))
      return true;
  }
  return false;
}

static int trust(const choosing *c, const vb_clue *t) {
  return t->rank + (contradicts_itself(c, t) ? VB_FROM_WORDS * VB_CLUE_RANKS : 0);
}

static ptrdiff_t most_trusted(const choosing *c, vb_fact fact) {
  ptrdiff_t best = -1;
  for (ptrdiff_t i = 0; i < c->clues->n; i++) {
    const vb_clue *t = &c->clues->v[i], *b = best < 0 ? NULL : &c->clues->v[best];
    if (t->fact != fact || !is_usable(c, t)) continue;
    int order = b ? trust(c, t) - trust(c, b) : -1;
    bool finer = b && !order && t->kind >= VB_FROM_LABEL && t->date.precision > b->date.precision;
    if (order < 0 || finer) best = i;
  }
  return best;
}

static bool is_utc(vb_date d) {
  return d.precision == VB_DATE_MINUTE && d.has_offset && !d.offset_minutes;
}

/* The same moment, told with the page's own offset. */
static ptrdiff_t in_own_zone(const choosing *c, ptrdiff_t best) {
  vb_date d = c->clues->v[best].date;
  for (ptrdiff_t i = 0; is_utc(d) && i < c->clues->n; i++) {
    const vb_clue *t = &c->clues->v[i];
    bool own = t->date.precision == VB_DATE_MINUTE && t->date.has_offset && t->date.offset_minutes;
    if (own && t->fact == VB_FACT_PUBLISHED && vb_date_to_minutes(t->date) == vb_date_to_minutes(d))
      return i;
  }
  return -1;
}

static bool is_seen(const vb_clue *t) {
  return t->fact == VB_FACT_PUBLISHED && (t->kind == VB_FROM_LABEL || t->kind == VB_FROM_LINE);
}

/* The day on which the moment `utc` fell somewhere: the day before or after, as far as offsets go.
 */
static bool is_local_day(vb_date day, vb_date utc) {
  int64_t noon = (int64_t)vb_date_to_days(day) * DAY_MINUTES + DAY_MINUTES / 2;
  int64_t distance = vb_date_to_minutes(utc) - noon;
  bool other = vb_date_to_days(day) != vb_date_to_days(utc);
  return other && distance < DAY_MINUTES / 2 + 12 * 60 && distance > -DAY_MINUTES / 2 - 14 * 60;
}

/* The day in the address or beside the headline that a time in UTC falls on at the page's place.
 * Another time in UTC says nothing of it. */
static ptrdiff_t local_day(const choosing *c, ptrdiff_t best) {
  const vb_clue *b = &c->clues->v[best];
  ptrdiff_t found = -1;
  if (b->kind > VB_FROM_LINE || !is_utc(b->date)) return -1;
  for (ptrdiff_t i = 0; i < c->clues->n; i++) {
    const vb_clue *t = &c->clues->v[i];
    if (!is_usable(c, t) || is_utc(t->date) || !(is_seen(t) || t->kind == VB_FROM_URL)) continue;
    if (is_day_of(t, b->date)) return -1;
    if (found < 0 && is_local_day(t->date, b->date)) found = i;
  }
  return found;
}

/* The oldest day beside the headline, if it is older than the declared one. */
static ptrdiff_t older_seen(const choosing *c, ptrdiff_t best) {
  const vb_clue *b = &c->clues->v[best];
  ptrdiff_t found = -1;
  if (b->kind < VB_FROM_JSON_LD || b->kind > VB_FROM_WEB_PAGE) return -1;
  for (ptrdiff_t i = 0; i < c->clues->n; i++) {
    const vb_clue *t = &c->clues->v[i];
    if (!is_seen(t) || !is_usable(c, t)) continue;
    if (vb_date_to_days(t->date) >= vb_date_to_days(b->date)) return -1;
    if (found < 0 || t->rank < c->clues->v[found].rank) found = i;
  }
  return found;
}

typedef struct {
  ptrdiff_t told; /* -1: none */
  vb_str why;
} choice;

static choice choose_published(const choosing *c) {
  ptrdiff_t best = most_trusted(c, VB_FACT_PUBLISHED), other;
  if (best < 0) return (choice){-1, {0}};
  if ((other = in_own_zone(c, best)) >= 0)
    return (choice){other, VB_S("the same moment in the page's own time zone")};
  if ((other = local_day(c, best)) >= 0)
    return (choice){other,
                    VB_S("the declared time is in UTC, this is its day at the page's place")};
  if ((other = older_seen(c, best)) >= 0)
    return (choice){other, VB_S("readers see it beside the headline, and it is older than what is "
                                "declared")};
  return (choice){best, VB_S("the most trusted that tells it")};
}

/* What speaks against them whichever is chosen. */
static void reject_unusable(const choosing *c, vb_clues *clues, vb_fact fact) {
  for (ptrdiff_t i = 0; i < clues->n; i++) {
    vb_clue *t = &clues->v[i];
    if (t->fact != fact) continue;
    if (!vb_date_known(t->date))
      t->why = VB_S("cannot be read as one certain day");
    else if (!vb_published_fits(t->date, c->captured))
      t->why = VB_S("later than the capture");
    else if (contradicts_itself(c, t))
      t->why = VB_S("the page names several days in this way");
  }
}

/* The change dates the page; it is told as its publication too, so that this can be seen. */
static choice date_by_change(vb_clues *clues, ptrdiff_t updated, vb_arena *out) {
  vb_clue copy = clues->v[updated];
  copy.fact = VB_FACT_PUBLISHED;
  copy.why = (vb_str){0};
  *vb_push(out, clues) = copy;
  return (choice){clues->n - 1, VB_S("only an update time is given")};
}

vb_date vb_published_likely(const vb_clues *clues, vb_date captured) {
  choosing c = {clues, captured};
  ptrdiff_t likely = choose_published(&c).told;
  return likely < 0 ? (vb_date){0} : clues->v[likely].date;
}

vb_page_days vb_published_choose(vb_clues *clues, vb_date captured, vb_arena *out,
                                 vb_arena scratch) {
  choosing c = {clues, captured};
  vb_page_days days = {0};
  reject_unusable(&c, clues, VB_FACT_PUBLISHED);
  reject_unusable(&c, clues, VB_FACT_UPDATED);
  choice published = choose_published(&c);
  ptrdiff_t updated = most_trusted(&c, VB_FACT_UPDATED);
  if (updated >= 0) days.updated = clues->v[updated].date;
  vb_clue_judge(clues, VB_FACT_UPDATED, updated, VB_S("the most trusted that tells it"), out,
                scratch);
  if (published.told < 0 && updated >= 0) published = date_by_change(clues, updated, out);
  if (published.told >= 0) days.published = clues->v[published.told].date;
  vb_clue_judge(clues, VB_FACT_PUBLISHED, published.told, published.why, out, scratch);
  return days;
}
