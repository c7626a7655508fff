/* Parties: who sends and who receives, from the slots of a match or from what stands around it. */
#include "exchanges/reading.h"

static bool is_country_only(vb_mentions side) {
  for (ptrdiff_t i = 0; i < side.n; i++)
    if (side.v[i].kind != VB_MENTION_COUNTRY) return false;
  return side.n > 0;
}

/* The subject of the clause around `chunk`: the nearest actor before it that a verb follows, else
 * the first actor of the sentence, before or behind. */
static int clause_subject(const vb_reading *r, int chunk) {
  const vb_chunks *c = &r->s->chunks;
  int first = -1;
  for (int i = chunk - 1; i >= 0; i--) {
    if (c->v[i].kind != VB_CHUNK_ACTORS) continue;
    first = i;
    int next = i + 1;
    while (next < chunk && (c->v[next].kind == VB_CHUNK_ADVERB ||
                            c->v[next].kind == VB_CHUNK_TIME || c->v[next].kind == VB_CHUNK_COMMA))
      next++;
    if (next < chunk && c->v[next].kind == VB_CHUNK_WORD && c->v[next].verbs) return i;
  }
  if (first >= 0) return first;
  for (int i = r->m.end; i < c->n && c->v[i].kind != VB_CHUNK_STOP; i++)
    if (c->v[i].kind == VB_CHUNK_ACTORS) return i;
  return -1;
}

vb_actors vb_parties_of(const vb_reading *r, vb_mentions side) {
  vb_actors actors = {0};
  for (ptrdiff_t i = 0; i < side.n; i++) *vb_push(r->f->out, &actors) = side.v[i].actor;
  return actors;
}

/* One and the same: nobody sends to himself.  Two of one country are not the same. */
static bool is_itself(const vb_reading *r, const vb_actor *a, const vb_actor *b) {
  if (a->name.n || b->name.n)
    return a->name.n && b->name.n && vb_people_same(r->f->people, a, b, r->scratch);
  if (a->organisation.n || b->organisation.n) return vb_str_eq(a->organisation, b->organisation);
  return vb_str_eq(a->country, b->country) && vb_str_eq(a->office, b->office);
}

static bool sends_to_itself(const vb_reading *r, vb_actors a, vb_actors b) {
  for (ptrdiff_t i = 0; i < a.n; i++)
    for (ptrdiff_t k = 0; k < b.n; k++)
      if (is_itself(r, &a.v[i], &b.v[k])) return true;
  return false;
}

/* The recipient of the exchange that this sender was last told to have sent. */
static vb_actors inherited_recipient(const vb_reading *r, vb_actors from) {
  vb_exchanges found = r->f->found;
  const vb_form_phrase *form = vb_reading_form(r, VB_SLOT_FORM);
  if (form && form->similar && found.n) return found.v[found.n - 1].to;
  for (ptrdiff_t i = found.n - 1; i >= 0; i--)
    if (vb_found_sides_agree(r->f, found.v[i].from, from, r->scratch)) return found.v[i].to;
  return (vb_actors){0};
}

/* A wreath on somebody's death is for the one who died: "... on the demise of Bo Lindqvist". */
vb_actors vb_parties_mourned(const vb_reading *r) {
  vb_actors none = {0};
  const vb_words *w = r->f->grammar->words;
  vb_tokens t = r->place.tokens;
  for (ptrdiff_t i = r->s->tokens.start; i + 2 < r->s->tokens.end; i++) {
    bool death = vb_words_at(w, t, i, i + 1, VB_WORD_DEATH).n_tokens > 0;
    vb_mention m;
    if (!death || !vb_token_is(&t.v[i + 1], VB_S("of"))) continue;
    if (!vb_mention_parse(w, t, i + 2, r->s->tokens.end, false, &m, r->f->out) ||
        !vb_people_resolve(r->f->people, &m, NULL, r->f->out))
      continue;
    *vb_push(r->f->out, &none) = m.actor;
    return none;
  }
  return none;
}

static vb_parties read_pair(const vb_reading *r) {
  vb_mentions both = vb_reading_actors(r, r->m.slots[VB_SLOT_PARTIES]);
  vb_parties p = {0};
  if (both.n < 2) return p;
  vb_mentions one = {&both.v[0], 1, 1}, other = {&both.v[1], both.n - 1, both.n - 1};
  p.from = vb_parties_of(r, one), p.to = vb_parties_of(r, other);
  p.ok = true;
  return p;
}

vb_parties vb_parties_read(const vb_reading *r, const vb_form_phrase *form) {
  if (r->m.slots[VB_SLOT_PARTIES] >= 0) return read_pair(r);
  int from = r->m.slots[VB_SLOT_FROM], to = r->m.slots[VB_SLOT_TO];
  if (to < 0) to = r->m.slots[VB_SLOT_OWNER];
  if (from < 0 && r->row->parties == VB_PARTIES_SUBJECT) from = clause_subject(r, r->m.start);
  vb_mentions senders = vb_reading_actors(r, from), receivers = vb_reading_actors(r, to);
  vb_parties p = {vb_parties_of(r, senders), vb_parties_of(r, receivers), true};
  if (to < 0 && r->row->parties == VB_PARTIES_INHERIT) p.to = inherited_recipient(r, p.from);
  if (!p.to.n && form && form->form == VB_FORM_WREATH) p.to = vb_parties_mourned(r);
  bool figurative = form && form->weak && (is_country_only(senders) || is_country_only(receivers));
  p.ok = p.from.n && p.to.n && !figurative && !sends_to_itself(r, p.from, p.to);
  return p;
}
