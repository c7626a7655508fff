/* Internal to mentions: the parsers of noun phrases, and what they share.
 *
 *   mention.c        actors: names with the offices around them, groups, countries, pronouns
 *   office.c         [Chinese Vice] president [of the Republic of ...]
 *   organisation.c   [the] Central Committee of the ... Party
 *   person_name.c    Salman bin Rashid Al Noor
 *
 * Each parser takes a position and returns the position behind what it took, or
 * -1 when there is nothing of its kind; none of them looks before the position
 * but for the one token that says how a sentence runs.
 */
#ifndef VB_LANGUAGE_NOMINAL_H
#define VB_LANGUAGE_NOMINAL_H

#include "language/mention.h"

enum { GEOGRAPHIC = VB_WORD_COUNTRY | VB_WORD_DEMONYM };

typedef struct {
  ptrdiff_t start, end;
  vb_str country;
  bool party_country; /* the country comes from the register of parties */
} vb_np_org;

/* The organisation that was looked for first, which a second attempt at the mention looks for
 * again. */
typedef struct {
  bool known;
  ptrdiff_t start, behind; /* -1: not read yet; none found */
  vb_np_org org;
} vb_np_memo;

typedef struct {
  const vb_words *words;
  vb_tokens t;
  ptrdiff_t end;
  vb_arena *out;
  vb_np_memo *memo;
} vb_np;

typedef struct {
  ptrdiff_t start, end;
  vb_str country;
} vb_np_held;

/* ---- small questions about a token, short because every line asks several ---- */

static inline const vb_token *at(const vb_np *p, ptrdiff_t i) {
  static const vb_token none = {.kind = VB_TOKEN_PUNCT};
  return i >= 0 && i < p->end ? &p->t.v[i] : &none;
}

static inline bool is(const vb_np *p, ptrdiff_t i, vb_str word) {
  return vb_token_is(at(p, i), word);
}

static inline bool is_word(const vb_np *p, ptrdiff_t i) { return at(p, i)->kind == VB_TOKEN_WORD; }

static inline bool is_capital(const vb_np *p, ptrdiff_t i) {
  return is_word(p, i) && (at(p, i)->flags & VB_TOKEN_CAPITAL);
}

static inline vb_phrase_match match(const vb_np *p, ptrdiff_t i, uint32_t classes) {
  return vb_words_at(p->words, p->t, i, p->end, classes);
}

static inline bool is_class(const vb_np *p, ptrdiff_t i, uint32_t classes) {
  const vb_token *t = at(p, i);
  if (!(t->is & classes)) return false;
  return i + t->longest <= p->end || match(p, i, classes).n_tokens > 0;
}

static inline vb_str text(const vb_np *p, ptrdiff_t start, ptrdiff_t end) {
  return vb_tokens_text(p->t, start, end, p->out);
}

/* ---- nominal.c ---- */

/* Is "An" at i the name? */
bool vb_np_is_name_an(const vb_np *p, ptrdiff_t i);
/* Behind "the", "a", "his"; i itself if there is none. */
static inline ptrdiff_t vb_np_determiner(const vb_np *p, ptrdiff_t i) {
  return is_class(p, i, VB_WORD_DETERMINER) && !vb_np_is_name_an(p, i) ? i + 1 : i;
}
vb_str vb_np_country_code(const vb_np *p, vb_phrase_match m);
/* [the] [Kingdom of] Country.  *code gets the ISO code. */
ptrdiff_t vb_np_country(const vb_np *p, ptrdiff_t i, vb_str *code);

/* ---- organisation.c ---- */

ptrdiff_t vb_np_organisation(const vb_np *p, ptrdiff_t i, vb_np_org *found);
/* "the people of Portugal", "the Portuguese government and people". */
ptrdiff_t vb_np_nation(const vb_np *p, ptrdiff_t i, vb_np_org *found);
/* Is there an organisation's head noun within the run of words from i? */
bool vb_np_head_ahead(const vb_np *p, ptrdiff_t i);
/* What may follow "of", "for", "on" behind a head or an office. */
ptrdiff_t vb_np_complement(const vb_np *p, ptrdiff_t i, vb_np_org *o);
/* Chains of complements; returns i if there is none. */
ptrdiff_t vb_np_chain(const vb_np *p, ptrdiff_t i, vb_np_org *o);
/* "of foreign affairs | and trade": returns i if nothing more is joined. */
ptrdiff_t vb_np_more_portfolios(const vb_np *p, ptrdiff_t i);

/* ---- office.c ---- */

ptrdiff_t vb_np_office(const vb_np *p, ptrdiff_t i, vb_np_held *found);
ptrdiff_t vb_np_office_complement(const vb_np *p, ptrdiff_t i, vb_np_held *o);

/* ---- person_name.c ---- */

/* al-Wadi, el-Hadi: a particle, a hyphen, a capital. */
bool vb_np_has_particle(const vb_token *t);
static inline bool vb_np_is_particle_name(const vb_token *t) {
  return !t->plain && t->kind == VB_TOKEN_WORD && !vb_token_is_small(t) && vb_np_has_particle(t);
}
/* May, March: is the word a month too? */
bool vb_np_is_month_like(const vb_token *t);
ptrdiff_t vb_np_name(const vb_np *p, ptrdiff_t i);

#endif
