#include "trace/sources.h"

enum {
  FIT_SLACK = 60,       /* of 1000: so much less is as good */
  HOLDS_FIT = 800,      /* ... and so much is enough to be the first that has the words */
  SAME_DAYS = 30,       /* releases with no longer gap between them are one event's */
  TRANSLATION_DAYS = 4, /* between two releases of one statement */
};

bool vb_sources_is_later(vb_date a, vb_date b) {
  if (!vb_date_known(a) || !vb_date_known(b)) return false;
  if (a.precision < VB_DATE_MINUTE || b.precision < VB_DATE_MINUTE) {
    vb_date x = vb_date_day(a), y = vb_date_day(b);
    int precision = x.precision < y.precision ? x.precision : y.precision;
    x.precision = y.precision = (int8_t)precision;
    return vb_date_compare(x, y) > 0;
  }
  int64_t apart = a.has_offset == b.has_offset ? 0 : VB_DATE_CLOCKS_APART;
  return vb_date_to_minutes(a) - vb_date_to_minutes(b) > apart;
}

/* ---- the primary: what is left of the holders, rule by rule */

typedef struct {
  const vb_holder *v;
  ptrdiff_t n;
  uint32_t left;
} choice;

static bool is_left(const choice *c, ptrdiff_t i) { return c->left >> i & 1; }
static void drop(choice *c, ptrdiff_t i) { c->left &= ~(UINT32_C(1) << i); }

static bool released(const vb_holder *h, vb_telling telling) {
  if (h->voice == VB_VOICE_OWN) return telling == VB_TELLING_UNQUOTED || !h->tells;
  return h->organ;
}

/* Leaves those whose value is at least `share` of 1000 of the best's. */
static void keep_best(choice *c, int64_t (*value)(const vb_holder *), int64_t share) {
  int64_t best = 0;
  for (ptrdiff_t i = 0; i < c->n; i++)
    if (is_left(c, i) && value(&c->v[i]) > best) best = value(&c->v[i]);
  for (ptrdiff_t i = 0; i < c->n; i++)
    if (is_left(c, i) && value(&c->v[i]) * 1000 < best * share) drop(c, i);
}

static int64_t fit_of(const vb_holder *h) { return h->fit; }
static int64_t pool_of(const vb_holder *h) { return h->pool; }
static int64_t speaker_of(const vb_holder *h) {
  return h->speaker == VB_YES ? 3 : h->speaker == VB_UNKNOWN ? 2 : 1;
}
static int64_t is_dated(const vb_holder *h) { return vb_date_known(h->published); }

bool vb_sources_is_before(const vb_holder *a, const vb_holder *b) {
  if (is_dated(a) != is_dated(b)) return is_dated(a);
  int order = vb_date_compare(a->published, b->published);
  return order ? order < 0 : vb_str_compare(a->id, b->id) < 0;
}

/* Leaves the last releases between which no long time lies; all or none are dated. */
static void keep_last_event(choice *c) {
  int32_t first = INT32_MIN;
  for (ptrdiff_t i = 0; i < c->n; i++)
    if (is_left(c, i) && vb_date_to_days(c->v[i].published) > first)
      first = vb_date_to_days(c->v[i].published);
  for (bool grown = true; grown;) {
    grown = false;
    for (ptrdiff_t i = 0; i < c->n; i++) {
      int32_t day = vb_date_to_days(c->v[i].published);
      if (!is_left(c, i) || day >= first || first - day > SAME_DAYS) continue;
      first = day;
      grown = true;
    }
  }
  for (ptrdiff_t i = 0; i < c->n; i++)
    if (is_left(c, i) && vb_date_to_days(c->v[i].published) < first) drop(c, i);
}

static ptrdiff_t first_left(const choice *c) {
  ptrdiff_t first = -1;
  for (ptrdiff_t i = 0; i < c->n; i++)
    if (is_left(c, i) && (first < 0 || vb_sources_is_before(&c->v[i], &c->v[first]))) first = i;
  return first;
}

static ptrdiff_t choose_primary(const vb_holder *v, ptrdiff_t n, vb_telling telling) {
  choice c = {v, n, 0};
  for (ptrdiff_t i = 0; i < n; i++)
    if (released(&v[i], telling)) c.left |= UINT32_C(1) << i;
  keep_best(&c, fit_of, 1000 - FIT_SLACK);
  keep_best(&c, speaker_of, 1000);
  keep_best(&c, pool_of, 900);
  keep_best(&c, is_dated, 1000);
  keep_last_event(&c);
  return first_left(&c);
}

/* The first that has the words, more or less as they are. */
static ptrdiff_t choose_earliest(const vb_holder *v, ptrdiff_t n) {
  choice c = {v, n, 0};
  for (ptrdiff_t i = 0; i < n; i++)
    if (is_dated(&v[i]) && v[i].fit >= HOLDS_FIT) c.left |= UINT32_C(1) << i;
  return first_left(&c);
}

/* Has somebody released the same a little earlier in other words? */
static bool is_other_translation(const vb_holder *v, ptrdiff_t n, ptrdiff_t primary,
                                 vb_telling telling) {
  const vb_holder *p = &v[primary];
  for (ptrdiff_t i = 0; i < n; i++) {
    const vb_holder *h = &v[i];
    if (i == primary || !is_dated(h) || !is_dated(p) || h->speaker == VB_NO) continue;
    int32_t days = vb_date_to_days(p->published) - vb_date_to_days(h->published);
    bool near = days >= 0 && days <= TRANSLATION_DAYS && vb_sources_is_before(h, p);
    if (near && released(h, telling) && h->fit + FIT_SLACK < p->fit) return true;
  }
  return false;
}

/* ---- hops */

/* Which carrier the words came over, of those not passed yet; `cited` are bits of holders that the
 * text before names.  -1: none. */
static ptrdiff_t parent_of(const vb_holder *v, ptrdiff_t n, uint32_t cited, const vb_holder *child,
                           uint32_t passed) {
  ptrdiff_t best = -1;
  for (ptrdiff_t i = 0; i < n; i++) {
    if (passed >> i & 1 || !(cited >> i & 1)) continue;
    if (child && (&v[i] == child || !vb_sources_is_before(&v[i], child))) continue;
    if (best < 0 || v[i].fit > v[best].fit ||
        (v[i].fit == v[best].fit && vb_sources_is_before(&v[best], &v[i])))
      best = i;
  }
  return best;
}

static void follow(const vb_holder *v, ptrdiff_t n, vb_origin *origin, vb_arena *out) {
  uint32_t passed = 0, cited = 0;
  for (ptrdiff_t i = 0; i < n; i++)
    if (v[i].cited) cited |= UINT32_C(1) << i;
  if (origin->primary >= 0) passed |= UINT32_C(1) << origin->primary;
  const vb_holder *child = NULL;
  ptrdiff_t at = parent_of(v, n, cited, child, passed);
  while (at >= 0) {
    *vb_push(out, &origin->hops) = at;
    passed |= UINT32_C(1) << at;
    child = &v[at];
    at = parent_of(v, n, child->cites, child, passed);
  }
  ptrdiff_t root = origin->primary >= 0 ? origin->primary : origin->earliest;
  if (root >= 0 && (root == origin->primary || !(passed >> root & 1)))
    *vb_push(out, &origin->hops) = root;
}

vb_origin vb_sources_choose(const vb_holder *holders, ptrdiff_t n, vb_telling telling,
                            vb_arena *out) {
  vb_origin origin = {.primary = -1, .earliest = -1};
  if (n > VB_HOLDERS) n = VB_HOLDERS;
  if (!n) return origin;
  origin.primary = choose_primary(holders, n, telling);
  origin.earliest = choose_earliest(holders, n);
  if (origin.primary >= 0)
    origin.other_translation = is_other_translation(holders, n, origin.primary, telling);
  follow(holders, n, &origin, out);
  return origin;
}
