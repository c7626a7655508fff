/* Replies: which row does a row answer?
 *
 * Inside an article the article says so.  Else a reply finds the latest earlier
 * exchange of the opposite direction that fits, within VB_REPLY_DAYS; one that names
 * the same occasion goes before one that names none, and where two fit equally
 * nothing is said. */
#include "exchanges/group.h"

enum { LOOK_BACK = 1024 };

static const vb_date *day_of(const vb_exchange *e) {
  return vb_date_known(e->sent) ? &e->sent : &e->reported;
}

/* What the reports say themselves; the smallest report id decides. */
static ptrdiff_t said_in_article(vb_reply_input in, ptrdiff_t row, const ptrdiff_t *by_id,
                                 ptrdiff_t mask) {
  const vb_group *g = in.groups[row];
  const vb_told *first = NULL;
  ptrdiff_t answered = -1;
  for (ptrdiff_t i = 0; i < g->members.n; i++) {
    const vb_told *t = &in.told[g->members.v[i]];
    vb_str id = t->report->answers;
    if (!id.n || (first && vb_str_compare(t->report->id, first->report->id) > 0)) continue;
    ptrdiff_t slot = (ptrdiff_t)(vb_str_hash(id) & (uint64_t)mask);
    while (by_id[slot] >= 0 && !vb_str_eq(in.told[by_id[slot]].report->id, id))
      slot = (slot + 1) & mask;
    if (by_id[slot] < 0 || in.row_of[by_id[slot]] == row) continue;
    first = t, answered = in.row_of[by_id[slot]];
  }
  return answered;
}

static bool is_reply(const vb_exchange *e) { return e->reply || e->purpose == VB_PURPOSE_REPLY; }

/* How well may `original` be what `reply` answers?  Best something new on the same occasion; then a
 * reply that names it, which is answered in its turn; then something new without an occasion told;
 * 0: it may not be. */
static int may_answer(const vb_group *reply, const vb_group *original, const vb_exchange *told) {
  if (original->class != VB_CLASS_WRITTEN && original->class != VB_CLASS_GIFT) return 0;
  if (vb_sides_compare(reply->from.narrowest, original->to.narrowest) <= VB_SIDES_UNKNOWN ||
      vb_sides_compare(reply->to.narrowest, original->from.narrowest) <= VB_SIDES_UNKNOWN)
    return 0;
  vb_occasions_match match = vb_occasions_compare(&reply->occasion, &original->occasion);
  if (match == VB_OCCASIONS_SAME) return is_reply(told) ? 2 : 3;
  return match == VB_OCCASIONS_UNKNOWN && !is_reply(told);
}

static ptrdiff_t latest_earlier(vb_reply_input in, ptrdiff_t row) {
  const vb_date *day = day_of(&in.rows.v[row].exchange);
  if (day->precision < VB_DATE_DAY) return -1;
  ptrdiff_t best = -1;
  int best_fit = 0;
  bool tie = false;
  for (ptrdiff_t i = row - 1, left = LOOK_BACK; i >= 0 && left > 0; i--, left--) {
    const vb_exchange *e = &in.rows.v[i].exchange;
    const vb_date *earlier = day_of(e);
    if (earlier->precision < VB_DATE_DAY) continue;
    if (vb_date_to_days(*day) - vb_date_to_days(*earlier) > VB_REPLY_DAYS) break;
    int fit = may_answer(in.groups[row], in.groups[i], e);
    if (fit > best_fit) {
      best = i, best_fit = fit, tie = false;
    } else if (fit && fit == best_fit) {
      const vb_date *found = day_of(&in.rows.v[best].exchange);
      tie |= vb_date_to_days(*found) == vb_date_to_days(*earlier);
    }
  }
  return tie ? -1 : best;
}

/* "Thanked him for the message on the National Day": the answer is on that occasion too. */
static void inherit_occasion(vb_exchange *reply, const vb_exchange *original) {
  if (!reply->occasion.n) reply->occasion = original->occasion;
}

void vb_replies_link(vb_reply_input in, vb_arena scratch) {
  ptrdiff_t slots = 16;
  while (slots < 2 * in.n_told) slots *= 2;
  ptrdiff_t *by_id = VB_NEW_N(&scratch, ptrdiff_t, slots);
  for (ptrdiff_t i = 0; i < slots; i++) by_id[i] = -1;
  for (ptrdiff_t i = 0; i < in.n_told; i++) {
    ptrdiff_t slot = (ptrdiff_t)(vb_str_hash(in.told[i].report->id) & (uint64_t)(slots - 1));
    while (by_id[slot] >= 0) slot = (slot + 1) & (slots - 1);
    by_id[slot] = i;
  }
  for (ptrdiff_t row = 0; row < in.rows.n; row++) {
    ptrdiff_t answered = said_in_article(in, row, by_id, slots - 1);
    if (answered >= 0) inherit_occasion(&in.rows.v[row].exchange, &in.rows.v[answered].exchange);
    if (answered < 0 && is_reply(&in.rows.v[row].exchange)) answered = latest_earlier(in, row);
    if (answered >= 0) in.rows.v[row].reply_to = in.rows.v[answered].id;
  }
}
