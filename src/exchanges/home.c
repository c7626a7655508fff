#include "exchanges/home.h"

/* Country at token i; *end gets the token behind it.  {0} if there is none. */
static vb_str country_at(const vb_words *words, vb_tokens tokens, ptrdiff_t i, ptrdiff_t *end) {
  if (i >= tokens.n) return (vb_str){0};
  vb_phrase_match m = vb_words_at(words, tokens, i, tokens.n, VB_WORD_COUNTRY | VB_WORD_DEMONYM);
  if (!m.n_tokens) return (vb_str){0};
  *end = i + m.n_tokens;
  return vb_table_field(words->countries, m.payload, vb_table_column(words->countries, "iso2"));
}

/* Takes a country for the answer; a second one spoils it. */
typedef struct {
  vb_str country;
  bool several;
} answer;

static void take(answer *a, vb_str country) {
  if (a->country.n && !vb_str_eq(a->country, country)) a->several = true;
  a->country = country;
}

/* Two countries that the text puts beside each other. */
typedef struct {
  vb_str one, two;
} pair;
VB_SLICE_TYPE(pairs, pair);

/* Rule 3 for one country of the other side. */
typedef struct {
  vb_str counterpart;
  answer answer;
} neighbour;
VB_SLICE_TYPE(neighbours, neighbour);

/* What the page says of homes: read once, however many office holders ask. */
typedef struct {
  const vb_words *words;
  answer outlet;
  pairs pairs;
  neighbours neighbours;
  vb_arena *scratch;
} homes;

static void take_pair(homes *h, vb_str one, vb_str two) {
  if (!vb_str_eq(one, two)) *vb_push(h->scratch, &h->pairs) = (pair){one, two};
}

/* "Kazakhstan-Türkiye" is one token: its two halves are looked up by themselves. */
static void take_hyphened(homes *h, const vb_token *token) {
  ptrdiff_t hyphen = vb_str_find_char(token->text, '-', 0), end = 0;
  if (hyphen <= 0 || !(token->flags & VB_TOKEN_CAPITAL)) return;
  vb_str halves[] = {vb_str_slice(token->text, 0, hyphen),
                     vb_str_slice(token->text, hyphen + 1, token->text.n)};
  vb_str country[2];
  vb_arena scratch = *h->scratch;
  for (int i = 0; i < 2; i++) {
    vb_tokens t = vb_tokens_make(h->words->abbreviations, halves[i], &scratch);
    country[i] = country_at(h->words, t, 0, &end);
    if (!country[i].n || end != t.n) return;
  }
  take_pair(h, country[0], country[1]);
}

static bool joins(const vb_token *t) {
  return vb_token_is(t, VB_S("and")) || vb_token_is(t, VB_S("-"));
}

static void read_pairs(homes *h, vb_tokens tokens) {
  for (ptrdiff_t i = 0; i < tokens.n; i++) {
    take_hyphened(h, &tokens.v[i]);
    ptrdiff_t end = i;
    vb_str one = country_at(h->words, tokens, i, &end);
    if (!one.n) continue;
    if (end < tokens.n && joins(&tokens.v[end])) {
      ptrdiff_t next = end + 1, after;
      if (next < tokens.n && vb_token_is(&tokens.v[next], VB_S("the"))) next++;
      vb_str two = country_at(h->words, tokens, next, &after);
      if (two.n) take_pair(h, one, two);
    }
    i = end - 1;
  }
}

/* Rule 3. */
static answer beside(homes *h, vb_str counterpart) {
  for (ptrdiff_t i = 0; i < h->neighbours.n; i++)
    if (vb_str_eq(h->neighbours.v[i].counterpart, counterpart)) return h->neighbours.v[i].answer;
  answer a = {0};
  for (ptrdiff_t i = 0; i < h->pairs.n; i++) {
    const pair *p = &h->pairs.v[i];
    if (vb_str_eq(p->one, counterpart)) take(&a, p->two);
    if (vb_str_eq(p->two, counterpart)) take(&a, p->one);
  }
  *vb_push(h->scratch, &h->neighbours) = (neighbour){counterpart, a};
  return a;
}

/* Rule 2. */
static answer of_outlet(const vb_words *words, vb_str outlet, vb_arena scratch) {
  answer a = {0};
  bool office = false;
  vb_tokens tokens = vb_tokens_make(words->abbreviations, outlet, &scratch);
  for (ptrdiff_t i = 0; i < tokens.n; i++) {
    ptrdiff_t end;
    vb_str country = country_at(words, tokens, i, &end);
    if (country.n) take(&a, country);
    office |= vb_words_at(words, tokens, i, tokens.n, VB_WORD_OFFICE).n_tokens > 0;
  }
  return office ? a : (answer){0};
}

static vb_str country_of(vb_actors side) {
  for (ptrdiff_t i = 0; i < side.n; i++)
    if (side.v[i].country.n) return side.v[i].country;
  return (vb_str){0};
}

/* Rule 1. */
static vb_str of_office(const vb_words *words, vb_str office, vb_arena scratch) {
  vb_tokens tokens = vb_tokens_make(words->abbreviations, office, &scratch);
  ptrdiff_t column = vb_table_column(words->offices, "country");
  for (ptrdiff_t i = 0; i < tokens.n; i++) {
    vb_phrase_match m = vb_words_at(words, tokens, i, tokens.n, VB_WORD_OFFICE);
    vb_str country = m.n_tokens ? vb_table_field(words->offices, m.payload, column) : (vb_str){0};
    if (country.n) return country;
  }
  return (vb_str){0};
}

static bool is_homeless(const vb_actor *actor) {
  return actor->name.n && actor->office.n && !actor->country.n && !actor->organisation.n;
}

static void fill_side(homes *h, vb_actors side, vb_str counterpart) {
  for (ptrdiff_t i = 0; i < side.n; i++) {
    if (!is_homeless(&side.v[i])) continue;
    side.v[i].country = of_office(h->words, side.v[i].office, *h->scratch);
    if (side.v[i].country.n || !counterpart.n) continue;
    answer a = h->outlet;
    if (!a.country.n || vb_str_eq(a.country, counterpart)) a = beside(h, counterpart);
    if (!a.several) side.v[i].country = a.country;
  }
}

void vb_homes_fill(vb_finder *finder, vb_tokens text, vb_arena scratch) {
  const vb_words *words = finder->grammar->words;
  homes h = {.words = words, .scratch = &scratch};
  h.outlet = of_outlet(words, finder->article->outlet, scratch);
  if (finder->found.n) read_pairs(&h, text);
  for (ptrdiff_t i = 0; i < finder->found.n; i++) {
    vb_exchange *x = &finder->found.v[i];
    vb_str from = country_of(x->from), to = country_of(x->to);
    fill_side(&h, x->from, to);
    fill_side(&h, x->to, from);
  }
}
