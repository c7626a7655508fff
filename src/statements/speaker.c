#include "statements/speaker.h"

static bool is_possessor(const vb_clause_view *c, ptrdiff_t end, ptrdiff_t source_end) {
  return end + 1 < source_end &&
         (vb_token_is(&c->t.v[end], VB_S("'s")) || vb_token_is(&c->t.v[end], VB_S("'")));
}

static vb_str last_word(vb_str s) {
  ptrdiff_t at = s.n;
  while (at > 0 && s.p[at - 1] != ' ') at--;
  return vb_str_slice(s, at, s.n);
}

/* "leader", "chief": says no office in particular. */
static bool is_loose(const vb_speakers *s, vb_str noun, vb_arena scratch) {
  vb_tokens t = vb_tokens_make(s->analysis->people.words->abbreviations, noun, &scratch);
  return t.n == 1 &&
         vb_words_at(s->analysis->people.words, t, 0, 1, VB_WORD_LOOSE_OFFICE).n_tokens == 1;
}

/* "The president": the one the text spoke of last, if he holds such an office; else the one of them
 * that the article names most. */
static void settle_holder(const vb_speakers *s, vb_actor *actor, vb_arena scratch) {
  const vb_persons *persons = &s->analysis->people.persons;
  if (actor->name.n || !actor->office.n) return;
  if (s->subject.name.n && vb_str_find_nocase(s->subject.office, actor->office, 0) >= 0) {
    *actor = s->subject;
    return;
  }
  vb_str noun = last_word(actor->office);
  bool loose = is_loose(s, noun, scratch);
  const vb_person *best = NULL;
  for (ptrdiff_t i = 0; i < persons->n; i++) {
    const vb_person *p = &persons->v[i];
    if (actor->country.n && p->actor.country.n && !vb_str_eq(actor->country, p->actor.country))
      continue;
    bool same = vb_str_find_nocase(p->actor.office, noun, 0) >= 0;
    if (!same && !(loose && actor->country.n && p->actor.office.n)) continue;
    if (!best || p->n_mentions > best->n_mentions) best = p;
  }
  if (best) *actor = best->actor;
}

/* "the pilot | who had worked there", "the pilot, | who": what says who that is is left off. */
static ptrdiff_t head_end(const vb_clause_view *c, vb_token_range source) {
  ptrdiff_t end = source.start;
  while (end < source.end && !(vb_clause_is(c, end, VB_CLAUSE_WHO) && end > source.start)) end++;
  while (end > source.start && c->t.v[end - 1].kind == VB_TOKEN_PUNCT) end--;
  return end;
}

/* The words themselves, without "the": of a person without a name, or with one nobody introduces.
 */
static vb_actor as_told(const vb_speakers *s, const vb_clause_view *c, vb_token_range source,
                        vb_arena *out) {
  while (!vb_range_empty(source) &&
         vb_clause_is(c, source.start, VB_CLAUSE_DETERMINER | VB_CLAUSE_POSSESSIVE))
    source.start++;
  vb_actor actor = {0};
  source.end = head_end(c, source);
  if (vb_range_empty(source) || vb_clause_is(c, source.start, VB_CLAUSE_SUBJECT)) return actor;
  bool letter = source.end - source.start == 1 && c->t.v[source.start].fold.n < 2;
  if (letter) return actor; /* "Q:", "A:" */
  const vb_token *last = &c->t.v[source.end - 1];
  bool group = vb_words_is_group(s->analysis->people.words, last, &actor.country, *out);
  bool name = last->flags & VB_TOKEN_CAPITAL && !group;
  *(name ? &actor.name : &actor.office) = vb_tokens_text(c->t, source.start, source.end, out);
  return actor;
}

static bool definite(const vb_clause_view *c, vb_token_range source) {
  return vb_token_is(&c->t.v[source.start], VB_S("the"));
}

/* "the message": it speaks for who was told to have sent it. */
static bool is_document(const vb_clause_view *c, vb_token_range source) {
  for (ptrdiff_t i = source.start; i < source.end; i++)
    if (c->t.v[i].flags & VB_TOKEN_CAPITAL && i > source.start) return false;
  return vb_clause_is(c, source.end - 1, VB_CLAUSE_DOCUMENT);
}

/* "the message from | the president": before token i stands a document and "from" or "of". */
static bool sent_by(const vb_clause_view *c, ptrdiff_t start, ptrdiff_t i) {
  while (i > start && vb_clause_is(c, i - 1, VB_CLAUSE_DETERMINER)) i--;
  return i - 2 >= start && vb_clause_is(c, i - 1, VB_CLAUSE_PREPOSITION) &&
         vb_clause_is(c, i - 2, VB_CLAUSE_DOCUMENT);
}

typedef enum { NOT_YET, NOBODY, FOUND } verdict;

/* Is the mention the one who speaks?  NOBODY ends the search. */
static verdict judge(vb_speakers *s, const vb_clause_view *c, vb_token_range source, vb_mention *m,
                     vb_arena *out) {
  const vb_actor *subject = vb_actor_known(&s->subject) ? &s->subject : NULL;
  ptrdiff_t start = m->tokens.start, end = m->tokens.end;
  if (!vb_people_resolve(&s->analysis->people, m, subject, out))
    return m->kind == VB_MENTION_PRONOUN ? NOT_YET : NOBODY;
  bool holder = m->kind == VB_MENTION_HOLDER;
  if (holder && definite(c, source)) settle_holder(s, &m->actor, *out);
  bool nameless = holder && !m->actor.name.n;
  if (nameless && subject && sent_by(c, source.start, start)) {
    m->actor = s->voice = *subject;
    return FOUND;
  }
  if (nameless && end < source.end) return NOT_YET; /* a name may follow */
  if (m->kind == VB_MENTION_PERSON || holder) s->subject = m->actor;
  if (m->kind == VB_MENTION_ORGANISATION || m->kind == VB_MENTION_COUNTRY) s->voice = m->actor;
  return FOUND;
}

/* "the wife of" at token i: who stands behind is somebody else. */
static bool is_kin_of(const vb_speakers *s, const vb_clause_view *c, ptrdiff_t i, ptrdiff_t end) {
  const vb_words *words = s->analysis->people.words;
  return i + 1 < end && vb_token_is(&c->t.v[i + 1], VB_S("of")) &&
         vb_words_at(words, c->t, i, end, (uint32_t)VB_WORD_KIN).n_tokens;
}

/* Whoever of those that the article knows is meant; false if it is none of them.  `noting`: only
 * what "he" means next matters, which a pronoun at the end does not change. */
static bool find_known(vb_speakers *s, const vb_clause_view *c, vb_token_range source, bool noting,
                       vb_actor *actor, vb_arena *out) {
  if (vb_actor_known(&s->subject) && is_document(c, source)) {
    *actor = s->voice = s->subject;
    return true;
  }
  if (vb_token_is(&c->t.v[source.start], VB_S("it"))) {
    *actor = s->voice;
    return true;
  }
  for (ptrdiff_t i = source.start; i < source.end; i++) {
    if (c->t.v[i].kind != VB_TOKEN_WORD) continue;
    if (is_kin_of(s, c, i, source.end)) break;
    vb_mention m;
    bool first = i == 0 || (c->t.v[i].flags & VB_TOKEN_PARAGRAPH);
    if (!vb_mention_parse(s->analysis->people.words, c->t, i, source.end, first, &m, out)) continue;
    m.tokens.start = i;
    if (m.tokens.end <= i) m.tokens.end = i + 1;
    if (is_possessor(c, m.tokens.end, source.end)) {
      i = m.tokens.end;
      continue;
    }
    if (noting && m.kind == VB_MENTION_PRONOUN && m.tokens.end >= source.end) break;
    verdict found = judge(s, c, source, &m, out);
    *actor = m.actor;
    if (found == FOUND) return true;
    if (found == NOBODY) break;
  }
  return false;
}

vb_actor vb_speaker_resolve(vb_speakers *s, const vb_clause_view *c, vb_token_range source,
                            vb_arena *out) {
  vb_actor actor = {0};
  if (vb_range_empty(source)) return actor;
  return find_known(s, c, source, false, &actor, out) ? actor : as_told(s, c, source, out);
}

bool vb_speaker_known(const vb_speakers *s, const vb_clause_view *c, vb_token_range source,
                      vb_arena scratch) {
  vb_speakers copy = *s;
  vb_actor actor;
  return !vb_range_empty(source) && find_known(&copy, c, source, false, &actor, &scratch);
}

void vb_speaker_note_subject(vb_speakers *s, const vb_clause_view *c, vb_token_range unit,
                             vb_arena *out) {
  vb_unit u = {.c = c, .unit = unit, .done = unit.start};
  vb_token_range source = vb_source_first(&u);
  vb_actor actor;
  if (!vb_range_empty(source)) find_known(s, c, source, true, &actor, out);
}
