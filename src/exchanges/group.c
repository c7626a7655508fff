#include "exchanges/group.h"

vb_form_class vb_form_class_of(vb_form form) {
  switch (form) {
  case VB_FORM_GIFT: return VB_CLASS_GIFT;
  case VB_FORM_WREATH: return VB_CLASS_WREATH;
  case VB_FORM_CALL: return VB_CLASS_CALL;
  case VB_FORM_MEETING: return VB_CLASS_MEETING;
  case VB_FORM_VISIT: return VB_CLASS_VISIT;
  case VB_FORM_STATEMENT: return VB_CLASS_STATEMENT;
  default: return VB_CLASS_WRITTEN;
  }
}

bool vb_form_class_undirected(vb_form_class class) {
  return class == VB_CLASS_CALL || class == VB_CLASS_MEETING;
}

static int days_in(vb_date d) {
  if (d.precision >= VB_DATE_DAY) return 1;
  vb_date next = d;
  next.precision = VB_DATE_DAY;
  next.day = 1;
  if (d.precision == VB_DATE_MONTH && d.month < 12) {
    next.month = (int8_t)(d.month + 1);
  } else {
    next.month = 1;
    next.year = (int16_t)(d.year + 1);
  }
  return (int)(vb_date_to_days(next) - vb_date_to_days(d));
}

vb_days vb_days_of(vb_date d) {
  if (!vb_date_known(d)) return (vb_days){0};
  int32_t first = vb_date_to_days(d);
  return (vb_days){true, first, first + days_in(d) - 1};
}

static void widen(vb_days *range, vb_days more) {
  if (!more.known) return;
  if (!range->known) {
    *range = more;
    return;
  }
  if (more.first < range->first) range->first = more.first;
  if (more.last > range->last) range->last = more.last;
}

static void narrow(vb_days *range, vb_days more) {
  if (!more.known) return;
  if (!range->known) *range = more;
  if (more.first > range->first) range->first = more.first;
  if (more.last < range->last) range->last = more.last;
}

static vb_side both_sides(vb_side a, vb_side b, vb_arena *out) {
  vb_side both = {VB_NEW_N(out, vb_party, a.n + b.n), a.n + b.n};
  for (ptrdiff_t i = 0; i < a.n; i++) both.v[i] = a.v[i];
  for (ptrdiff_t i = 0; i < b.n; i++) both.v[a.n + i] = b.v[i];
  return both;
}

static int named(vb_side side) { return side.n && side.v[0].name.words.n; }

static int specificity_of(const vb_told *told, vb_side from, vb_side to) {
  const vb_exchange *e = &told->report->exchange;
  return 16 * told->to_the_day + 8 * told->occasion.known + 4 * (e->purpose != VB_PURPOSE_NONE) +
         2 * (e->form != VB_FORM_MESSAGE) + 2 * named(from) + 2 * named(to);
}

vb_told vb_told_read(const vb_merge_words *words, vb_side_cache *cache, const vb_report *report,
                     ptrdiff_t index, vb_arena *out) {
  const vb_exchange *e = &report->exchange;
  vb_told told = {.report = report, .index = index, .class = vb_form_class_of(e->form)};
  vb_side from = vb_side_read(&words->sides, cache, e->from, out);
  vb_side to = vb_side_read(&words->sides, cache, e->to, out);
  told.occasion = vb_occasion_read(&words->occasions, e->occasion, out);
  told.sent = vb_days_of(e->sent);
  told.to_the_day = e->sent.precision >= VB_DATE_DAY;
  if (e->reported.precision >= VB_DATE_DAY) told.reported = vb_days_of(e->reported);
  told.specificity = specificity_of(&told, from, to);
  bool undirected = vb_form_class_undirected(told.class);
  told.from = undirected ? both_sides(from, to, out) : from;
  told.to = undirected ? (vb_side){0} : to;
  return told;
}

static void join_side(vb_side_range *range, vb_side side) {
  if (!side.n) return;
  if (!range->narrowest.n || side.n < range->narrowest.n) range->narrowest = side;
  if (side.n > range->fullest.n) range->fullest = side;
}

static void join_occasion(vb_occasion *all, const vb_occasion *one) {
  if (!one->known) return;
  if (!all->known) {
    *all = *one;
    return;
  }
  if (!all->number) all->number = one->number;
  if (!all->year) all->year = one->year;
  all->kinds = all->kinds && one->kinds ? all->kinds & one->kinds : all->kinds | one->kinds;
  all->subjects = all->subjects && one->subjects ? all->subjects & one->subjects
                                                 : all->subjects | one->subjects;
  if (one->words.n > all->words.n) all->words = one->words;
}

static void join_dates(vb_group *group, const vb_told *told) {
  vb_sent_kind kind = told->report->exchange.sent_kind;
  bool receipt = kind == VB_SENT_RECEIVED || kind == VB_SENT_HANDED;
  if (vb_form_class_undirected(told->class)) receipt = false;
  if (told->to_the_day)
    widen(receipt ? &group->received : &group->sent, told->sent);
  else
    narrow(&group->rough, told->sent);
  bool main = !told->report->exchange.mention;
  if (main && !group->has_main) group->reported = (vb_days){0};
  if (main || !group->has_main) widen(&group->reported, told->reported);
}

vb_group vb_group_begin(const vb_told *told) {
  vb_group group = {.class = told->class, .form = told->report->exchange.form, .next = -1};
  vb_group_join(&group, told);
  return group;
}

void vb_group_join(vb_group *group, const vb_told *told) {
  const vb_exchange *e = &told->report->exchange;
  if (group->form == VB_FORM_MESSAGE) group->form = e->form;
  if (group->purpose == VB_PURPOSE_NONE || group->purpose == VB_PURPOSE_OTHER)
    group->purpose = e->purpose != VB_PURPOSE_NONE ? e->purpose : group->purpose;
  join_side(&group->from, told->from);
  join_side(&group->to, told->to);
  join_occasion(&group->occasion, &told->occasion);
  join_dates(group, told);
  group->has_main |= !e->mention;
}

bool vb_told_identical(const vb_told *a, const vb_told *b) {
  const vb_exchange *x = &a->report->exchange, *y = &b->report->exchange;
  return x->form == y->form && x->purpose == y->purpose && x->mention == y->mention &&
         x->reply == y->reply && vb_date_compare(x->sent, y->sent) == 0 &&
         vb_str_eq(x->occasion, y->occasion) &&
         vb_sides_compare(a->from, b->from) == VB_SIDES_AGREE &&
         (a->to.n + b->to.n == 0 || vb_sides_compare(a->to, b->to) == VB_SIDES_AGREE);
}
