/* Sequels: matches that tell more of an exchange told before in the article. */
#include "exchanges/reading.h"

/* The exchange that this one answers: from its recipient, told as background. */
void vb_sequel_answered(const vb_reading *r, int reply, const vb_form_phrase *form,
                        vb_str occasion) {
  vb_exchange answer = r->f->found.v[reply];
  vb_exchange x = vb_reading_exchange(r, answer.to, answer.from);
  x.form = (vb_form)form->form;
  x.purpose = form->purpose;
  x.occasion = occasion;
  x.mention = true;
  int original = vb_found_join(r->f, x, (vb_exchange_hints){0}, r->scratch);
  if (original != reply) r->f->found.v[reply].answers = original;
}

/* Is the exchange one of the things that are handed over: of any form of the list, if it is told?
 */
static bool is_delivered(const vb_reading *r, const vb_exchange *x, const vb_form_phrase *form) {
  if (x->mention || !vb_form_is_sendable((int)x->form)) return false;
  if (!form || form->form == VB_FORM_MESSAGE) return true;
  while (form->form != (int)x->form) {
    if (form->also < 0) return false;
    form = &r->s->forms.v[form->also];
  }
  return true;
}

enum { DELIVERED = 64, DAYS = 8 };

/* The exchanges of one sentence, the last that told such: they are handed over together. */
static int delivered_together(const vb_reading *r, const vb_form_phrase *form, ptrdiff_t *at) {
  int n = 0;
  ptrdiff_t told_at = -1;
  for (ptrdiff_t i = r->f->found.n - 1; i >= 0 && n < DELIVERED; i--) {
    const vb_exchange *x = &r->f->found.v[i];
    ptrdiff_t start = x->evidence.v[0].span.start;
    if (!is_delivered(r, x, form) || (told_at >= 0 && start != told_at)) continue;
    told_at = start;
    at[n++] = i;
  }
  return n;
}

/* Tells how the thing was handed over: the day is new, perhaps the occasion; "on May 4 and 9" are
 * the days of two. */
bool vb_sequel_deliver(const vb_reading *r, const vb_form_phrase *form) {
  const vb_time *times[DAYS];
  ptrdiff_t at[DELIVERED]; /* the last first */
  vb_str occasion = vb_moment_occasion(r).text;
  int n_times = vb_moment_times(r, times, DAYS), n = delivered_together(r, form, at);
  for (int i = 0; i < n; i++) {
    vb_exchange *x = &r->f->found.v[at[i]];
    const vb_time *day = n_times == 1 ? times[0] : n_times == n ? times[n - 1 - i] : NULL;
    if (!vb_date_known(x->sent) && day) {
      x->sent = vb_date_day(day->date);
      x->sent_kind = VB_SENT_HANDED;
    }
    if (!x->occasion.n) x->occasion = occasion;
    vb_reading_evidence(r, &x->evidence, r->s->tokens);
  }
  return n > 0;
}

/* Tells what the exchange told before answers. */
void vb_sequel_original(const vb_reading *r) {
  for (ptrdiff_t i = r->f->found.n - 1; i >= 0; i--) {
    vb_exchange *x = &r->f->found.v[i];
    if (x->mention || !vb_form_is_written((int)x->form)) continue;
    vb_str occasion = vb_moment_occasion(r).text;
    if (!x->occasion.n && x->reply) x->occasion = occasion;
    vb_sequel_answered(r, (int)i, vb_reading_form(r, VB_SLOT_ORIGINAL), occasion);
    return;
  }
}

/* "The letter invites him to Lisbon": what the exchange told before is for. */
void vb_sequel_purpose(const vb_reading *r, const vb_form_phrase *form) {
  vb_purpose told = r->row->purpose;
  if (told == VB_PURPOSE_NONE || !form || !(form->definite || form->possessive)) return;
  for (ptrdiff_t i = r->f->found.n - 1; i >= 0; i--) {
    vb_exchange *x = &r->f->found.v[i];
    if (x->mention || form->form != (int)x->form) continue;
    if (x->purpose != VB_PURPOSE_NONE) return;
    x->purpose = told;
    vb_reading_evidence(r, &x->evidence, r->s->tokens);
    return;
  }
}

static bool is_nameless_group(const vb_exchange *x, const vb_exchange *model) {
  if (x->mention || x->form != model->form) return false;
  if (!x->from.n) return true;
  vb_str group = x->from.v[0].organisation; /* "political parties": no capital but the first */
  ptrdiff_t of = vb_str_find(group, VB_S(" of "), 0);
  if (of > 0) group = vb_str_slice(group, 0, of);
  for (ptrdiff_t i = 1; i < group.n; i++)
    if (vb_is_upper(group.p[i])) return false;
  return !x->from.v[0].name.n;
}

/* The exchange told last, with or without both sides. */
static vb_exchange latest(vb_exchanges found, vb_exchanges pending) {
  if (!pending.n) return found.v[found.n - 1];
  if (!found.n) return pending.v[pending.n - 1];
  const vb_exchange *a = &found.v[found.n - 1], *b = &pending.v[pending.n - 1];
  return b->evidence.v[0].span.start > a->evidence.v[0].span.start ? *b : *a;
}

/* Who "they" were that sent what was told before: each a sender of its own.  A sender told before
 * as a group without a name ("party leaders of various countries") gives way to them. */
void vb_sequel_senders(const vb_reading *r) {
  vb_exchanges *found = &r->f->found;
  vb_exchanges pending = r->f->pending;
  if (!found->n && !pending.n) return;
  vb_exchange model = latest(*found, pending);
  const vb_form_phrase *form = vb_reading_form(r, VB_SLOT_FORM);
  if (model.mention || model.form > VB_FORM_WREATH) return;
  vb_mentions senders = vb_reading_actors(r, r->m.slots[VB_SLOT_FROM]);
  while (found->n && is_nameless_group(&found->v[found->n - 1], &model)) found->n--;
  const vb_time *times[8];
  int n_times = vb_moment_times(r, times, 8);
  bool joint = form && !form->plural;
  vb_indices taken = {0};
  for (ptrdiff_t i = 0; i < (joint ? 1 : senders.n); i++) {
    vb_exchange x = model;
    vb_mentions one = {&senders.v[i], 1, 1};
    x.from = vb_parties_of(r, joint ? senders : one);
    if (form) x.form = (vb_form)form->form;
    x.evidence = (vb_evidences){0};
    vb_reading_evidence(r, &x.evidence, r->s->tokens);
    if (n_times == 1) vb_moment_set(r, &x, times[0]);
    vb_found_join(r->f, x, (vb_exchange_hints){.taken = &taken}, r->scratch);
  }
}
