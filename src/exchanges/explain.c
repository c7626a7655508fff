#include "exchanges/explain.h"

#include "exchanges/group.h"

typedef struct {
  const vb_merge_words *words;
  vb_reasons reasons;
  vb_arena *out;
} explaining;

static void add(explaining *e, const char *what, vb_str how, vb_str told, vb_str row) {
  *vb_push(e->out, &e->reasons) = (vb_reason){what, how, told, row};
}

static vb_str label(const vb_actor *a) {
  return a->name.n           ? a->name
         : a->organisation.n ? a->organisation
         : a->office.n       ? a->office
                             : a->country;
}

/* Why two parties are one; {0} if they are not. */
static vb_str why_same(const vb_party *a, const vb_party *b) {
  if (vb_parties_compare(a, b) == VB_SIDES_DIFFER) return (vb_str){0};
  vb_names_match names = vb_names_compare(&a->name, &b->name);
  bool country = a->home.n && vb_str_eq(a->home, b->home);
  if (names == VB_NAMES_SAME) return VB_S("same name");
  if (names == VB_NAMES_PART)
    return country ? VB_S("like names, same country") : VB_S("like names");
  if (a->ranks & b->ranks) return country ? VB_S("same office and country") : VB_S("same office");
  if (a->organisation.words.n && b->organisation.words.n &&
      vb_bodies_compare(&a->organisation, &b->organisation) >= VB_NAMES_PART)
    return VB_S("same organisation");
  return country ? VB_S("same country") : VB_S("nothing against it");
}

/* Each party that the report tells, with the one of the row that it was taken for. */
static bool explain_side(explaining *e, const char *what, vb_actors told, vb_actors row) {
  vb_side a = vb_side_read(&e->words->sides, vb_side_cache_new(told.n, e->out), told, e->out);
  vb_side b = vb_side_read(&e->words->sides, vb_side_cache_new(row.n, e->out), row, e->out);
  bool any = false;
  for (ptrdiff_t i = 0; i < a.n; i++)
    for (ptrdiff_t k = 0; k < b.n; k++) {
      vb_str how = why_same(&a.v[i], &b.v[k]);
      if (!how.n) continue;
      add(e, what, how, label(&told.v[i]), label(&row.v[k]));
      any = true;
      break;
    }
  return any;
}

static void explain_sides(explaining *e, const vb_exchange *report, const vb_exchange *row) {
  bool undirected = vb_form_class_undirected(vb_form_class_of(row->form));
  ptrdiff_t before = e->reasons.n;
  bool straight = explain_side(e, "from", report->from, row->from);
  straight |= explain_side(e, "to", report->to, row->to);
  if (straight || !undirected) return;
  e->reasons.n = before; /* a call has two sides, but no sender */
  explain_side(e, "from", report->from, row->to);
  explain_side(e, "to", report->to, row->from);
}

static vb_str day_text(vb_date date, vb_arena *out) {
  char text[VB_DATE_ISO_BYTES];
  return vb_str_copy(out, vb_date_format(vb_date_day(date), text));
}

static void explain_days(explaining *e, const char *what, vb_date told, vb_date row) {
  if (!vb_date_known(told) || !vb_date_known(row)) return;
  vb_str a = day_text(told, e->out), b = day_text(row, e->out);
  vb_days x = vb_days_of(told), y = vb_days_of(row);
  int32_t apart = x.first - y.first;
  vb_str how = VB_S("same day");
  if (told.precision < VB_DATE_DAY || row.precision < VB_DATE_DAY)
    how = x.first <= y.last && y.first <= x.last ? VB_S("as far as told") : VB_S("near");
  else if (apart)
    how = vb_str_format(e->out, "%d day%s %s", apart < 0 ? -apart : apart,
                        apart == 1 || apart == -1 ? "" : "s", apart < 0 ? "earlier" : "later");
  add(e, what, how, a, b);
}

static void explain_occasion(explaining *e, vb_str told, vb_str row) {
  if (!told.n || !row.n) return;
  vb_occasion a = vb_occasion_read(&e->words->occasions, told, e->out);
  vb_occasion b = vb_occasion_read(&e->words->occasions, row, e->out);
  vb_occasions_match match = vb_occasions_compare(&a, &b);
  if (match != VB_OCCASIONS_SAME && match != VB_OCCASIONS_UNCLEAR) return;
  vb_str how = vb_str_eq(told, row)                  ? VB_S("same words")
               : match == VB_OCCASIONS_UNCLEAR       ? VB_S("other words")
               : a.number && a.number == b.number    ? VB_S("same number")
               : (a.kinds & b.kinds) || a.kinds == 0 ? VB_S("same kind")
                                                     : VB_S("alike");
  add(e, "occasion", how, told, row);
}

static void explain_names(explaining *e, const char *what, const char *told, const char *row) {
  if (!told || !row) return;
  vb_str a = vb_str_from(told), b = vb_str_from(row);
  add(e, what, vb_str_eq(a, b) ? VB_S("same") : VB_S("another word for it"), a, b);
}

vb_reasons vb_merge_explain(const vb_merge_words *words, const vb_exchange *report,
                            const vb_exchange *row, vb_arena *out) {
  explaining e = {.words = words, .out = out};
  explain_sides(&e, report, row);
  explain_names(&e, "form", vb_form_name(report->form), vb_form_name(row->form));
  explain_names(&e, "purpose", vb_purpose_name(report->purpose), vb_purpose_name(row->purpose));
  explain_days(&e, "sent", report->sent, row->sent);
  explain_days(&e, "reported", report->reported, row->reported);
  explain_occasion(&e, report->occasion, row->occasion);
  return e.reasons;
}
