#include "language/segment_persons.h"
#include "language/segment_reader.h"

enum { GAP_TOKENS = 6, OFFICES = 6, MAX_PERSONS = 200 };

static vb_str text_of(const vb_segment_reader *r, ptrdiff_t start, ptrdiff_t end) {
  return vb_tokens_text(r->s->tokens, start, end, r->out);
}

static vb_str country_of(const vb_segment_reader *r, ptrdiff_t i) {
  int row = r->s->words[i]->payload[VB_SEGMENT_COUNTRY];
  return vb_table_field(r->c->words->countries, row, r->c->words->country_code);
}

/* Words that nobody knows between a country and an organisation's head or an office. */
static ptrdiff_t skip_gap(const vb_segment_reader *r, ptrdiff_t i) {
  ptrdiff_t k = i;
  int most = i < r->end && is_unknown(r, i) && is_han(r, i) ? GAP_TOKENS : 2;
  while (k < i + most && is_unknown(r, k)) k++;
  if (k == i) return i;
  return is(r, k, VB_SEGMENT_ORGANISATION) ? k : i;
}

typedef struct {
  ptrdiff_t start, end; /* of the office's words, without the country */
  vb_str country;
  bool office, organisation;
} unit;

/* [COUNTRY] [ORGANISATION] [MODIFIER] OFFICE, or without the office. */
static unit read_unit(const vb_segment_reader *r, ptrdiff_t i) {
  unit u = {.start = i, .end = i};
  ptrdiff_t k = i, known = i;
  for (; k < r->end; known = k) {
    if (k > i) k = skip_gap(r, k);
    if (is(r, k, VB_SEGMENT_OFFICE)) {
      if (!u.country.n)
        u.country = vb_table_field(r->c->words->offices, r->s->words[k]->payload[VB_SEGMENT_OFFICE],
                                   r->c->words->office_country);
      u.office = true;
      k++;
    } else if (is(r, k, VB_SEGMENT_COUNTRY) && !u.office) {
      if (!u.country.n) u.country = country_of(r, k);
      if (u.start == k) u.start = k + 1;
      k++;
    } else if (is(r, k, VB_SEGMENT_ORGANISATION)) {
      u.organisation = true;
      u.office = false;
      k++;
    } else if (is(r, k, VB_SEGMENT_MODIFIER) && k + 1 < r->end) {
      k++;
    } else {
      break;
    }
  }
  u.end = known;
  while (u.end > i && is(r, u.end - 1, VB_SEGMENT_MODIFIER)) u.end--;
  return u;
}

static void add_office(vb_segment_reader *r, const unit *u) {
  vb_actor *a = &r->m->actor;
  int row = r->s->words[u->end - 1]->payload[VB_SEGMENT_OFFICE];
  vb_str level = vb_table_field(r->c->words->offices, row, r->c->words->office_level);
  r->international |= vb_str_eq(level, VB_S("international"));
  vb_str office = text_of(r, u->start, u->end);
  a->office =
      a->office.n ? vb_str_format(r->out, "%.*s; %.*s", VB_ARG(a->office), VB_ARG(office)) : office;
  if (!a->country.n) a->country = u->country;
  r->m->introduced = true;
}

/* Offices of one holder; returns the position behind the last, `i` if there is none. */
static ptrdiff_t read_offices(vb_segment_reader *r, ptrdiff_t i) {
  ptrdiff_t behind = i;
  for (int n = 0; n < OFFICES; n++) {
    unit u = read_unit(r, i);
    if (!u.office) break;
    add_office(r, &u);
    behind = i = u.end;
    ptrdiff_t joint = i;
    while (is(r, joint, VB_SEGMENT_JOINT)) joint++;
    if (joint == i) break;
    i = joint;
    while (is(r, i, VB_SEGMENT_RESPECT)) i++;
    if (!read_unit(r, i).office) {
      /* "... who is the chairman | the respected NAME": the joint leads to the name */
      behind = i > joint || !is(r, joint - 1, VB_SEGMENT_LIST) ? i : behind;
      break;
    }
  }
  return behind;
}

/* (in other letters) behind a name. */
static ptrdiff_t skip_aside(const vb_segment_reader *r, ptrdiff_t i) {
  enum { ASIDE_TOKENS = 12 };
  if (i >= r->end || !vb_token_is(&r->s->tokens.v[i], VB_S("("))) return i;
  for (ptrdiff_t k = i + 1; k < r->end && k < i + ASIDE_TOKENS; k++)
    if (vb_token_is(&r->s->tokens.v[k], VB_S(")"))) return k + 1;
  return i;
}

static ptrdiff_t skip_titles(const vb_segment_reader *r, ptrdiff_t i) {
  while (is(r, i, VB_SEGMENT_TITLE)) i++;
  return i;
}

static void set_name(const vb_segment_reader *r, ptrdiff_t start, ptrdiff_t end) {
  if (end - start == 1 && is(r, start, VB_SEGMENT_PERSON) && r->c->names) {
    int index = r->s->words[start]->payload[VB_SEGMENT_PERSON] - 1;
    if (index >= 0 && index < r->c->persons.n) {
      r->m->actor.name = r->c->persons.v[index].name;
      return;
    }
  }
  r->m->actor.name = text_of(r, start, end);
}

/* OFFICES [RESPECT] NAME [TITLE], or the offices alone. */
static ptrdiff_t office_first(vb_segment_reader *r, ptrdiff_t i) {
  ptrdiff_t k = read_offices(r, i);
  if (k == i) return i;
  if (is(r, k - 1, VB_SEGMENT_OFFICE) && is_glued(r, k) && is(r, k, VB_SEGMENT_PARTICLE))
    return r->m->kind = VB_MENTION_HOLDER, k;
  ptrdiff_t name = skip_titles(r, k);
  bool titled = name > k;
  while (is(r, name, VB_SEGMENT_RESPECT)) name++;
  ptrdiff_t behind = titled ? name : vb_segment_name(r, name, r->m->actor.country);
  /* "the president NAME the COUNTRY's president": a name that another office follows is its own */
  if (behind > name && vb_segment_begins_hangul(r, name) && !is(r, name, VB_SEGMENT_PERSON)) {
    unit next = read_unit(r, behind);
    if (next.office && !is_glued(r, behind)) behind = name;
  }
  if (behind > name) {
    set_name(r, name, behind);
    r->m->kind = VB_MENTION_PERSON;
    return skip_titles(r, skip_aside(r, behind));
  }
  r->m->kind = VB_MENTION_HOLDER;
  return skip_titles(r, k);
}

/* Behind the offices of a name that ends at k; -1 if nothing says that it is one. */
static ptrdiff_t offices_behind(vb_segment_reader *r, ptrdiff_t k, bool known, bool hangul) {
  ptrdiff_t titles = skip_titles(r, k);
  bool here = hangul || is(r, k, VB_SEGMENT_OFFICE) || is(r, k, VB_SEGMENT_MODIFIER);
  ptrdiff_t offices = titles == k && here ? read_offices(r, k) : titles;
  bool own_office = hangul || is_glued(r, k); /* "NAME president", not "NAME, president" */
  if (offices == k && !known) return -1;
  return offices > k && own_office ? skip_titles(r, offices) : k;
}

/* NAME [aside] [COUNTRY] OFFICES | TITLE */
static ptrdiff_t name_first(vb_segment_reader *r, ptrdiff_t i) {
  bool known = is(r, i, VB_SEGMENT_PERSON), hangul = vb_segment_begins_hangul(r, i);
  ptrdiff_t behind = hangul  ? vb_segment_korean_name(r, i, known)
                     : known ? i + 1
                             : vb_segment_chinese_name(r, i);
  if (behind == i) return i;
  ptrdiff_t k = skip_aside(r, behind);
  if (hangul && is(r, k, VB_SEGMENT_PARTICLE) && is_glued(r, k)) {
    if (!known) return i;
  } else {
    k = offices_behind(r, k, known, hangul);
    if (k < 0) return i;
  }
  set_name(r, i, behind);
  r->m->kind = VB_MENTION_PERSON;
  return k;
}

static ptrdiff_t organisation(const vb_segment_reader *r, ptrdiff_t i) {
  unit u = read_unit(r, i);
  if (u.end == i) return i;
  vb_actor *a = &r->m->actor;
  a->country = u.country;
  if (u.organisation) {
    r->m->kind = VB_MENTION_ORGANISATION;
    a->organisation = text_of(r, i, u.end);
    return u.end;
  }
  if (!is(r, i, VB_SEGMENT_COUNTRY)) return i;
  r->m->kind = VB_MENTION_COUNTRY;
  return i + 1;
}

/* ---- the article's persons ---- */

static bool resolve(const vb_segment_reader *r) {
  vb_actor *a = &r->m->actor;
  const vb_actors *persons = &r->c->persons;
  const vb_actor *person = NULL;
  bool lone = a->name.n && (int)vb_utf8_count(a->name) == 1;
  if (a->name.n && !lone) person = vb_segment_person_named(persons, a->name);
  if (lone || r->m->kind == VB_MENTION_HOLDER)
    person = vb_segment_person_of(persons, a, lone ? a->name : (vb_str){0});
  if (lone && !person) a->name = (vb_str){0}, r->m->kind = VB_MENTION_HOLDER;
  if (person) vb_segment_complete(a, person), r->m->kind = VB_MENTION_PERSON;
  if (a->office.n && !a->country.n && !r->international) a->country = r->c->home;
  return true;
}

bool vb_segment_mention(const vb_actor_context *context, const vb_segments *segments, ptrdiff_t i,
                        ptrdiff_t end, vb_mention *mention, vb_arena *out) {
  vb_segment_reader r = {context, segments, end, out, mention, false};
  if (segments->tokens.v[i].kind == VB_TOKEN_PUNCT) return false;
  *mention = (vb_mention){.tokens = {i, i}};
  ptrdiff_t first = i;
  while (is(&r, first, VB_SEGMENT_RESPECT)) first++;
  if (is(&r, first, VB_SEGMENT_TITLE)) return false;
  ptrdiff_t behind = office_first(&r, first);
  if (behind == first) behind = name_first(&r, first);
  if (behind == first) behind = organisation(&r, first);
  if (behind == first) return false;
  mention->tokens.end = behind;
  return resolve(&r);
}

/* ---- learning ---- */

static void learn(vb_actor_context *c, const vb_actor *told, vb_arena *out) {
  if (vb_utf8_count(told->name) < 2) return;
  const vb_actor *known = vb_segment_person_named(&c->persons, told->name);
  if (known) {
    vb_actor *p = &c->persons.v[known - c->persons.v];
    if (!p->country.n) p->country = told->country;
    if (!p->office.n) p->office = told->office;
    return;
  }
  if (c->persons.n < MAX_PERSONS) *vb_push(out, &c->persons) = *told;
}

void vb_segment_learn(vb_actor_context *c, vb_str text, vb_arena *out) {
  vb_segments s = vb_segments_make(c->words->dictionary, NULL, text, out);
  vb_actor_context first = *c;
  for (ptrdiff_t i = 0; i < s.tokens.n;) {
    vb_mention m;
    first.persons = c->persons;
    first.names = NULL;
    first.home = (vb_str){0}; /* a list's second member is of the first's country */
    bool found = vb_segment_mention(&first, &s, i, s.tokens.n, &m, out);
    if (found && m.kind == VB_MENTION_PERSON && m.introduced) learn(c, &m.actor, out);
    i = found && m.tokens.end > i ? m.tokens.end : i + 1;
  }
  c->names = vb_dictionary_new(out);
  for (ptrdiff_t i = 0; i < c->persons.n; i++)
    vb_dictionary_add(c->names, c->persons.v[i].name, VB_SEGMENT_PERSON, (int)i + 1, out);
}
