#include "base/utf8.h"
#include "language/nominal.h"

/* Longer runs of capitals are cut. */
enum { NAME_WORDS = 24, PARTICLE_BYTES = 3 };

bool vb_np_has_particle(const vb_token *t) {
  ptrdiff_t dash = 0;
  while (dash <= PARTICLE_BYTES && dash < t->text.n && t->text.p[dash] != '-') dash++;
  if (dash < 1 || dash > PARTICLE_BYTES || dash + 1 >= t->text.n) return false;
  return vb_utf8_is_upper(vb_utf8_decode(t->text, dash + 1, &(int){0}));
}

bool vb_np_is_month_like(const vb_token *t) {
  switch (t->fold.n) {
  case 3: return vb_token_is(t, VB_S("may"));
  case 4: return vb_token_is(t, VB_S("june"));
  case 5: return vb_token_is(t, VB_S("march")) || vb_token_is(t, VB_S("april"));
  case 6: return vb_token_is(t, VB_S("august"));
  default: return false;
  }
}

/* A small word that begins a name: capitalised in running text, before another capital. */
static bool is_small_name(const vb_np *p, ptrdiff_t i) {
  if (i == 0 || !is_class(p, i, VB_WORD_FUNCTION) || !is_capital(p, i + 1)) return false;
  const vb_token *before = &p->t.v[i - 1];
  bool running = before->kind == VB_TOKEN_WORD && !(before->flags & VB_TOKEN_CAPITAL);
  return running && !is_class(p, i + 1,
                              VB_WORD_NEVER_NAME | VB_WORD_OFFICE | VB_WORD_ORGANISATION |
                                  GEOGRAPHIC | VB_WORD_PARTY);
}

/* A word that is a month too stands where a person does: before a verb or a clitic, and not behind
 * a small word that dates. */
static bool is_person_place(const vb_np *p, ptrdiff_t i) {
  if (i == 0 || vb_words_at(p->words, p->t, i - 1, i, VB_WORD_DATING).n_tokens) return false;
  return !is(p, i + 1, VB_S(",")) && !is(p, i + 1, VB_S("."));
}

/* Sultan, Shah, Khan, Sheikh: titles that are part of names too. */
static bool is_name_title(const vb_np *p, ptrdiff_t i) {
  if (is_class(p, i, VB_WORD_DEMONYM)) return false;
  vb_phrase_match office = match(p, i, VB_WORD_OFFICE);
  if (office.n_tokens > 1) return false;
  if (!office.n_tokens) return match(p, i, VB_WORD_HONORIFIC).n_tokens == 1;
  const vb_table *t = p->words->offices;
  return vb_words_level_is_in_names(vb_table_field(t, office.payload, p->words->office_level));
}

/* Lake, but not Park: of words for places only those begin a name that are surnames too. */
static bool begins_place(const vb_np *p, ptrdiff_t i) {
  vb_phrase_match m = match(p, i, VB_WORD_PLACE);
  return m.n_tokens && m.payload != p->words->place_surnames;
}

/* "on his arrival at Lisbon Ana Costa was met": a seat of government behind "at" or "in". */
static bool is_seat_told(const vb_np *p, ptrdiff_t i) {
  return i > 0 && is_class(p, i, VB_WORD_SEAT) && is_capital(p, i + 1) &&
         vb_words_at(p->words, p->t, i - 1, i, VB_WORD_TIME_PREPOSITION).n_tokens;
}

/* May the token at i stand in a name after `n` words of it? */
static bool name_word(const vb_np *p, ptrdiff_t i, int n) {
  const vb_token *t = at(p, i);
  if (vb_np_is_particle_name(t)) return true;
  if (!is_capital(p, i)) return false;
  if (!n && (is_small_name(p, i) || vb_np_is_name_an(p, i))) return true;
  if (vb_np_is_month_like(t) && at(p, i + 1)->kind != VB_TOKEN_NUMBER &&
      (n || is_person_place(p, i)))
    return true;
  /* Mahmud Sultan Ismail: a title inside a name, when the name goes on */
  bool title = n && is_name_title(p, i);
  if (title && n > 1 && is(p, i + 1, VB_S(","))) return true; /* ... Ismail Shah, king of */
  if (title && is_capital(p, i + 1) && !is_class(p, i + 1, VB_WORD_NEVER_NAME | VB_WORD_OFFICE))
    return true;
  uint32_t stops = VB_WORD_NEVER_NAME | VB_WORD_DEMONYM | VB_WORD_PARTY;
  if (is_class(p, i, stops | VB_WORD_OFFICE | VB_WORD_ORGANISATION)) return false;
  /* Secretary Hall: behind an office a word for a place is a name */
  bool titled =
      i > 0 && vb_words_at(p->words, p->t, i - 1, i, VB_WORD_OFFICE | VB_WORD_HONORIFIC).n_tokens;
  return n || (!is_class(p, i, VB_WORD_COUNTRY | VB_WORD_AGENCY) && !is_seat_told(p, i) &&
               (titled || !begins_place(p, i)));
}

/* bin, de, van ... followed by a capital. */
static ptrdiff_t name_particles(const vb_np *p, ptrdiff_t i) {
  ptrdiff_t k = i;
  while (is_class(p, k, VB_WORD_PARTICLE) && k < i + 3) k++;
  return k > i && name_word(p, k, 1) ? k : i;
}

ptrdiff_t vb_np_name(const vb_np *p, ptrdiff_t i) {
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
  /* Cuba-Laos Friendship | and Solidarity Committee */
  bool of_body = is(p, k, VB_S("and")) && is_class(p, k - 1, VB_WORD_MODIFIER | VB_WORD_PORTFOLIO);
  if (of_body && vb_np_head_ahead(p, k + 1)) return -1;
  /* a run that ends in, or stands before, the name of a kind of place is a place */
  if (is_capital(p, k) && is_class(p, k, VB_WORD_ORGANISATION)) return -1;
  if ((n > 1 && is_class(p, k - 1, VB_WORD_PLACE)) ||
      (is_capital(p, k) && is_class(p, k, VB_WORD_PLACE)))
    return -1;
  return k;
}
