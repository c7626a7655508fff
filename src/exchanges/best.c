/* The best that the reports of one exchange say together: the fullest actors, the most specific
 * form, the most precise day, the most complete occasion.  Every choice is by a total order of
 * what is told, then by the id of the report, so that no order of input shows. */
#include <assert.h>

#include "exchanges/group.h"

enum { MAX_ACT_DAYS = 64 };

static int fullness(const vb_actor *actor) {
  return 8 * (actor->name.n > 0) + 4 * (actor->office.n > 0) + 2 * (actor->organisation.n > 0) +
         (actor->country.n > 0);
}

static int list_fullness(vb_actors actors) {
  int n = 0;
  for (ptrdiff_t i = 0; i < actors.n && i < VB_SIDE_PARTIES; i++) n += 1 + fullness(&actors.v[i]);
  return n;
}

typedef enum { SIDE_FROM, SIDE_TO, SIDE_BOTH } which_side;

static int side_score(const vb_told *told, which_side which) {
  const vb_exchange *e = &told->report->exchange;
  int n = 0;
  if (which != SIDE_TO) n += list_fullness(e->from);
  if (which != SIDE_FROM) n += list_fullness(e->to);
  return n + (n && !e->mention ? 4096 : 0);
}

/* The member that tells most of a side; a group has at least one. */
static const vb_told *fullest(const vb_group *group, const vb_told *told, which_side which) {
  const vb_told *best = &told[group->members.v[0]];
  int best_score = side_score(best, which);
  for (ptrdiff_t i = 1; i < group->members.n; i++) {
    const vb_told *t = &told[group->members.v[i]];
    int score = side_score(t, which);
    if (score < best_score) continue;
    if (score == best_score && vb_str_compare(t->report->id, best->report->id) > 0) continue;
    best = t, best_score = score;
  }
  return best;
}

/* Parts that one report leaves out and another gives; the longer of two spellings that agree. */
static void fill_actor(vb_actor *actor, vb_party *party, const vb_actor *more,
                       const vb_party *more_party) {
  if (!actor->country.n) actor->country = more->country;
  if (!actor->office.n) actor->office = more->office;
  if (!actor->organisation.n) actor->organisation = more->organisation;
  if (!actor->alias.n) actor->alias = more->alias;
  if (more_party->name.n_core > party->name.n_core &&
      vb_names_compare(&more_party->name, &party->name) != VB_NAMES_DIFFER) {
    actor->name = more->name;
    party->name = more_party->name;
  }
}

/* Parties stand in the order of the actors they were read from; undirected: `from`, then `to`. */
static const vb_actor *actor_at(const vb_told *told, vb_side side, ptrdiff_t i) {
  const vb_exchange *e = &told->report->exchange;
  if (side.v == told->to.v && told->to.n) return &e->to.v[i];
  ptrdiff_t n = e->from.n < VB_SIDE_PARTIES ? e->from.n : VB_SIDE_PARTIES;
  return i < n ? &e->from.v[i] : &e->to.v[i - n];
}

static void fill_from(vb_actor *actor, vb_party *party, const vb_told *told, vb_side side) {
  for (ptrdiff_t i = 0; i < side.n; i++)
    if (vb_parties_compare(party, &side.v[i]) == VB_SIDES_AGREE) {
      fill_actor(actor, party, actor_at(told, side, i), &side.v[i]);
      return;
    }
}

static vb_actors fill_side(const vb_group *group, const vb_told *told, vb_actors source,
                           vb_party *parties, which_side which, vb_arena *out) {
  vb_actors actors = {0};
  for (ptrdiff_t i = 0; i < source.n; i++) {
    vb_actor actor = source.v[i];
    if (i < VB_SIDE_PARTIES) {
      vb_party party = parties[i];
      for (ptrdiff_t k = 0; k < group->members.n; k++) {
        const vb_told *t = &told[group->members.v[k]];
        fill_from(&actor, &party, t, which == SIDE_TO ? t->to : t->from);
      }
    }
    if (actor.alias.n) actor.name = actor.alias;
    *vb_push(out, &actors) = actor;
  }
  return actors;
}

static void best_sides(const vb_group *group, const vb_told *told, vb_exchange *best,
                       vb_arena *out) {
  if (vb_form_class_undirected(group->class)) {
    const vb_told *t = fullest(group, told, SIDE_BOTH);
    const vb_exchange *e = &t->report->exchange;
    ptrdiff_t n = e->from.n < VB_SIDE_PARTIES ? e->from.n : VB_SIDE_PARTIES;
    best->from = fill_side(group, told, e->from, t->from.v, SIDE_BOTH, out);
    best->to = fill_side(group, told, e->to, t->from.v + n, SIDE_BOTH, out);
    return;
  }
  const vb_told *from = fullest(group, told, SIDE_FROM), *to = fullest(group, told, SIDE_TO);
  best->from = fill_side(group, told, from->report->exchange.from, from->from.v, SIDE_FROM, out);
  best->to = fill_side(group, told, to->report->exchange.to, to->to.v, SIDE_TO, out);
}

/* The sending side's day before the receiving side's; a day before a month. */
static int sent_rank(const vb_exchange *e) {
  if (!vb_date_known(e->sent)) return 0;
  bool receipt = e->sent_kind == VB_SENT_RECEIVED || e->sent_kind == VB_SENT_HANDED;
  int precision = e->sent.precision < VB_DATE_DAY ? e->sent.precision : VB_DATE_DAY;
  return 8 * precision + 4 * !e->mention + 2 * !receipt + (e->sent_kind != VB_SENT_UNKNOWN);
}

/* Among the best told, the day that most say; the earliest of equals. */
static void best_sent(const vb_group *group, const vb_told *told, vb_exchange *best) {
  int rank = 0, votes[MAX_ACT_DAYS] = {0};
  int32_t start = INT32_MAX;
  for (ptrdiff_t i = 0; i < group->members.n; i++) {
    const vb_exchange *e = &told[group->members.v[i]].report->exchange;
    int r = sent_rank(e);
    if (r > rank) rank = r, start = INT32_MAX;
    if (r && r == rank && vb_date_to_days(e->sent) < start) start = vb_date_to_days(e->sent);
  }
  if (!rank) return;
  const vb_exchange *choice = NULL;
  int most = 0;
  for (int pass = 0; pass < 2; pass++)
    for (ptrdiff_t i = 0; i < group->members.n; i++) {
      const vb_exchange *e = &told[group->members.v[i]].report->exchange;
      if (sent_rank(e) != rank) continue;
      int32_t at = vb_date_to_days(e->sent) - start;
      if (at >= MAX_ACT_DAYS) at = MAX_ACT_DAYS - 1;
      if (!pass) {
        votes[at]++;
        continue;
      }
      bool sooner = choice && vb_date_compare(e->sent, choice->sent) < 0;
      bool same_day = choice && vb_date_to_days(e->sent) == vb_date_to_days(choice->sent);
      bool finer = same_day && e->sent.precision > choice->sent.precision;
      bool coarser = same_day && e->sent.precision < choice->sent.precision;
      if (votes[at] > most || (votes[at] == most && !coarser && (sooner || finer)))
        choice = e, most = votes[at];
    }
  assert(choice); /* the member that gave the rank */
  best->sent = choice->sent;
  best->sent_kind = choice->sent_kind;
}

static int completeness(const vb_told *told) {
  const vb_occasion *o = &told->occasion;
  if (!o->known) return 0;
  int n = o->words.n < 8 ? (int)o->words.n : 8;
  return 1 + 16 * (o->number > 0) + 8 * (o->kinds != 0) + 4 * (o->subjects != 0) + n;
}

static vb_str best_occasion(const vb_group *group, const vb_told *told) {
  const vb_told *best = NULL;
  for (ptrdiff_t i = 0; i < group->members.n; i++) {
    const vb_told *t = &told[group->members.v[i]];
    int a = completeness(t), b = best ? completeness(best) : 0;
    if (a > b || (a && a == b && vb_str_compare(t->report->id, best->report->id) < 0)) best = t;
  }
  return best ? best->report->exchange.occasion : (vb_str){0};
}

vb_exchange vb_group_best(const vb_group *group, const vb_told *told, vb_arena *out) {
  vb_exchange best = {
      .form = group->form, .purpose = group->purpose, .mention = !group->has_main, .answers = -1};
  best_sides(group, told, &best, out);
  best_sent(group, told, &best);
  best.occasion = best_occasion(group, told);
  if (group->reported.known) best.reported = vb_date_from_days(group->reported.first);
  for (ptrdiff_t i = 0; i < group->members.n; i++) {
    const vb_exchange *e = &told[group->members.v[i]].report->exchange;
    best.reply |= e->reply;
    if (e->purpose == VB_PURPOSE_REPLY) best.purpose = VB_PURPOSE_REPLY;
    if (!vb_date_known(best.reported)) best.reported = vb_date_day(e->reported);
  }
  return best;
}
