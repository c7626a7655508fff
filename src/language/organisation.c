#include "language/nominal.h"

/* (KFA), (Marxist-Leninist) behind a head: returns the position behind the bracket. */
static ptrdiff_t skip_bracket(const vb_np *p, ptrdiff_t i) {
  if (!is(p, i, VB_S("(")) || !is_capital(p, i + 1)) return i;
  for (ptrdiff_t k = i + 1; k < i + 5 && k < p->end; k++)
    if (is(p, k, VB_S(")"))) return k + 1;
  return i;
}

/* ' 's - & and: what may stand inside an organisation's name. */
static bool joins(const vb_token *t) {
  switch (t->fold.n) {
  case 1: return t->fold.p[0] == '\'' || t->fold.p[0] == '-' || t->fold.p[0] == '&';
  case 2: return vb_token_is(t, VB_S("'s"));
  case 3: return vb_token_is(t, VB_S("and"));
  default: return false;
  }
}

/* Is there an organisation's head noun within the run of words from i?  The run may hold small
 * words that describe it ("visiting provincial party and government delegation"). */
bool vb_np_head_ahead(const vb_np *p, ptrdiff_t i) {
  uint32_t describe = VB_WORD_MODIFIER | GEOGRAPHIC | VB_WORD_PORTFOLIO;
  for (ptrdiff_t k = i; k < p->end && k < i + 8; k++) {
    if (is_class(p, k, VB_WORD_ORGANISATION | VB_WORD_PARTY)) return true;
    if (joins(at(p, k)) || is_class(p, k, describe)) continue;
    if (!is_capital(p, k) || is_class(p, k, VB_WORD_NEVER_NAME | VB_WORD_OFFICE)) return false;
  }
  return false;
}

static void take_country(vb_np_org *o, vb_str code) {
  if (!o->country.n) o->country = code;
}

/* One piece of an organisation's own name; -1 at its end. */
static ptrdiff_t org_piece(const vb_np *p, ptrdiff_t i, bool have_head, vb_np_org *o,
                           bool *is_head) {
  *is_head = false;
  vb_phrase_match m = match(p, i, VB_WORD_PARTY);
  if (m.n_tokens) {
    o->country = vb_table_field(p->words->parties, m.payload, p->words->party_country);
    o->party_country = true;
    return *is_head = true, i + m.n_tokens;
  }
  m = match(p, i, VB_WORD_ORGANISATION);
  vb_phrase_match geo = match(p, i, GEOGRAPHIC);
  if (m.n_tokens && m.n_tokens >= geo.n_tokens) return *is_head = true, i + m.n_tokens;
  if (geo.n_tokens && (!have_head || vb_np_head_ahead(p, i + geo.n_tokens)))
    return take_country(o, vb_np_country_code(p, geo)), i + geo.n_tokens;
  if (geo.n_tokens) return -1;
  if (have_head && !vb_np_head_ahead(p, i)) return -1;
  m = match(p, i, VB_WORD_PORTFOLIO | VB_WORD_MODIFIER);
  if (m.n_tokens && vb_np_head_ahead(p, i + m.n_tokens)) return i + m.n_tokens;
  if (joins(at(p, i)) && i > o->start && vb_np_head_ahead(p, i + 1)) return i + 1;
  if (is_capital(p, i) && !is_class(p, i, VB_WORD_NEVER_NAME | VB_WORD_OFFICE) &&
      vb_np_head_ahead(p, i))
    return i + 1;
  return -1;
}

/* "for the Reconstruction | and the Democracy of ...": a lone capital before another "of". */
static bool is_more_of_it(const vb_np *p, ptrdiff_t i) {
  i = vb_np_determiner(p, i);
  uint32_t own =
      VB_WORD_NEVER_NAME | VB_WORD_OFFICE | VB_WORD_ORGANISATION | VB_WORD_PARTY | GEOGRAPHIC;
  return is_capital(p, i) && !is_class(p, i, own) && is(p, i + 1, VB_S("of"));
}

/* Friendship, Peace: what societies are for. */
static bool is_aim(const vb_np *p, ptrdiff_t i) {
  return is_capital(p, i) && is_class(p, i, VB_WORD_MODIFIER | VB_WORD_PORTFOLIO);
}

static bool is_aim_word(const vb_np *p, ptrdiff_t i) {
  uint32_t other = VB_WORD_OFFICE | VB_WORD_ORGANISATION | VB_WORD_PARTY | GEOGRAPHIC;
  return is_aim(p, i) || (is_capital(p, i) && !is_class(p, i, VB_WORD_NEVER_NAME | other));
}

/* A month and a day inside a name: more of it follows. */
static bool is_dated_name(const vb_np *p, ptrdiff_t i) {
  return is_capital(p, i) && at(p, i + 1)->kind == VB_TOKEN_NUMBER && is_capital(p, i + 2) &&
         !is_class(p, i + 2, VB_WORD_NEVER_NAME);
}

/* the Peace | Treaty of Lund: a word that is no name begins a longer one. */
static bool is_word_of_name(const vb_np *p, ptrdiff_t i) {
  uint32_t own = VB_WORD_NEVER_NAME | VB_WORD_OFFICE | VB_WORD_ORGANISATION | GEOGRAPHIC;
  ptrdiff_t next = is(p, i + 1, VB_S("and")) ? i + 2 : i + 1; /* Peace and Unity */
  return is_class(p, i, VB_WORD_NO_NAME) && !is_class(p, i, VB_WORD_OFFICE) &&
         is_capital(p, next) && !is_class(p, next, own);
}

/* Portfolios joined by "and", or a run of capitals, from token k on; -1 if there is neither. */
static ptrdiff_t name_run(const vb_np *p, ptrdiff_t k) {
  ptrdiff_t last = -1, portfolio = -1;
  while (k < p->end) {
    vb_phrase_match m = match(p, k, VB_WORD_PORTFOLIO);
    if (m.n_tokens) {
      last = portfolio = k += m.n_tokens;
    } else if (at(p, k)->kind == VB_TOKEN_NUMBER && is_capital(p, k + 1)) {
      k++; /* the 17th World Fair */
    } else if (k == portfolio && is_capital(p, k) && is_capital(p, k + 1)) {
      break; /* Secretary of Homeland Security | Ana Costa */
    } else if (is_capital(p, k) &&
               (!is_class(p, k, VB_WORD_NEVER_NAME | VB_WORD_OFFICE) || is_word_of_name(p, k))) {
      last = ++k;
    } else if (is(p, k, VB_S("and")) && last == k && is_aim(p, k - 1) && is_aim_word(p, k + 1)) {
      k++; /* for Friendship | and Solidarity */
    } else if (k == last && is_dated_name(p, k)) {
      k += 2; /* for Implementing | June 15 | Joint Declaration */
    } else if (k == last && is_capital(p, k) && is_class(p, k, VB_WORD_MODIFIER)) {
      last = ++k;
    } else if (is(p, k, VB_S("and")) && last == k && is_more_of_it(p, k + 1)) {
      k = vb_np_determiner(p, k + 1);
    } else if ((is(p, k, VB_S("and")) || is(p, k, VB_S(",")) || is(p, k, VB_S("&"))) && last == k &&
               is_class(p, k + 1, VB_WORD_PORTFOLIO)) {
      k++;
    } else {
      break;
    }
  }
  return last;
}

/* What may follow "of", "for", "on" behind a head: another organisation, a country, portfolios
 * joined by "and", or a run of capitals ("the family of Zhang"). */
ptrdiff_t vb_np_complement(const vb_np *p, ptrdiff_t i, vb_np_org *o) {
  ptrdiff_t k = vb_np_determiner(p, i);
  if (is(p, k, VB_S("late"))) k++;
  /* of various countries: whoever they are */
  if (is_class(p, k, VB_WORD_MODIFIER) && !is_capital(p, k) && is_word(p, k + 1) &&
      vb_str_ends(at(p, k + 1)->fold, VB_S("s")) && !is_class(p, k + 1, VB_WORD_ORGANISATION))
    return k + 2;
  vb_str code = {0};
  vb_np_org inner = {0};
  ptrdiff_t behind = vb_np_organisation(p, k, &inner);
  if (behind > 0) {
    if (inner.party_country)
      o->country = inner.country, o->party_country = true;
    else
      take_country(o, inner.country);
    return behind;
  }
  behind = vb_np_country(p, k, &code);
  if (behind > 0) return take_country(o, code), behind;
  return name_run(p, k);
}

static bool is_linker(const vb_np *p, ptrdiff_t i) {
  return is(p, i, VB_S("of")) || is(p, i, VB_S("for")) || is(p, i, VB_S("on")) ||
         is(p, i, VB_S("in")) || is(p, i, VB_S("under")) || is(p, i, VB_S("with"));
}

/* "C.C., the Workers' Party": the comma of an abbreviated "Central Committee of". */
static bool is_committee_comma(const vb_np *p, ptrdiff_t i, ptrdiff_t start) {
  return is(p, i, VB_S(",")) && i > start &&
         (is(p, i - 1, VB_S("c.c.")) || is(p, i - 1, VB_S("cc")));
}

/* "... of foreign affairs" | "and trade": more of what the head is of. */
ptrdiff_t vb_np_more_portfolios(const vb_np *p, ptrdiff_t i) {
  for (;;) {
    bool joined = is(p, i, VB_S("and")) || is(p, i, VB_S(",")) || is(p, i, VB_S("&"));
    if (!joined || i == 0 || !is_class(p, i - 1, VB_WORD_PORTFOLIO)) return i;
    vb_phrase_match m = match(p, i + 1, VB_WORD_PORTFOLIO);
    if (!m.n_tokens) return i;
    i += 1 + m.n_tokens;
  }
}

/* A small word that a name begins with: a capital, and another behind it. */
static bool is_ordinal_name(const vb_np *p, ptrdiff_t i) {
  return is_capital(p, i) && is_class(p, i, VB_WORD_FUNCTION) && is_capital(p, i + 1) &&
         !is_class(p, i + 1, VB_WORD_NEVER_NAME);
}

/* Chains "of ..." behind a head.  "in" and "on" carry on only to capitals that are no time. */
ptrdiff_t vb_np_chain(const vb_np *p, ptrdiff_t i, vb_np_org *o) {
  i = vb_np_more_portfolios(p, i);
  bool pair = is(p, i, VB_S("and")) && is_class(p, i + 1, VB_WORD_ORGANISATION) &&
              !is_capital(p, i + 1) && is(p, i + 2, VB_S("of"));
  if (pair) i += 2; /* family and friends of */
  for (;;) {
    i = skip_bracket(p, i);
    bool comma = is_committee_comma(p, i, o->start);
    bool bare = !comma && i > o->start && is(p, i - 1, VB_S("c.c.")) && is_capital(p, i);
    if (!comma && !bare && !is_linker(p, i)) return i;
    ptrdiff_t next = bare ? i : i + 1;
    bool weak = is(p, i, VB_S("in")) || is(p, i, VB_S("on")) || is(p, i, VB_S("under")) ||
                is(p, i, VB_S("with")) || comma;
    ptrdiff_t bare_next = vb_np_determiner(p, next);
    if (at(p, bare_next)->kind == VB_TOKEN_NUMBER && is(p, i, VB_S("in"))) bare_next++;
    if (is_ordinal_name(p, bare_next)) next = ++bare_next; /* in the | Third World Congress */
    if (weak && (!is_capital(p, bare_next) || is_class(p, bare_next, VB_WORD_NEVER_NAME))) return i;
    ptrdiff_t behind = vb_np_complement(p, next, o);
    if (behind < 0) return i;
    i = behind;
  }
}

/* "the people of Portugal", "the Portuguese government and people". */
ptrdiff_t vb_np_nation(const vb_np *p, ptrdiff_t i, vb_np_org *found) {
  vb_np_org o = {.start = i};
  vb_phrase_match geo = match(p, i, VB_WORD_DEMONYM);
  ptrdiff_t k = i + geo.n_tokens;
  if (is(p, k, VB_S("government")) && is(p, k + 1, VB_S("and"))) k += 2;
  if (is(p, k, VB_S("the"))) k++;
  if (!is(p, k, VB_S("people")) || is_capital(p, k)) return -1;
  k++;
  if (is(p, k, VB_S("'s"))) return -1;
  if (geo.n_tokens) {
    o.country = vb_np_country_code(p, geo);
  } else {
    if (!is(p, k, VB_S("of"))) return -1;
    k = vb_np_country(p, k + 1, &o.country);
    if (k < 0) return -1;
  }
  o.end = k;
  *found = o;
  return k;
}

static ptrdiff_t read_organisation(const vb_np *p, ptrdiff_t i, vb_np_org *found) {
  vb_np_org o = {.start = i};
  ptrdiff_t k = i, head_end = -1;
  while (k < p->end) {
    bool head;
    ptrdiff_t next = org_piece(p, k, head_end >= 0, &o, &head);
    if (next < 0) break;
    k = next;
    if (head) head_end = k;
  }
  if (head_end < 0) return -1;
  o.end = vb_np_chain(p, head_end, &o);
  *found = o;
  return o.end;
}

ptrdiff_t vb_np_organisation(const vb_np *p, ptrdiff_t i, vb_np_org *found) {
  vb_np_memo *memo = p->memo;
  if (memo->start == i) {
    if (memo->behind > 0) *found = memo->org;
    return memo->behind;
  }
  bool first = !memo->known;
  memo->known = true; /* those that are read inside it are not it */
  ptrdiff_t behind = vb_np_head_ahead(p, i) ? read_organisation(p, i, found) : -1;
  if (!first) return behind;
  memo->start = i, memo->behind = behind;
  if (behind > 0) memo->org = *found;
  return behind;
}
