#include "language/nominal.h"

enum { UNKNOWN_WORDS = 3 }; /* of a place before an office */

/* Science | and Technology Minister */
static bool joins_portfolios(const vb_np *p, ptrdiff_t i) {
  return is(p, i, VB_S("and")) && is_class(p, i - 1, VB_WORD_PORTFOLIO) &&
         is_class(p, i + 1, VB_WORD_PORTFOLIO);
}

/* Words that may stand before an office: Chinese, Vice, DPRK, Foreign, North Korea's. */
static ptrdiff_t office_modifiers(const vb_np *p, ptrdiff_t i, vb_np_held *o) {
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
      if (!o->country.n) o->country = vb_np_country_code(p, geo);
      i += geo.n_tokens;
      if (is(p, i, VB_S("'s")) || is(p, i, VB_S("'"))) i++;
      continue;
    }
    vb_phrase_match m = match(p, i, VB_WORD_MODIFIER | VB_WORD_PORTFOLIO);
    if (!m.n_tokens) return i;
    i += m.n_tokens;
    if (joins_portfolios(p, i)) i++;
  }
}

/* "leader of the Party | and the Korean people": who else is led. */
static ptrdiff_t and_people(const vb_np *p, ptrdiff_t i) {
  if (!is(p, i, VB_S("and"))) return i;
  ptrdiff_t k = vb_np_determiner(p, i + 1);
  vb_phrase_match geo = match(p, k, VB_WORD_DEMONYM);
  if (!geo.n_tokens && is_capital(p, k)) geo.n_tokens = 1; /* of two countries: Korean */
  if (!geo.n_tokens) return i;
  vb_phrase_match people = match(p, k + geo.n_tokens, VB_WORD_PORTFOLIO | VB_WORD_ORGANISATION);
  return people.n_tokens ? k + geo.n_tokens + people.n_tokens : i;
}

/* "adviser | to the president of Portugal": is of Portugal too.  i itself if there is none. */
static ptrdiff_t to_office(const vb_np *p, ptrdiff_t i, vb_np_held *o) {
  vb_np_held other;
  if (!is(p, i, VB_S("to"))) return i;
  ptrdiff_t behind = vb_np_office(p, vb_np_determiner(p, i + 1), &other);
  if (behind < 0 || !other.country.n || vb_np_name(p, behind) > 0)
    return i; /* to whom it is sent */
  if (!o->country.n) o->country = other.country;
  return behind;
}

/* "of the Central Committee of the ... Party", "of China", "for Foreign Affairs". */
ptrdiff_t vb_np_office_complement(const vb_np *p, ptrdiff_t i, vb_np_held *o) {
  i = to_office(p, i, o);
  for (;;) {
    bool to = is(p, i, VB_S("to")) && is_class(p, vb_np_determiner(p, i + 1), VB_WORD_COUNTRY);
    bool of = is(p, i, VB_S("of")) || is(p, i, VB_S("for")) || is(p, i, VB_S("at"));
    if (!to && !of) return i;
    vb_np_org inner = {.start = i + 1};
    ptrdiff_t behind = vb_np_complement(p, i + 1, &inner);
    if (behind < 0) return i;
    /* an ambassador to a country is not of it */
    if (!o->country.n && !to) o->country = inner.country;
    i = and_people(p, vb_np_chain(p, behind, &inner));
    if (!o->country.n && !to) o->country = inner.country;
  }
}

/* "Lund | Mayor Ana Costa": capitals that we do not know, before an office that a name follows. */
static ptrdiff_t unknown_place(const vb_np *p, ptrdiff_t i) {
  ptrdiff_t k = i;
  uint32_t own = VB_WORD_NEVER_NAME | VB_WORD_OFFICE | VB_WORD_HONORIFIC;
  while (k < i + UNKNOWN_WORDS && is_capital(p, k) && !is_class(p, k, own)) k++;
  if (k == i) return -1;
  vb_phrase_match m = match(p, k, VB_WORD_OFFICE);
  bool named = m.n_tokens && is_capital(p, k) && is_capital(p, k + m.n_tokens) &&
               !is_class(p, k + m.n_tokens, own) && vb_np_name(p, k + m.n_tokens) > 0;
  if (!named) return -1;
  const vb_table *t = p->words->offices;
  vb_str level = vb_table_field(t, m.payload, p->words->office_level);
  return vb_words_level_is_in_names(level) ? -1 : k; /* Mahmud Sultan Ismail is one name */
}

/* Could an office be reached from i?  Not from most words, which this tells soon: a small one that
 * no list knows; a capital before no office and in no organisation. */
static bool may_reach(const vb_np *p, ptrdiff_t i) {
  const uint32_t leads = VB_WORD_OFFICE | GEOGRAPHIC | VB_WORD_SEAT | VB_WORD_MODIFIER |
                         VB_WORD_PORTFOLIO | VB_WORD_ORGANISATION | VB_WORD_PARTY;
  if (at(p, i)->begins[VB_WORDS_SET] & leads) return true;
  if (!is_capital(p, i)) return false;
  for (ptrdiff_t k = i + 1; k <= i + UNKNOWN_WORDS; k++)
    if (at(p, k)->begins[VB_WORDS_SET] & VB_WORD_OFFICE) return true;
  vb_np_org org;
  return vb_np_organisation(p, i, &org) > 0;
}

/* [mods] office [of ...].  `-1` when no office noun is reached. */
ptrdiff_t vb_np_office(const vb_np *p, ptrdiff_t i, vb_np_held *found) {
  if (!may_reach(p, i)) return -1;
  vb_np_held o = {.start = i};
  ptrdiff_t k = office_modifiers(p, i, &o);
  vb_phrase_match m = match(p, k, VB_WORD_OFFICE);
  bool part = m.n_tokens && match(p, i, VB_WORD_ORGANISATION).n_tokens > k - i + m.n_tokens;
  if (part) return -1; /* "military attaches | corps" */
  if (!m.n_tokens) {
    /* an organisation's name before the office: "Communist Party chief", "KFA Chairman" */
    vb_np_org inner = {0};
    ptrdiff_t behind = vb_np_organisation(p, i, &inner);
    if (behind < 0 && is_capital(p, k) && (at(p, k)->flags & VB_TOKEN_ALL_CAPS)) behind = k + 1;
    if (behind < 0) behind = unknown_place(p, i);
    if (behind < 0 || !is_class(p, behind, VB_WORD_OFFICE)) return -1;
    if (!o.country.n) o.country = inner.country;
    k = behind;
    m = match(p, k, VB_WORD_OFFICE);
  }
  /* General Association of ...: the word describes an organisation */
  bool describes = is_capital(p, k) && is_capital(p, k + m.n_tokens) &&
                   vb_np_head_ahead(p, k + m.n_tokens) && !is_class(p, k + m.n_tokens, GEOGRAPHIC);
  describes |= !is_capital(p, k + m.n_tokens) && is_class(p, k + m.n_tokens, VB_WORD_ORGANISATION);
  if (describes) return -1;
  k = vb_np_more_portfolios(p, k + m.n_tokens);
  o.end = vb_np_office_complement(p, k, &o);
  *found = o;
  return o.end;
}
