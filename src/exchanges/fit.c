/* Does a report tell of a group's exchange?  The rules are in merge.h; here they are, one by one.
 */
#include "exchanges/group.h"

enum {
  SAME_ACT_DAYS = 2, /* sent on one page and on another, told alike: "on Monday" */
  SAME_DAY_DAYS = 1, /* time zones; calls and meetings, and what is not told alike */
  REPORTING_DAYS = 3 /* two outlets print it, or one tells the day and the other prints it */
};

typedef enum { AGREE_NOT, AGREE_UNKNOWN, AGREE } agreement;

static agreement compare_purposes(const vb_group *group, const vb_told *told) {
  vb_purpose a = group->purpose, b = told->report->exchange.purpose;
  if (a == VB_PURPOSE_NONE || b == VB_PURPOSE_NONE) return AGREE_UNKNOWN;
  if (a == b) return AGREE;
  if (a == VB_PURPOSE_OTHER || b == VB_PURPOSE_OTHER) return AGREE_UNKNOWN;
  if (vb_form_class_undirected(told->class)) return AGREE_UNKNOWN; /* a talk has many */
  return vb_purposes_kindred(a, b) ? AGREE : AGREE_NOT;
}

/* "message" says no more than the class does. */
static agreement compare_forms(const vb_group *group, const vb_told *told) {
  vb_form a = group->form, b = told->report->exchange.form;
  if (a == b) return AGREE;
  return a == VB_FORM_MESSAGE || b == VB_FORM_MESSAGE ? AGREE_UNKNOWN : AGREE_NOT;
}

static vb_sides_match compare_range(const vb_side_range *range, vb_side side) {
  vb_sides_match a = vb_sides_compare(range->narrowest, side);
  if (a == VB_SIDES_DIFFER) return a;
  vb_sides_match b = vb_sides_compare(range->fullest, side);
  return a < b ? a : b;
}

/* What agrees, apart from the dates. */
typedef struct {
  bool possible;
  bool strong; /* parties, purpose and occasion are all told, and the same */
  agreement form, purpose;
  vb_occasions_match occasion;
  int sides; /* 0 .. 6 */
  bool sides_agree;
  bool nameless; /* nobody says who one side is */
} likeness;

static likeness compare(const vb_group *group, const vb_told *told) {
  likeness l = {0};
  if (group->class != told->class) return l;
  l.purpose = compare_purposes(group, told);
  if (l.purpose == AGREE_NOT) return l;
  l.occasion = vb_occasions_compare(&group->occasion, &told->occasion);
  if (l.occasion == VB_OCCASIONS_DIFFERENT) return l;
  vb_sides_match from = compare_range(&group->from, told->from);
  if (from == VB_SIDES_DIFFER) return l;
  bool undirected = vb_form_class_undirected(told->class);
  vb_sides_match to = undirected ? from : compare_range(&group->to, told->to);
  if (to == VB_SIDES_DIFFER || (from == VB_SIDES_UNKNOWN && to == VB_SIDES_UNKNOWN)) return l;
  l.sides = (int)from + (int)to;
  l.sides_agree = from == VB_SIDES_AGREE && to == VB_SIDES_AGREE;
  l.nameless = vb_side_is_nameless(told->from) || vb_side_is_nameless(told->to);
  l.form = compare_forms(group, told);
  l.strong = l.sides_agree && l.purpose == AGREE && l.occasion == VB_OCCASIONS_SAME;
  l.possible = true;
  return l;
}

/* From the farthest member of one to the farthest of the other. */
static int32_t distance(vb_days a, vb_days b) {
  int32_t x = a.last - b.first, y = b.last - a.first;
  return x > y ? x : y;
}

static bool overlap(vb_days a, vb_days b, int32_t before, int32_t after) {
  return a.last >= b.first - before && a.first <= b.last + after;
}

static bool is_receipt(const vb_told *told) {
  vb_sent_kind kind = told->report->exchange.sent_kind;
  return kind == VB_SENT_RECEIVED || kind == VB_SENT_HANDED;
}

/* Both sides know the day of the act.  Returns the distance, or -1 if they are too far apart. */
static int32_t act_days_apart(const vb_group *group, const vb_told *told, likeness l) {
  bool undirected = vb_form_class_undirected(told->class);
  const vb_days *same = is_receipt(told) && !undirected ? &group->received : &group->sent;
  const vb_days *other = same == &group->sent ? &group->received : &group->sent;
  bool alike = l.purpose == AGREE || l.occasion == VB_OCCASIONS_SAME;
  int32_t limit = undirected || !alike ? SAME_DAY_DAYS : SAME_ACT_DAYS, far = 0;
  if (same->known) {
    far = distance(*same, told->sent);
    if (far > limit) return -1;
  }
  if (other->known) {
    int32_t d = distance(*other, told->sent);
    if (d > (l.strong && !undirected ? VB_DELIVERY_DAYS : limit)) return -1;
    if (d > far) far = d;
  }
  return far;
}

/* One side knows the day of the act, the other only when it was printed. */
static int32_t act_to_print(vb_days act, vb_days print, bool strong) {
  int32_t late = print.last - act.first, early = act.last - print.first;
  if (early > 1 || late > (strong ? VB_DELIVERY_DAYS : REPORTING_DAYS)) return -1;
  return late > 0 ? late : 0;
}

static vb_days either(vb_days a, vb_days b) { return a.known ? a : b; }

static int32_t print_days_apart(const vb_group *group, const vb_told *told, bool strong) {
  if (!group->reported.known || !told->reported.known) return -1;
  int32_t d = distance(group->reported, told->reported);
  return d <= (strong ? VB_DELIVERY_DAYS : REPORTING_DAYS) ? d : -1;
}

/* -1: the dates do not fit. */
static int32_t days_apart(const vb_group *group, const vb_told *told, likeness l) {
  vb_days act = either(group->sent, group->received);
  if (act.known && told->to_the_day) return act_days_apart(group, told, l);
  if (group->rough.known && told->sent.known && !overlap(group->rough, told->sent, 0, 0)) return -1;
  if (act.known && told->reported.known) {
    if (told->sent.known && !overlap(told->sent, act, 0, 0)) return -1;
    return act_to_print(act, told->reported, l.strong);
  }
  if (told->to_the_day && group->reported.known)
    return act_to_print(told->sent, group->reported, l.strong);
  return print_days_apart(group, told, l.strong);
}

static bool in_words(const vb_group *group, const vb_told *told, likeness l) {
  return l.occasion == VB_OCCASIONS_SAME &&
         vb_occasions_in_words(&group->occasion, &told->occasion);
}

static int score_of(likeness l, int32_t apart) {
  int score = 40 * (l.occasion == VB_OCCASIONS_SAME) + 20 * (l.purpose == AGREE) + 6 * l.sides;
  return 100 + score + 5 * (int)l.form - 3 * (int)apart;
}

vb_fit vb_group_fit_main(const vb_group *group, const vb_told *told) {
  likeness l = compare(group, told);
  if (!l.possible) return (vb_fit){0};
  int32_t apart = days_apart(group, told, l);
  if (apart < 0) return (vb_fit){0};
  /* Two outlets' different words for one thing need more to agree. */
  if (l.form == AGREE_NOT && !l.strong && !(l.purpose == AGREE && l.sides_agree && apart == 0))
    return (vb_fit){0};
  if (l.occasion == VB_OCCASIONS_UNCLEAR && (apart > 1 || l.purpose != AGREE)) return (vb_fit){0};
  bool told_alike = l.purpose == AGREE || l.occasion == VB_OCCASIONS_SAME;
  if (!told_alike && apart > 1) return (vb_fit){0};
  /* Who "the delegation" is, only the day of the act or its occasion tells. */
  bool same_day = told->to_the_day && either(group->sent, group->received).known && apart == 0;
  return (vb_fit){.fits = true,
                  .occasion_same = l.occasion == VB_OCCASIONS_SAME,
                  .purpose_same = l.purpose == AGREE,
                  .in_article_only = l.nameless && !same_day && !l.strong,
                  .score = score_of(l, apart)};
}

/* A year or a month holds the group's act, or what was printed just after it. */
static bool holds(const vb_told *told, const vb_group *group) {
  vb_days act = either(group->sent, group->received);
  int32_t slack = told->to_the_day ? SAME_ACT_DAYS : 0;
  if (vb_form_class_undirected(told->class) && slack) slack = SAME_DAY_DAYS;
  if (act.known) return overlap(told->sent, act, slack, slack);
  if (group->rough.known)
    return overlap(told->sent, group->rough, 0, 0) && (group->has_main || !told->to_the_day);
  if (!group->reported.known || !group->has_main) return false;
  return overlap(told->sent, group->reported, told->to_the_day ? VB_DELIVERY_DAYS : 1, 0);
}

static bool recalls(const vb_told *told, const vb_group *group, likeness l) {
  if (!group->has_main) return print_days_apart(group, told, false) >= 0;
  if (!told->reported.known || l.occasion != VB_OCCASIONS_SAME) return false;
  vb_days act = either(either(group->sent, group->received), group->reported);
  if (!act.known) return false;
  int32_t ago = told->reported.first - act.first;
  return ago >= -1 && ago <= VB_RECOLLECTION_DAYS;
}

/* One page names a purpose and another an occasion: in a whole year those may be two letters. */
static bool tell_apart(const vb_group *group, const vb_told *told, likeness l) {
  if (l.purpose == AGREE || l.occasion == VB_OCCASIONS_SAME || told->to_the_day) return false;
  bool group_purpose = group->purpose != VB_PURPOSE_NONE;
  bool told_purpose = told->report->exchange.purpose != VB_PURPOSE_NONE;
  bool more_here =
      (told_purpose && !group_purpose) || (told->occasion.known && !group->occasion.known);
  bool more_there =
      (group_purpose && !told_purpose) || (group->occasion.known && !told->occasion.known);
  return !group->has_main && more_here && more_there;
}

vb_fit vb_group_fit_mention(const vb_group *group, const vb_told *told) {
  likeness l = compare(group, told);
  if (!l.possible || l.occasion == VB_OCCASIONS_UNCLEAR) return (vb_fit){0};
  if ((l.form == AGREE_NOT && !l.strong) || tell_apart(group, told, l)) return (vb_fit){0};
  bool fits = told->sent.known ? holds(told, group) : recalls(told, group, l);
  if (!fits) return (vb_fit){0};
  return (vb_fit){.fits = true,
                  .occasion_same = l.occasion == VB_OCCASIONS_SAME,
                  .occasion_in_words = in_words(group, told, l),
                  .purpose_same = l.purpose == AGREE,
                  .score = score_of(l, 0)};
}

vb_fit vb_group_fit_undated(const vb_group *group, const vb_told *told) {
  likeness l = compare(group, told);
  if (!l.possible || !l.strong) return (vb_fit){0};
  bool undated_both =
      !group->sent.known && !group->received.known && !group->rough.known && !group->reported.known;
  const vb_occasion *a = &group->occasion, *b = &told->occasion;
  bool one_of_its_kind = (a->number && b->number) || (a->year && b->year);
  if (!undated_both && !one_of_its_kind) return (vb_fit){0};
  return (vb_fit){
      .fits = true, .occasion_same = true, .purpose_same = true, .score = score_of(l, 0)};
}
