#include "language/mention.h"

#include "base/utf8.h"

/* What the parsers share.  Each parse_x takes a position and returns the position behind what it
 * took, or -1 when there is no x. */
typedef struct {
  const vb_words *words;
  vb_tokens t;
  ptrdiff_t end;
  vb_arena *out;
} parser;

/* Longer mentions are cut: bounds the recursion. */
enum { MENTION_TOKENS = 120, NAME_WORDS = 24 };
enum { GEOGRAPHIC = VB_WORD_COUNTRY | VB_WORD_DEMONYM };

static const vb_token *at(const parser *p, ptrdiff_t i) {
  static const vb_token none = {.kind = VB_TOKEN_PUNCT};
  return i >= 0 && i < p->end ? &p->t.v[i] : &none;
}

static bool is(const parser *p, ptrdiff_t i, vb_str word) { return vb_token_is(at(p, i), word); }

static bool is_word(const parser *p, ptrdiff_t i) { return at(p, i)->kind == VB_TOKEN_WORD; }

static bool is_capital(const parser *p, ptrdiff_t i) {
  return is_word(p, i) && (at(p, i)->flags & VB_TOKEN_CAPITAL);
}

static vb_phrase_match match(const parser *p, ptrdiff_t i, uint32_t classes) {
  return vb_words_at(p->words, p->t, i, p->end, classes);
}

static bool is_class(const parser *p, ptrdiff_t i, uint32_t classes) {
  return match(p, i, classes).n_tokens > 0;
}

/* " | "-free text of a range, as printed. */
vb_str vb_tokens_text(vb_tokens tokens, ptrdiff_t start, ptrdiff_t end, vb_arena *out) {
  if (start >= end) return (vb_str){0};
  const char *p = tokens.v[start].text.p;
  ptrdiff_t n = tokens.v[end - 1].span.end - tokens.v[start].span.start;
  char *copy = vb_arena_alloc_raw(out, 1, 1, n);
  ptrdiff_t used = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    bool space = vb_is_space(p[i]);
    if (space && used && copy[used - 1] == ' ') continue;
    copy[used++] = space ? ' ' : p[i];
  }
  return (vb_str){copy, used};
}

static vb_str text(const parser *p, ptrdiff_t start, ptrdiff_t end) {
  return vb_tokens_text(p->t, start, end, p->out);
}

static vb_str country_code(const parser *p, vb_phrase_match m) {
  return vb_table_field(p->words->countries, m.payload,
                        vb_table_column(p->words->countries, "iso2"));
}

static ptrdiff_t skip_determiner(const parser *p, ptrdiff_t i) {
  return is_class(p, i, VB_WORD_DETERMINER) ? i + 1 : i;
}

/* ---- countries ---- */

/* [the] [Kingdom of] Country.  *code gets the ISO code. */
static ptrdiff_t parse_country(const parser *p, ptrdiff_t i, vb_str *code) {
  if (is(p, i, VB_S("the"))) i++;
  vb_phrase_match state = match(p, i, VB_WORD_STATE);
  if (state.n_tokens && is(p, i + state.n_tokens, VB_S("of"))) {
    ptrdiff_t behind = parse_country(p, i + state.n_tokens + 1, code);
    if (behind > 0) return behind;
  }
  vb_phrase_match m = match(p, i, VB_WORD_COUNTRY);
  if (!m.n_tokens) return -1;
  *code = country_code(p, m);
  return i + m.n_tokens;
}

/* ---- organisations ---- */

typedef struct {
  ptrdiff_t start, end;
  vb_str country;
  bool party_country; /* the country comes from the register of parties */
} org;

/* (KFA), (Marxist-Leninist) behind a head: returns the position behind the bracket. */
static ptrdiff_t skip_bracket(const parser *p, ptrdiff_t i) {
  if (!is(p, i, VB_S("(")) || !is_capital(p, i + 1)) return i;
  for (ptrdiff_t k = i + 1; k < i + 5 && k < p->end; k++)
    if (is(p, k, VB_S(")"))) return k + 1;
  return i;
}

/* Is there an organisation's head noun within the run of words from i?  The run may hold small
 * words that describe it ("visiting provincial party and government delegation"). */
static bool head_ahead(const parser *p, ptrdiff_t i) {
  for (ptrdiff_t k = i; k < p->end && k < i + 8; k++) {
    if (is_class(p, k, VB_WORD_ORGANISATION | VB_WORD_BODY | VB_WORD_PARTY)) return true;
    bool mark = is(p, k, VB_S("'")) || is(p, k, VB_S("'s")) || is(p, k, VB_S("-"));
    bool glue = is(p, k, VB_S("and")) || is(p, k, VB_S("&"));
    if (mark || glue || is_class(p, k, VB_WORD_MODIFIER | GEOGRAPHIC | VB_WORD_PORTFOLIO)) continue;
    if (!is_capital(p, k) || is_class(p, k, VB_WORD_NEVER_NAME | VB_WORD_OFFICE)) return false;
  }
  return false;
}

static ptrdiff_t parse_org(const parser *p, ptrdiff_t i, org *found);

static void take_country(org *o, vb_str code) {
  if (!o->country.n) o->country = code;
}

/* One piece of an organisation's own name; -1 at its end. */
static ptrdiff_t org_piece(const parser *p, ptrdiff_t i, bool have_head, org *o, bool *is_head) {
  *is_head = false;
  vb_phrase_match m = match(p, i, VB_WORD_PARTY);
  if (m.n_tokens) {
    o->country =
        vb_table_field(p->words->parties, m.payload, vb_table_column(p->words->parties, "country"));
    o->party_country = true;
    return *is_head = true, i + m.n_tokens;
  }
  m = match(p, i, VB_WORD_ORGANISATION | VB_WORD_BODY);
  vb_phrase_match geo = match(p, i, GEOGRAPHIC);
  if (m.n_tokens && m.n_tokens >= geo.n_tokens) return *is_head = true, i + m.n_tokens;
  if (geo.n_tokens && (!have_head || head_ahead(p, i + geo.n_tokens)))
    return take_country(o, country_code(p, geo)), i + geo.n_tokens;
  if (geo.n_tokens) return -1;
  if (have_head && !head_ahead(p, i)) return -1;
  m = match(p, i, VB_WORD_PORTFOLIO | VB_WORD_MODIFIER);
  if (m.n_tokens && head_ahead(p, i + m.n_tokens)) return i + m.n_tokens;
  bool mark = is(p, i, VB_S("'")) || is(p, i, VB_S("'s")) || is(p, i, VB_S("&")) ||
              is(p, i, VB_S("and")) || is(p, i, VB_S("-"));
  if (mark && i > o->start && head_ahead(p, i + 1)) return i + 1;
  if (is_capital(p, i) && !is_class(p, i, VB_WORD_NEVER_NAME | VB_WORD_OFFICE) && head_ahead(p, i))
    return i + 1;
  return -1;
}

/* "for the Reconstruction | and the Democracy of ...": a lone capital before another "of". */
static bool is_more_of_it(const parser *p, ptrdiff_t i) {
  i = skip_determiner(p, i);
  uint32_t own = VB_WORD_NEVER_NAME | VB_WORD_OFFICE | VB_WORD_ORGANISATION | VB_WORD_BODY |
                 VB_WORD_PARTY | GEOGRAPHIC;
  return is_capital(p, i) && !is_class(p, i, own) && is(p, i + 1, VB_S("of"));
}

/* What may follow "of", "for", "on" behind a head: another organisation, a country, portfolios
 * joined by "and", or a run of capitals ("the family of Zhang"). */
static ptrdiff_t org_complement(const parser *p, ptrdiff_t i, org *o) {
  ptrdiff_t k = skip_determiner(p, i);
  if (is(p, k, VB_S("late"))) k++;
  /* of various countries: whoever they are */
  if (is_class(p, k, VB_WORD_MODIFIER) && !is_capital(p, k) && is_word(p, k + 1) &&
      vb_str_ends(at(p, k + 1)->fold, VB_S("s")) && !is_class(p, k + 1, VB_WORD_ORGANISATION))
    return k + 2;
  vb_str code = {0};
  org inner = {0};
  ptrdiff_t behind = parse_org(p, k, &inner);
  if (behind > 0) {
    if (inner.party_country)
      o->country = inner.country, o->party_country = true;
    else
      take_country(o, inner.country);
    return behind;
  }
  behind = parse_country(p, k, &code);
  if (behind > 0) return take_country(o, code), behind;
  ptrdiff_t last = -1;
  while (k < p->end) {
    vb_phrase_match m = match(p, k, VB_WORD_PORTFOLIO);
    if (m.n_tokens) {
      last = k += m.n_tokens;
    } else if (at(p, k)->kind == VB_TOKEN_NUMBER && is_capital(p, k + 1)) {
      k++; /* the 17th World Fair */
    } else if (is_capital(p, k) && !is_class(p, k, VB_WORD_NEVER_NAME | VB_WORD_OFFICE)) {
      last = ++k;
    } else if (is(p, k, VB_S("and")) && last == k && is_more_of_it(p, k + 1)) {
      k = skip_determiner(p, k + 1);
    } else if ((is(p, k, VB_S("and")) || is(p, k, VB_S(",")) || is(p, k, VB_S("&"))) && last == k &&
               is_class(p, k + 1, VB_WORD_PORTFOLIO)) {
      k++;
    } else {
      break;
    }
  }
  return last;
}

static bool is_linker(const parser *p, ptrdiff_t i) {
  return is(p, i, VB_S("of")) || is(p, i, VB_S("for")) || is(p, i, VB_S("on")) ||
         is(p, i, VB_S("in")) || is(p, i, VB_S("under"));
}

/* "C.C., the Workers' Party": the comma of an abbreviated "Central Committee of". */
static bool is_committee_comma(const parser *p, ptrdiff_t i, ptrdiff_t start) {
  return is(p, i, VB_S(",")) && i > start &&
         (is(p, i - 1, VB_S("c.c.")) || is(p, i - 1, VB_S("cc")));
}

/* "... of foreign affairs" | "and trade": more of what the head is of. */
static ptrdiff_t more_portfolios(const parser *p, ptrdiff_t i) {
  for (;;) {
    bool joined = is(p, i, VB_S("and")) || is(p, i, VB_S(",")) || is(p, i, VB_S("&"));
    if (!joined || i == 0 || !is_class(p, i - 1, VB_WORD_PORTFOLIO)) return i;
    vb_phrase_match m = match(p, i + 1, VB_WORD_PORTFOLIO);
    if (!m.n_tokens) return i;
    i += 1 + m.n_tokens;
  }
}

/* Chains "of ..." behind a head.  "in" and "on" carry on only to capitals that are no time. */
static ptrdiff_t org_chain(const parser *p, ptrdiff_t i, org *o) {
  i = more_portfolios(p, i);
  bool pair = is(p, i, VB_S("and")) && is_class(p, i + 1, VB_WORD_ORGANISATION) &&
              !is_capital(p, i + 1) && is(p, i + 2, VB_S("of"));
  if (pair) i += 2; /* family and friends of */
  for (;;) {
    i = skip_bracket(p, i);
    bool comma = is_committee_comma(p, i, o->start);
    bool bare = !comma && i > o->start && is(p, i - 1, VB_S("c.c.")) && is_capital(p, i);
    if (!comma && !bare && !is_linker(p, i)) return i;
    ptrdiff_t next = bare ? i : i + 1;
    bool weak = is(p, i, VB_S("in")) || is(p, i, VB_S("on")) || is(p, i, VB_S("under")) || comma;
    ptrdiff_t bare_next = skip_determiner(p, next);
    if (at(p, bare_next)->kind == VB_TOKEN_NUMBER && is(p, i, VB_S("in"))) bare_next++;
    if (weak && (!is_capital(p, bare_next) || is_class(p, bare_next, VB_WORD_NEVER_NAME))) return i;
    ptrdiff_t behind = org_complement(p, next, o);
    if (behind < 0) return i;
    i = behind;
  }
}

static ptrdiff_t parse_org(const parser *p, ptrdiff_t i, org *found) {
  org o = {.start = i};
  ptrdiff_t k = i, head_end = -1;
  if (!head_ahead(p, i)) return -1;
  while (k < p->end) {
    bool head;
    ptrdiff_t next = org_piece(p, k, head_end >= 0, &o, &head);
    if (next < 0) break;
    k = next;
    if (head) head_end = k;
  }
  if (head_end < 0) return -1;
  o.end = org_chain(p, head_end, &o);
  *found = o;
  return o.end;
}

/* ---- offices ---- */

typedef struct {
  ptrdiff_t start, end;
  vb_str country;
} office;

/* Words that may stand before an office: Chinese, Vice, DPRK, Foreign, North Korea's. */
static ptrdiff_t office_modifiers(const parser *p, ptrdiff_t i, office *o) {
  for (;;) {
    if (is_class(p, i, VB_WORD_OFFICE)) {
      /* "secretary general", "chief minister": an office may modify an office */
      vb_phrase_match m = match(p, i, VB_WORD_OFFICE);
      if (!is_class(p, i + m.n_tokens, VB_WORD_OFFICE)) return i;
      i += m.n_tokens;
      continue;
    }
    vb_phrase_match geo = match(p, i, GEOGRAPHIC | VB_WORD_SEAT);
    if (geo.n_tokens) {
      if (!o->country.n) o->country = country_code(p, geo);
      i += geo.n_tokens;
      if (is(p, i, VB_S("'s")) || is(p, i, VB_S("'"))) i++;
      continue;
    }
    vb_phrase_match m = match(p, i, VB_WORD_MODIFIER | VB_WORD_PORTFOLIO);
    if (!m.n_tokens) return i;
    i += m.n_tokens;
  }
}

/* "leader of the Party | and the Korean people": who else is led. */
static ptrdiff_t and_people(const parser *p, ptrdiff_t i) {
  if (!is(p, i, VB_S("and"))) return i;
  ptrdiff_t k = skip_determiner(p, i + 1);
  vb_phrase_match geo = match(p, k, VB_WORD_DEMONYM);
  vb_phrase_match people = match(p, k + geo.n_tokens, VB_WORD_PORTFOLIO | VB_WORD_ORGANISATION);
  return geo.n_tokens && people.n_tokens ? k + geo.n_tokens + people.n_tokens : i;
}

/* "of the Central Committee of the ... Party", "of China", "for Foreign Affairs". */
static ptrdiff_t office_complement(const parser *p, ptrdiff_t i, office *o) {
  for (;;) {
    bool to = is(p, i, VB_S("to")) && is_class(p, skip_determiner(p, i + 1), GEOGRAPHIC);
    bool of = is(p, i, VB_S("of")) || is(p, i, VB_S("for")) || is(p, i, VB_S("at"));
    if (!to && !of) return i;
    org inner = {.start = i + 1};
    ptrdiff_t behind = org_complement(p, i + 1, &inner);
    if (behind < 0) return i;
    /* an ambassador to a country is not of it */
    if (!o->country.n && !to) o->country = inner.country;
    i = and_people(p, org_chain(p, behind, &inner));
    if (!o->country.n && !to) o->country = inner.country;
  }
}

/* [mods] office [of ...].  `-1` when no office noun is reached. */
static ptrdiff_t parse_office(const parser *p, ptrdiff_t i, office *found) {
  office o = {.start = i};
  ptrdiff_t k = office_modifiers(p, i, &o);
  vb_phrase_match m = match(p, k, VB_WORD_OFFICE);
  if (!m.n_tokens) {
    /* an organisation's name before the office: "Communist Party chief", "KFA Chairman" */
    org inner = {0};
    ptrdiff_t behind = parse_org(p, i, &inner);
    if (behind < 0 && is_capital(p, k) && (at(p, k)->flags & VB_TOKEN_ALL_CAPS)) behind = k + 1;
    if (behind < 0 || !is_class(p, behind, VB_WORD_OFFICE)) return -1;
    if (!o.country.n) o.country = inner.country;
    k = behind;
    m = match(p, k, VB_WORD_OFFICE);
  }
  /* General Association of ...: the word describes an organisation */
  bool describes = is_capital(p, k) && is_capital(p, k + m.n_tokens) &&
                   head_ahead(p, k + m.n_tokens) && !is_class(p, k + m.n_tokens, GEOGRAPHIC);
  describes |= !is_capital(p, k + m.n_tokens) && is_class(p, k + m.n_tokens, VB_WORD_ORGANISATION);
  if (describes) return -1;
  k = more_portfolios(p, k + m.n_tokens);
  o.end = office_complement(p, k, &o);
  *found = o;
  return o.end;
}

/* ---- names ---- */

/* al-Assad, el-Sisi: a particle, a hyphen, a capital. */
static bool is_particle_name(const vb_token *t) {
  ptrdiff_t dash = vb_str_find_char(t->text, '-', 0);
  if (t->kind != VB_TOKEN_WORD || dash < 1 || dash > 4 || dash + 1 >= t->text.n) return false;
  return vb_utf8_is_upper(vb_utf8_decode(t->text, dash + 1, &(int){0}));
}

static bool is_month_like(const parser *p, ptrdiff_t i) {
  return is(p, i, VB_S("may")) || is(p, i, VB_S("march")) || is(p, i, VB_S("april")) ||
         is(p, i, VB_S("june")) || is(p, i, VB_S("august"));
}

/* A small word that begins a name: capitalised in running text, before another capital. */
static bool is_small_name(const parser *p, ptrdiff_t i) {
  if (i == 0 || !is_class(p, i, VB_WORD_FUNCTION) || !is_capital(p, i + 1)) return false;
  const vb_token *before = &p->t.v[i - 1];
  bool running = before->kind == VB_TOKEN_WORD && !(before->flags & VB_TOKEN_CAPITAL);
  return running && !is_class(p, i + 1,
                              VB_WORD_NEVER_NAME | VB_WORD_OFFICE | VB_WORD_ORGANISATION |
                                  GEOGRAPHIC | VB_WORD_BODY | VB_WORD_PARTY);
}

/* A word that is a month too stands where a person does: before a verb or a clitic, and not behind
 * a small word that dates. */
static bool is_person_place(const parser *p, ptrdiff_t i) {
  if (i == 0 || vb_words_at(p->words, p->t, i - 1, i, VB_WORD_DATING).n_tokens) return false;
  return !is(p, i + 1, VB_S(",")) && !is(p, i + 1, VB_S("."));
}

/* May the token at i stand in a name after `n` words of it? */
static bool name_word(const parser *p, ptrdiff_t i, int n) {
  const vb_token *t = at(p, i);
  if (is_particle_name(t)) return true;
  if (!is_capital(p, i)) return false;
  if (!n && is_small_name(p, i)) return true;
  if (is_month_like(p, i) && at(p, i + 1)->kind != VB_TOKEN_NUMBER && (n || is_person_place(p, i)))
    return true;
  /* Mahmud Sultan Ismail: a title inside a name, when the name goes on */
  bool title = n && match(p, i, VB_WORD_HONORIFIC | VB_WORD_OFFICE).n_tokens == 1 &&
               !is_class(p, i, VB_WORD_DEMONYM);
  if (title && n > 1 && is(p, i + 1, VB_S(","))) return true; /* ... Ismail Shah, king of */
  if (title && is_capital(p, i + 1) && !is_class(p, i + 1, VB_WORD_NEVER_NAME | VB_WORD_OFFICE))
    return true;
  uint32_t stops = VB_WORD_NEVER_NAME | VB_WORD_DEMONYM | VB_WORD_BODY | VB_WORD_PARTY;
  if (is_class(p, i, stops | VB_WORD_OFFICE | VB_WORD_ORGANISATION)) return false;
  return n || !is_class(p, i, VB_WORD_COUNTRY | VB_WORD_AGENCY | VB_WORD_PLACE);
}

/* bin, de, van ... followed by a capital. */
static ptrdiff_t name_particles(const parser *p, ptrdiff_t i) {
  ptrdiff_t k = i;
  while (is_class(p, k, VB_WORD_PARTICLE) && k < i + 3) k++;
  return k > i && name_word(p, k, 1) ? k : i;
}

static ptrdiff_t parse_name(const parser *p, ptrdiff_t i) {
  ptrdiff_t k = i;
  int n = 0;
  while (k < p->end && n < NAME_WORDS) {
    ptrdiff_t next = n ? name_particles(p, k) : k;
    if (name_word(p, next, n)) {
      k = next + 1;
      n++;
      continue;
    }
    bool junior = is(p, k, VB_S(",")) && (is(p, k + 1, VB_S("jr.")) || is(p, k + 1, VB_S("jr")) ||
                                          is(p, k + 1, VB_S("sr.")));
    if (!n || !junior) break;
    k += 2;
  }
  if (!n) return -1;
  /* a run that ends in, or stands before, the name of a kind of place is a place */
  if (is_capital(p, k) && is_class(p, k, VB_WORD_ORGANISATION | VB_WORD_BODY)) return -1;
  if (is_class(p, k - 1, VB_WORD_PLACE) || (is_capital(p, k) && is_class(p, k, VB_WORD_PLACE)))
    return -1;
  return k;
}

/* ---- actors ---- */

static ptrdiff_t skip_honorifics(const parser *p, ptrdiff_t i) {
  for (;;) {
    vb_phrase_match m = match(p, i, VB_WORD_HONORIFIC);
    /* a word that is an office too ("King") is read as one */
    if (!m.n_tokens || match(p, i, VB_WORD_OFFICE).n_tokens >= m.n_tokens) return i;
    i += m.n_tokens;
  }
}

static void add_office(const parser *p, vb_mention *m, office o) {
  vb_str words = text(p, o.start, o.end);
  m->actor.office = m->actor.office.n ? vb_str_format(p->out, "%.*s; %.*s", VB_ARG(m->actor.office),
                                                      VB_ARG(words))
                                      : words;
  if (!m->actor.country.n) m->actor.country = o.country;
  m->introduced = true;
}

/* "and president of China" behind an office: the same holder's next office, when what follows
 * "and" is an office that no other name follows in the manner of the first. */
static ptrdiff_t more_offices(const parser *p, ptrdiff_t i, vb_mention *m, bool named) {
  for (;;) {
    ptrdiff_t k = i;
    if (is(p, k, VB_S(",")) && named) k++;
    if (is(p, k, VB_S("and")))
      k++;
    else if (is(p, k, VB_S("who")))
      while (k < p->end && k < i + 6 && !is_class(p, k, VB_WORD_OFFICE) && !is_capital(p, k)) k++;
    if (k == i) return i;
    office next;
    ptrdiff_t start = skip_determiner(p, k);
    ptrdiff_t behind = parse_office(p, start, &next);
    if (behind < 0) return i;
    ptrdiff_t name = skip_honorifics(p, behind);
    bool another = named && parse_name(p, name) > 0; /* ", and Premier Choe": somebody else */
    if (another) return i;
    add_office(p, m, next);
    i = behind;
  }
}

/* ", a Chinese martyr and writer,": told of the name but no office we know. */
static ptrdiff_t skip_description(const parser *p, ptrdiff_t i) {
  if (!is(p, i, VB_S(",")) || !(is(p, i + 1, VB_S("a")) || is(p, i + 1, VB_S("an")))) return i;
  for (ptrdiff_t k = i + 2; k < i + 14 && k < p->end; k++)
    if (is(p, k, VB_S(","))) return k;
  return i;
}

/* (L), (left), (R), (52), ", left,": asides behind a name. */
static ptrdiff_t skip_aside(const parser *p, ptrdiff_t i) {
  if (is(p, i, VB_S(",")) && is_class(p, i + 1, VB_WORD_ASIDE) && is(p, i + 2, VB_S(",")))
    return i + 3;
  return is(p, i, VB_S("(")) && is(p, i + 2, VB_S(")")) ? i + 3 : i;
}

/* ", doyen of the Diplomatic Corps,": one to three small words that we do not know, "of", and what
 * it is an office of; a comma or the end closes it. */
static ptrdiff_t parse_unknown_office(const parser *p, ptrdiff_t i, office *found) {
  office o = {.start = i};
  ptrdiff_t k = i;
  while (k < i + 3 && is_word(p, k) && !is_capital(p, k) && !is_class(p, k, VB_WORD_FUNCTION)) k++;
  if (k == i || !is(p, k, VB_S("of"))) return -1;
  o.end = office_complement(p, k, &o);
  if (o.end == k || (o.end < p->end && !is(p, o.end, VB_S(",")))) return -1;
  *found = o;
  return o.end;
}

/* What stands behind a name: "of China", ", premier of ...". */
static ptrdiff_t name_suffix(const parser *p, ptrdiff_t i, vb_mention *m) {
  i = skip_aside(p, i);
  vb_str code = {0};
  if (is(p, i, VB_S("of"))) {
    ptrdiff_t behind = parse_country(p, i + 1, &code);
    if (behind > 0) {
      if (!m->actor.country.n) m->actor.country = code;
      i = skip_aside(p, behind);
    }
  }
  if (!is(p, i, VB_S(","))) return i;
  office o;
  ptrdiff_t start = skip_determiner(p, i + 1);
  ptrdiff_t behind = parse_office(p, start, &o);
  if (behind < 0) behind = parse_unknown_office(p, start, &o);
  if (behind < 0) return skip_description(p, i);
  if (parse_name(p, skip_honorifics(p, behind)) > 0) return i; /* the next of a list */
  add_office(p, m, o);
  return more_offices(p, behind, m, true);
}

static bool parse_person(const parser *p, ptrdiff_t i, bool first, vb_mention *m) {
  bool kin = is_class(p, i, VB_WORD_KIN) && parse_name(p, skip_honorifics(p, i + 1)) > 0;
  ptrdiff_t k = skip_honorifics(p, kin ? i + 1 : i); /* my husband Bo Lindqvist */
  bool honoured = k > i;
  office o;
  ptrdiff_t behind = parse_office(p, k, &o);
  if (behind > 0) {
    add_office(p, m, o);
    behind = more_offices(p, behind, m, false);
    k = skip_honorifics(p, behind);
  }
  ptrdiff_t name = parse_name(p, k);
  if (name < 0 && behind > 0 && is(p, k, VB_S(",")) && !first) {
    /* the king of Bahrain, Hamad bin Isa, ... */
    ptrdiff_t apposed = parse_name(p, skip_honorifics(p, k + 1));
    if (apposed > 0 && apposed - k > 2 && is(p, apposed, VB_S(",")))
      k = skip_honorifics(p, k + 1), name = apposed;
  }
  if (name < 0) {
    m->kind = VB_MENTION_HOLDER;
    m->tokens.end = behind;
    return behind > 0;
  }
  m->kind = VB_MENTION_PERSON;
  m->actor.name = text(p, k, name);
  m->introduced |= honoured;
  m->tokens.end = name_suffix(p, name, m);
  return true; /* whether a lone capital is anybody, the article's people know */
}

static bool parse_pronoun(const parser *p, ptrdiff_t i, vb_mention *m) {
  if (!is_class(p, i, VB_WORD_PRONOUN)) return false;
  m->kind = VB_MENTION_PRONOUN;
  m->pronoun = at(p, i)->fold;
  m->tokens.end = i + 1;
  return true;
}

/* "headed by its president Ana Costa": who leads a group is no party of its own. */
static ptrdiff_t skip_leader(const parser *p, ptrdiff_t i) {
  bool led = is(p, i, VB_S("headed")) || is(p, i, VB_S("led"));
  if (!led || !is(p, i + 1, VB_S("by"))) return i;
  vb_mention leader = {0};
  ptrdiff_t start = skip_determiner(p, i + 2);
  return parse_person(p, start, false, &leader) ? leader.tokens.end : i;
}

static bool parse_group(const parser *p, ptrdiff_t i, vb_mention *m) {
  org o;
  ptrdiff_t behind = parse_org(p, i, &o);
  if (behind < 0) return false;
  behind = skip_leader(p, skip_description(p, behind));
  m->kind = VB_MENTION_ORGANISATION;
  m->actor.organisation = text(p, o.start, o.end);
  m->actor.country = o.country;
  m->tokens.end = behind;
  return true;
}

static bool parse_state(const parser *p, ptrdiff_t i, vb_mention *m) {
  ptrdiff_t behind = parse_country(p, i, &m->actor.country);
  if (behind < 0) {
    vb_phrase_match seat = match(p, i, VB_WORD_SEAT);
    if (!seat.n_tokens) return false;
    m->actor.country = country_code(p, seat);
    m->seat = true;
    behind = i + seat.n_tokens;
  }
  m->kind = VB_MENTION_COUNTRY;
  m->tokens.end = behind;
  return true;
}

bool vb_mention_parse(const vb_words *words, vb_tokens tokens, ptrdiff_t i, ptrdiff_t end,
                      bool first, vb_mention *mention, vb_arena *out) {
  if (end > i + MENTION_TOKENS) end = i + MENTION_TOKENS;
  parser p = {words, tokens, end, out};
  bool determined = skip_determiner(&p, i) > i;
  ptrdiff_t start = skip_determiner(&p, i);
  vb_arena before = *out;
  for (int attempt = 0; attempt < 4; attempt++) {
    *out = before;
    *mention = (vb_mention){.tokens = {i, i}};
    bool ok = attempt == 0   ? parse_person(&p, start, first && !determined, mention)
              : attempt == 1 ? parse_group(&p, start, mention)
              : attempt == 2 ? parse_state(&p, start, mention)
                             : parse_pronoun(&p, i, mention);
    if (ok) return true;
  }
  return false;
}
