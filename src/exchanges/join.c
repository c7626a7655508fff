/* Joining: one article often tells of one exchange several times (title, lead, "the message
 * said").  Later tellings fill what earlier ones left open; the earlier one's word stands. */
#include "exchanges/find.h"

/* Exchanges of one article; a page that seems to tell more is no report. */
enum { MAX_FOUND = 1000, LOOK_BACK = 64 };

/* "Message" is any written form; the others exclude each other. */
static bool forms_agree(vb_form a, vb_form b) {
  if (a == b) return true;
  bool generic = a == VB_FORM_MESSAGE || b == VB_FORM_MESSAGE;
  return generic && vb_form_is_written((int)a) && vb_form_is_written((int)b);
}

/* "A message of greeting" that "extended congratulations" is one, unless it is told of another
 * occasion. */
static bool purposes_agree(const vb_exchange *a, const vb_exchange *b) {
  if (a->purpose == b->purpose || !a->purpose || !b->purpose) return true;
  bool same = !a->occasion.n || !b->occasion.n || vb_str_eq_nocase(a->occasion, b->occasion);
  return same && vb_form_is_written((int)a->form) && vb_purposes_kindred(a->purpose, b->purpose);
}

bool vb_found_sides_agree(const vb_finder *f, vb_actors a, vb_actors b, vb_arena scratch) {
  if (!a.n || !b.n) return a.n == b.n;
  for (ptrdiff_t i = 0; i < a.n; i++)
    for (ptrdiff_t k = 0; k < b.n; k++)
      if (vb_people_same(f->people, &a.v[i], &b.v[k], scratch)) return true;
  return false;
}

static bool is_symmetric(vb_form form) {
  return form == VB_FORM_CALL || form == VB_FORM_MEETING || form == VB_FORM_VISIT;
}

static bool parties_agree(const vb_finder *f, const vb_exchange *a, const vb_exchange *b,
                          vb_arena scratch) {
  if (vb_found_sides_agree(f, a->from, b->from, scratch) &&
      vb_found_sides_agree(f, a->to, b->to, scratch))
    return true;
  return is_symmetric(a->form) && vb_found_sides_agree(f, a->from, b->to, scratch) &&
         vb_found_sides_agree(f, a->to, b->from, scratch);
}

static bool contradict(const vb_finder *f, vb_actors a, vb_actors b, vb_arena scratch) {
  if (!a.n || !b.n || vb_found_sides_agree(f, a, b, scratch)) return false;
  bool names = a.v[0].name.n && b.v[0].name.n;
  bool countries = a.v[0].country.n && b.v[0].country.n;
  return names || (countries && !vb_str_eq(a.v[0].country, b.v[0].country));
}

/* A title that agrees on one side and contradicts on none: "Chinese Delegation" for the society's
 * delegation that the text names. */
static bool title_agrees(const vb_finder *f, const vb_exchange *have, const vb_exchange *title,
                         vb_arena scratch) {
  bool one = vb_found_sides_agree(f, have->from, title->from, scratch) ||
             vb_found_sides_agree(f, have->to, title->to, scratch);
  return one && !contradict(f, have->from, title->from, scratch) &&
         !contradict(f, have->to, title->to, scratch);
}

static bool days_agree(vb_date a, vb_date b) {
  if (!vb_date_known(a) || !vb_date_known(b)) return true;
  vb_date_precision p = a.precision < b.precision ? a.precision : b.precision;
  if (p > VB_DATE_DAY) p = VB_DATE_DAY;
  a.precision = b.precision = (int8_t)p;
  return vb_date_compare(a, b) == 0;
}

/* All but the parties, which take longest to compare. */
static bool acts_agree(const vb_exchange *have, const vb_exchange *new, vb_exchange_hints hints) {
  if (!forms_agree(have->form, new->form)) return false;
  if (hints.definite && !new->mention && !vb_date_known(new->sent)) return !have->mention;
  if (have->mention != new->mention && !hints.definite && !hints.caption) return false;
  return purposes_agree(have, new) && days_agree(have->sent, new->sent);
}

static bool is_same(const vb_finder *f, const vb_exchange *have, const vb_exchange *new,
                    vb_exchange_hints hints, vb_arena scratch) {
  if (!acts_agree(have, new, hints)) return false;
  bool title = hints.brief && title_agrees(f, have, new, scratch);
  return title || parties_agree(f, have, new, scratch);
}

/* The same place is told of again soon or not at all: a sentence has few exchanges. */
static void add_evidence(vb_finder *f, vb_evidences *list, vb_evidences more) {
  for (ptrdiff_t i = 0; i < more.n; i++) {
    bool have = false;
    for (ptrdiff_t k = list->n > LOOK_BACK ? list->n - LOOK_BACK : 0; k < list->n; k++)
      have |= list->v[k].field == more.v[i].field && list->v[k].span.start == more.v[i].span.start;
    if (!have) *vb_push(f->out, list) = more.v[i];
  }
}

/* What x leaves open, as the other one tells it. */
static void take_over(vb_exchange *x, const vb_exchange *other) {
  if (x->form == VB_FORM_MESSAGE) x->form = other->form;
  if (x->purpose == VB_PURPOSE_NONE) x->purpose = other->purpose;
  if (!x->occasion.n) x->occasion = other->occasion;
  if (!vb_date_known(x->sent)) {
    x->sent = other->sent;
    x->sent_kind = other->sent_kind;
  }
}

static void fill(vb_finder *f, vb_exchange *have, const vb_exchange *new) {
  take_over(have, new);
  /* Condolences "to the king and the bereaved families" stand in a message to the king. */
  bool told_again = have->purpose == new->purpose || new->purpose == VB_PURPOSE_NONE;
  if (new->reply) have->purpose = new->purpose;
  if (told_again && new->from.n > have->from.n) have->from = new->from;
  if (told_again && new->to.n > have->to.n) have->to = new->to;
  have->reply |= new->reply;
  add_evidence(f, &have->evidence, new->evidence);
  add_evidence(f, &have->cues, new->cues);
}

/* An exchange is compared with all before it: its names are folded once. */
static void fold_names(vb_finder *f, vb_actors side) {
  for (ptrdiff_t i = 0; i < side.n; i++) {
    if (!side.v[i].name.n || side.v[i].folded) continue;
    vb_name *name = VB_NEW(f->out, vb_name);
    *name = vb_name_fold(f->people->name_words, side.v[i].name, f->out);
    side.v[i].folded = name;
  }
}

/* Of a list, "the association and its branch in X", no two are one. */
static bool is_taken(const vb_indices *taken, ptrdiff_t i) {
  for (ptrdiff_t k = 0; taken && k < taken->n; k++)
    if (taken->v[k] == i) return true;
  return false;
}

int vb_found_join(vb_finder *f, vb_exchange exchange, vb_exchange_hints hints, vb_arena scratch) {
  fold_names(f, exchange.from);
  fold_names(f, exchange.to);
  if (hints.similar && f->found.n) take_over(&exchange, &f->found.v[f->found.n - 1]);
  ptrdiff_t at = 0;
  while (at < f->found.n &&
         (!is_same(f, &f->found.v[at], &exchange, hints, scratch) || is_taken(hints.taken, at)))
    at++;
  if (at < f->found.n) {
    fill(f, &f->found.v[at], &exchange);
  } else {
    if (f->found.n == MAX_FOUND) return MAX_FOUND - 1;
    *vb_push(f->out, &f->found) = exchange;
  }
  if (hints.taken) *vb_push(f->out, hints.taken) = at;
  return (int)at;
}

void vb_found_echo(vb_finder *f, vb_exchange exchange, vb_arena scratch) {
  fold_names(f, exchange.from);
  fold_names(f, exchange.to);
  vb_exchanges lists[] = {f->found, f->titles};
  for (int l = 0; l < 2; l++)
    for (ptrdiff_t i = 0; i < lists[l].n; i++)
      if (is_same(f, &lists[l].v[i], &exchange, (vb_exchange_hints){.brief = l == 1}, scratch)) {
        vb_found_join(f, exchange, (vb_exchange_hints){0}, scratch);
        return;
      }
}
