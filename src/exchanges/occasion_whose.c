/* Whose occasion it is. */
#include "exchanges/keying.h"

static bool is_abbreviation(vb_str name) {
  enum { LONGEST = 6 };
  bool all = name.n >= 2 && name.n <= LONGEST;
  for (ptrdiff_t i = 0; i < name.n; i++) all &= vb_is_upper(name.p[i]);
  return all;
}

vb_str vb_keying_body(const vb_occasion_keys *keys, ptrdiff_t row, vb_arena *out) {
  vb_str names = vb_keying_field(keys->bodies, row, "names");
  for (vb_str name; (name = vb_alternative_next(&names)).p;)
    if (is_abbreviation(name)) return name;
  enum { MOST = 16 };
  vb_strs words = vb_wordmap_split(vb_keying_field(keys->bodies, row, "name"), MOST, out);
  vb_str code = {0};
  for (ptrdiff_t i = 0; i < words.n; i++)
    code = i ? vb_str_format(out, "%.*s-%.*s", VB_ARG(code), VB_ARG(words.v[i])) : words.v[i];
  return code;
}

ptrdiff_t vb_keying_country_row(const vb_occasion_keys *keys, vb_str code) {
  for (ptrdiff_t row = 0; keys->countries && row < keys->countries->n_rows; row++)
    if (vb_str_eq(vb_keying_field(keys->countries, row, "iso2"), code)) return row;
  return -1;
}

vb_str vb_keying_name(const vb_occasion_keys *keys, vb_str name, vb_arena *out) {
  vb_name folded = vb_name_fold(&keys->names, name, out);
  vb_str all = {0};
  for (ptrdiff_t i = 0; i < folded.words.n; i++)
    all = i ? vb_str_format(out, "%.*s-%.*s", VB_ARG(all), VB_ARG(folded.words.v[i]))
            : folded.words.v[i];
  return all;
}

const vb_actors *vb_keying_side(const vb_exchange *x) {
  switch (x->form) {
  case VB_FORM_CALL:
  case VB_FORM_MEETING:
  case VB_FORM_VISIT:
  case VB_FORM_STATEMENT: return NULL;
  case VB_FORM_GIFT:
  case VB_FORM_WREATH: return &x->to;
  default: break;
  }
  bool own = x->reply || x->purpose == VB_PURPOSE_THANKS || x->purpose == VB_PURPOSE_REPLY ||
             x->purpose == VB_PURPOSE_NOTIFICATION;
  return own ? &x->from : &x->to;
}

/* The one country of all actors of a side; {0}. */
static vb_str country_of(const vb_actors *side) {
  vb_str country = {0};
  for (ptrdiff_t i = 0; side && i < side->n; i++) {
    vb_str one = side->v[i].country;
    if (!one.n || (country.n && !vb_str_eq(one, country))) return (vb_str){0};
    country = one;
  }
  return country;
}

static bool names_ambiguously(const vb_occasion_keys *keys, ptrdiff_t row, vb_str word,
                              vb_arena scratch) {
  vb_str all = vb_keying_field(keys->countries, row, "ambiguous");
  for (vb_str name; (name = vb_alternative_next(&all)).p;) {
    vb_strs words = vb_wordmap_split(name, 2, &scratch);
    if (words.n == 1 && vb_str_eq(words.v[0], word)) return true;
  }
  return false;
}

/* "Korea": words of several countries mean the one that this side is of. */
static void accept_ambiguous(vb_keying *k, vb_str country) {
  ptrdiff_t row = country.n ? vb_keying_country_row(k->keys, country) : -1;
  for (ptrdiff_t i = 0; row >= 0 && i < k->text.n; i++)
    if (names_ambiguously(k->keys, row, k->text.words[i].bare, *k->out))
      k->text.words[i].covered = true;
}

vb_str vb_keying_country(vb_keying *k, bool any_place) {
  const vb_occasion_text *t = &k->text;
  k->by_country = true;
  if (t->n_countries == 1) return vb_keying_field(k->keys->countries, t->countries[0], "iso2");
  if (t->n_countries) return (vb_str){0};
  vb_str country = country_of(k->about);
  vb_str from = country_of(&k->exchange->from), to = country_of(&k->exchange->to);
  k->doubtful = country.n && vb_str_eq(from, to);
  if (any_place || !vb_occasion_text_unknown(t)) return country;
  accept_ambiguous(k, country);
  if (!vb_occasion_text_unknown(t)) return country;
  const vb_exchange *x = k->exchange;
  vb_str other = country_of(k->about == &x->to ? &x->from : &x->to);
  accept_ambiguous(k, other);
  return vb_occasion_text_unknown(t) ? (vb_str){0} : other;
}

static ptrdiff_t body_of_side(const vb_keying *k) {
  for (ptrdiff_t i = 0; k->about && i < k->about->n; i++) {
    const vb_actor *a = &k->about->v[i];
    ptrdiff_t row = vb_occasion_body_in(k->keys, a->organisation, *k->out);
    if (row < 0) row = vb_occasion_body_in(k->keys, a->office, *k->out);
    if (row >= 0) return row;
  }
  return -1;
}

/* A congress is a party's; of what else is founded or elected, only where the words say so. */
static vb_str whose_body(vb_keying *k, bool numbered) {
  const vb_occasion_text *t = &k->text;
  ptrdiff_t body = t->body;
  bool lone_body = k->about && k->about->n == 1 && !k->about->v[0].name.n &&
                   k->about->v[0].organisation.n && !t->state;
  bool side_may = !t->n_countries && !vb_occasion_text_unknown(t);
  if (body < 0 && side_may && (numbered || t->of_body || lone_body)) body = body_of_side(k);
  if (body >= 0) return vb_keying_body(k->keys, body, k->out);
  if (t->of_body || (lone_body && side_may)) return (vb_str){0};
  return vb_keying_country(k, false);
}

static vb_str whose_pair(vb_keying *k) {
  const vb_occasion_text *t = &k->text;
  vb_str a =
      t->n_countries ? vb_keying_field(k->keys->countries, t->countries[0], "iso2") : (vb_str){0};
  vb_str b = t->n_countries > 1 ? vb_keying_field(k->keys->countries, t->countries[1], "iso2")
                                : (vb_str){0};
  vb_str from = country_of(&k->exchange->from), to = country_of(&k->exchange->to);
  if (t->n_countries > 2 || (!t->n_countries && vb_occasion_text_unknown(t))) return (vb_str){0};
  if (!a.n) a = from;
  if (!b.n) b = vb_str_eq(a, to) ? from : to;
  if (t->n_countries == 1 && !vb_str_eq(a, from) && !vb_str_eq(a, to)) return (vb_str){0};
  if (!a.n || !b.n || vb_str_eq(a, b)) return (vb_str){0};
  bool ordered = vb_str_compare(a, b) < 0;
  return vb_str_format(k->out, "%.*s-%.*s", VB_ARG(ordered ? a : b), VB_ARG(ordered ? b : a));
}

/* Who is named; else whom the exchange is for: a birthday is the recipient's, the dead one is whom
 * a wreath is laid for. */
static vb_str whose_person(const vb_keying *k) {
  vb_str named = vb_occasion_text_person(k->keys, &k->text, k->out);
  if (named.n) return named;
  bool death = vb_str_eq(k->kind, VB_S("death")), wreath = k->exchange->form == VB_FORM_WREATH;
  bool told_otherwise = k->text.n_countries || k->text.body >= 0 || k->text.of_body;
  if (told_otherwise || death != wreath || !k->about || k->about->n != 1) return (vb_str){0};
  return vb_keying_name(k->keys, k->about->v[0].name, k->out);
}

/* "63rd birthday of the republic" */
static bool is_of_state(const vb_keying *k) {
  const vb_occasion_text *t = &k->text;
  if (!vb_str_eq(k->kind, VB_S("birthday"))) return false;
  if (vb_occasion_text_person(k->keys, t, k->out).n) return false;
  bool lone_body = k->about && k->about->n == 1 && !k->about->v[0].name.n;
  return t->n_countries == 1 || t->body >= 0 || t->state || t->of_body || lone_body;
}

void vb_keying_find_whose(vb_keying *k) {
  ptrdiff_t row = k->text.kind;
  if (is_of_state(k)) {
    k->kind = VB_S("founding");
    k->whose = whose_body(k, false);
    return;
  }
  vb_str whose = vb_keying_field(k->keys->kinds, row, "whose");
  bool numbered = vb_str_eq(vb_keying_field(k->keys->kinds, row, "counts"), VB_S("number"));
  if (vb_str_eq(whose, VB_S("country"))) k->whose = vb_keying_country(k, false);
  if (vb_str_eq(whose, VB_S("place"))) k->whose = vb_keying_country(k, true);
  if (vb_str_eq(whose, VB_S("body"))) k->whose = whose_body(k, numbered);
  if (vb_str_eq(whose, VB_S("pair"))) k->whose = whose_pair(k);
  if (vb_str_eq(whose, VB_S("person"))) k->whose = whose_person(k);
}
