#include "language/nominal.h"

/* Longer mentions are cut: bounds the recursion. */
enum { MENTION_TOKENS = 120 };

static ptrdiff_t skip_honorifics(const vb_np *p, ptrdiff_t i) {
  for (ptrdiff_t start = i;;) {
    /* His Highness | the Crown Prince */
    bool titled = i > start && is(p, i, VB_S("the")) && is_capital(p, i + 1);
    if (titled && is_class(p, i + 1, VB_WORD_OFFICE | VB_WORD_MODIFIER)) i++;
    vb_phrase_match m = match(p, i, VB_WORD_HONORIFIC);
    /* a word that is an office too ("King") is read as one */
    if (!m.n_tokens || match(p, i, VB_WORD_OFFICE).n_tokens >= m.n_tokens) return i;
    vb_np_held o; /* "Republican nominee": a part of the office */
    if (is_class(p, i, VB_WORD_MODIFIER) && vb_np_office(p, i, &o) > 0) return i;
    i += m.n_tokens;
  }
}

static void add_office(const vb_np *p, vb_mention *m, vb_np_held o) {
  vb_str words = text(p, o.start, o.end);
  m->actor.office = m->actor.office.n ? vb_str_format(p->out, "%.*s; %.*s", VB_ARG(m->actor.office),
                                                      VB_ARG(words))
                                      : words;
  if (!m->actor.country.n) m->actor.country = o.country;
  m->introduced = true;
}

/* "The president of Portugal and the president of Sweden": nobody holds office in two countries. */
static bool is_abroad(const vb_mention *m, const vb_np_held *next) {
  return m->actor.country.n && next->country.n && !vb_str_eq(m->actor.country, next->country);
}

/* "and president of China" behind an office: the same holder's next office, when what follows
 * "and" is an office that no other name follows in the manner of the first. */
static ptrdiff_t more_offices(const vb_np *p, ptrdiff_t i, vb_mention *m, bool named) {
  for (;;) {
    ptrdiff_t k = i;
    if (is(p, k, VB_S(",")) && named) k++;
    if (is(p, k, VB_S("and")))
      k++;
    else if (is(p, k, VB_S("who")))
      while (k < p->end && k < i + 6 && !is_class(p, k, VB_WORD_OFFICE) && !is_capital(p, k)) k++;
    if (k == i) return i;
    vb_np_held next;
    ptrdiff_t start = vb_np_determiner(p, k);
    ptrdiff_t behind = vb_np_office(p, start, &next);
    if (behind < 0) return i;
    ptrdiff_t name = skip_honorifics(p, behind);
    bool another = named && vb_np_name(p, name) > 0; /* ", and Premier Choe": somebody else */
    if (another || is_abroad(m, &next)) return i;
    add_office(p, m, next);
    i = behind;
  }
}

/* ", a Chinese martyr and writer,": told of the name but no office we know. */
static ptrdiff_t skip_description(const vb_np *p, ptrdiff_t i) {
  if (!is(p, i, VB_S(",")) || !(is(p, i + 1, VB_S("a")) || is(p, i + 1, VB_S("an")))) return i;
  for (ptrdiff_t k = i + 2; k < i + 14 && k < p->end; k++)
    if (is(p, k, VB_S(","))) return k;
  return i;
}

/* (L), (left), (R), (52), ", left,": asides behind a name. */
static ptrdiff_t skip_aside(const vb_np *p, ptrdiff_t i) {
  if (is(p, i, VB_S(",")) && is_class(p, i + 1, VB_WORD_ASIDE) && is(p, i + 2, VB_S(",")))
    return i + 3;
  return is(p, i, VB_S("(")) && is(p, i + 2, VB_S(")")) ? i + 3 : i;
}

/* ", doyen of the Diplomatic Corps,": one to three small words that we do not know, "of", and what
 * it is an office of; a comma or the end closes it. */
static ptrdiff_t parse_unknown_office(const vb_np *p, ptrdiff_t i, vb_np_held *found) {
  vb_np_held o = {.start = i};
  ptrdiff_t k = i;
  while (k < i + 3 && is_word(p, k) && !is_capital(p, k) && !is_class(p, k, VB_WORD_FUNCTION)) k++;
  if (k == i || !is(p, k, VB_S("of"))) return -1;
  o.end = vb_np_office_complement(p, k, &o);
  if (o.end == k || (o.end < p->end && !is(p, o.end, VB_S(",")))) return -1;
  *found = o;
  return o.end;
}

/* "great internationalist leader": an office behind words that we do not know. */
static ptrdiff_t described_office(const vb_np *p, ptrdiff_t i, vb_np_held *found) {
  enum { WORDS = 2 };
  for (ptrdiff_t k = i; k <= i + WORDS; k++) {
    ptrdiff_t behind = vb_np_office(p, k, found);
    if (behind > 0) return found->start = i, behind;
    if (!is_word(p, k) || is_capital(p, k) || is_class(p, k, VB_WORD_FUNCTION)) return -1;
  }
  return -1;
}

/* "General Secretary Bo Ro | of the Communist Party of ...": what the office is of. */
static ptrdiff_t office_of_name(const vb_np *p, ptrdiff_t of, vb_mention *m) {
  if (!m->actor.office.n || vb_str_find(m->actor.office, VB_S(" of "), 0) >= 0) return of;
  vb_np_org o;
  ptrdiff_t behind = vb_np_organisation(p, vb_np_determiner(p, of + 1), &o);
  if (behind < 0 || !is_capital(p, o.start)) return of;
  vb_str words = text(p, of, behind);
  m->actor.office = vb_str_format(p->out, "%.*s %.*s", VB_ARG(m->actor.office), VB_ARG(words));
  if (!m->actor.country.n) m->actor.country = o.country;
  return behind;
}

/* What stands behind a name: "of China", ", premier of ...". */
static ptrdiff_t name_suffix(const vb_np *p, ptrdiff_t i, vb_mention *m) {
  i = skip_aside(p, i);
  vb_str code = {0};
  if (is(p, i, VB_S("of"))) {
    ptrdiff_t behind = vb_np_country(p, i + 1, &code);
    if (behind > 0) {
      if (!m->actor.country.n) m->actor.country = code;
      i = skip_aside(p, behind);
    } else {
      i = office_of_name(p, i, m);
    }
  }
  if (!is(p, i, VB_S(","))) return i;
  vb_np_held o;
  ptrdiff_t start = vb_np_determiner(p, i + 1);
  ptrdiff_t behind = described_office(p, start, &o);
  if (behind < 0) behind = parse_unknown_office(p, start, &o);
  if (behind < 0) return skip_description(p, i);
  if (vb_np_name(p, skip_honorifics(p, behind)) > 0) return i; /* the next of a list */
  add_office(p, m, o);
  return more_offices(p, behind, m, true);
}

/* "the king of Bahrain, Hamad bin Isa,", "a Lund spokesman, Commander Bo Ro,": the position behind
 * the name, with *k where it begins; -1 if there is none. */
static ptrdiff_t apposed_name(const vb_np *p, ptrdiff_t *k, bool first, vb_mention *m) {
  vb_np_held title;
  ptrdiff_t start = skip_honorifics(p, *k + 1);
  bool honoured = start > *k + 1;
  ptrdiff_t behind = vb_np_office(p, start, &title);
  if (behind > 0) start = skip_honorifics(p, behind);
  ptrdiff_t name = vb_np_name(p, start);
  if (name < start + 2 && !(name > 0 && (behind > 0 || honoured))) return -1;
  if (first && behind < 0 && !honoured) return -1; /* "President, Bo Ro": a list */
  bool closed = is(p, name, VB_S(",")) || is(p, name, VB_S(":")) || is(p, name, VB_S("."));
  if (name < p->end && !closed) return -1;
  if (behind > 0) add_office(p, m, title);
  *k = start;
  return name;
}

/* "Portugal's | Ana Costa": a country's person, not its Council or its Black Sea.  i itself if
 * there is none. */
static ptrdiff_t skip_home(const vb_np *p, ptrdiff_t i, vb_mention *m) {
  enum { NAME_MIN = 2, NAME_MAX = 3 };
  vb_phrase_match geo = match(p, i, VB_WORD_COUNTRY);
  ptrdiff_t start = i + geo.n_tokens + 1;
  if (!geo.n_tokens || !(is(p, start - 1, VB_S("'s")) || is(p, start - 1, VB_S("'")))) return i;
  ptrdiff_t end = vb_np_name(p, start);
  if (end < start + NAME_MIN || end > start + NAME_MAX || vb_np_head_ahead(p, start)) return i;
  for (ptrdiff_t k = start; k < end; k++)
    if (is_class(p, k, VB_WORD_PLACE | VB_WORD_MODIFIER | VB_WORD_PORTFOLIO)) return i;
  m->actor.country = vb_np_country_code(p, geo);
  return start;
}

static bool parse_person(const vb_np *p, ptrdiff_t i, bool first, vb_mention *m) {
  bool kin = is_class(p, i, VB_WORD_KIN) && vb_np_name(p, skip_honorifics(p, i + 1)) > 0;
  ptrdiff_t k = skip_honorifics(p, kin ? i + 1 : i); /* my husband Bo Lindqvist */
  bool honoured = k > i;
  vb_np_held o;
  ptrdiff_t behind = vb_np_office(p, k, &o);
  if (behind > 0) {
    add_office(p, m, o);
    behind = more_offices(p, behind, m, false);
    k = skip_honorifics(p, behind);
  } else {
    k = skip_home(p, k, m);
  }
  ptrdiff_t name = vb_np_name(p, k);
  if (name < 0 && behind > 0 && is(p, k, VB_S(","))) name = apposed_name(p, &k, first, m);
  if (name < 0) {
    m->kind = VB_MENTION_HOLDER;
    m->tokens.end = behind;
    return behind > 0;
  }
  for (ptrdiff_t t = i; t < k && t < i + 6 && !m->gender; t++)
    m->gender = vb_words_gender(p->words, at(p, t)->fold);
  m->kind = VB_MENTION_PERSON;
  m->actor.name = text(p, k, name);
  m->introduced |= honoured;
  m->tokens.end = name_suffix(p, name, m);
  return true; /* whether a lone capital is anybody, the article's people know */
}

static bool parse_pronoun(const vb_np *p, ptrdiff_t i, vb_mention *m) {
  if (!is_class(p, i, VB_WORD_PRONOUN)) return false;
  m->kind = VB_MENTION_PRONOUN;
  m->pronoun = at(p, i)->fold;
  m->tokens.end = i + 1;
  return true;
}

/* "headed by its president Ana Costa": who leads a group is no party of its own. */
static ptrdiff_t skip_leader(const vb_np *p, ptrdiff_t i) {
  bool led = is(p, i, VB_S("headed")) || is(p, i, VB_S("led"));
  if (!led || !is(p, i + 1, VB_S("by"))) return i;
  vb_mention leader = {0};
  ptrdiff_t start = vb_np_determiner(p, i + 2);
  return parse_person(p, start, false, &leader) ? leader.tokens.end : i;
}

static bool parse_group(const vb_np *p, ptrdiff_t i, vb_mention *m) {
  vb_np_org o;
  ptrdiff_t behind = vb_np_nation(p, i, &o);
  if (behind < 0) behind = vb_np_organisation(p, i, &o);
  if (behind < 0) return false;
  behind = skip_leader(p, skip_description(p, behind));
  m->kind = VB_MENTION_ORGANISATION;
  m->actor.organisation = text(p, o.start, o.end);
  m->actor.country = o.country;
  m->tokens.end = behind;
  return true;
}

static bool parse_state(const vb_np *p, ptrdiff_t i, vb_mention *m) {
  ptrdiff_t behind = vb_np_country(p, i, &m->actor.country);
  if (behind < 0) {
    vb_phrase_match seat = match(p, i, VB_WORD_SEAT);
    if (!seat.n_tokens) return false;
    m->actor.country = vb_np_country_code(p, seat);
    behind = i + seat.n_tokens;
  }
  m->kind = VB_MENTION_COUNTRY;
  m->tokens.end = behind;
  return true;
}

static inline bool may_begin(const vb_token *t, uint32_t more_classes) {
  return (t->flags & VB_TOKEN_CAPITAL) ||
         (t->begins[VB_WORDS_SET] & ((uint32_t)VB_MENTION_BEGINNERS | more_classes)) ||
         vb_np_is_particle_name(t);
}

/* "In Lund", "It rained": a capital that is no name, with no other behind it. */
static bool is_small_word(const vb_np *p, ptrdiff_t i) {
  const vb_token *t = at(p, i);
  return is_capital(p, i) && !(t->flags & VB_TOKEN_ALL_CAPS) &&
         !(t->begins[VB_WORDS_SET] & (uint32_t)VB_MENTION_BEGINNERS) && !is_capital(p, i + 1) &&
         is_class(p, i, VB_WORD_NEVER_NAME) && !vb_np_is_month_like(t) &&
         !vb_np_is_particle_name(t);
}

/* May a mention other than a pronoun begin here? */
static bool may_name(const vb_np *p, ptrdiff_t i) {
  return may_begin(at(p, i), 0) && !is_small_word(p, i);
}

bool vb_mention_parse(const vb_words *words, vb_tokens tokens, ptrdiff_t i, ptrdiff_t end,
                      bool first, vb_mention *mention, vb_arena *out) {
  if (i >= end || !may_begin(&tokens.v[i], VB_WORD_DETERMINER | VB_WORD_PRONOUN)) return false;
  if (end > i + MENTION_TOKENS) end = i + MENTION_TOKENS;
  vb_np_memo memo;
  memo.known = false, memo.start = -1;
  vb_np p = {words, tokens, end, out, &memo};
  ptrdiff_t start = vb_np_determiner(&p, i);
  bool determined = start > i;
  vb_arena before = *out;
  for (int attempt = may_name(&p, start) ? 0 : 3; attempt < 4; attempt++) {
    *out = before;
    if (attempt < 2 || attempt == 3) *mention = (vb_mention){.tokens = {i, i}};
    bool ok = attempt == 0   ? parse_person(&p, start, first && !determined, mention)
              : attempt == 1 ? parse_group(&p, start, mention)
              : attempt == 2 ? parse_state(&p, start, mention)
                             : parse_pronoun(&p, i, mention);
    if (ok) return true;
  }
  return false;
}
