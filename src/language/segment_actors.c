#include "language/segment_actors.h"

#include "base/utf8.h"
#include "language/segment_persons.h"

enum { NAME_CHARACTERS = 24, GAP_TOKENS = 6, OFFICES = 6, MAX_PERSONS = 200, NAME_WORDS = 5 };

/* The alternatives of a class of LANGUAGE/words. */
static vb_strs words_of_class(const vb_table *table, const char *class, vb_arena *arena) {
  vb_strs all = {0};
  for (ptrdiff_t row = 0; table && row < table->n_rows; row++) {
    vb_str list = vb_table_field(table, row, 1);
    if (!vb_str_eq(vb_table_field(table, row, 0), vb_str_from(class))) continue;
    while (list.p) *vb_push(arena, &all) = vb_alternative_next(&list);
  }
  return all;
}

/* What the dictionary of a language knows. */
static const struct {
  const char *table, *column, *class;
  vb_segment_kind kind;
} sources[] = {
    {"countries", "names", NULL, VB_SEGMENT_COUNTRY},
    {"offices", "office", NULL, VB_SEGMENT_OFFICE},
    {"offices", "names", NULL, VB_SEGMENT_OFFICE},
    {"organisations", "head", NULL, VB_SEGMENT_ORGANISATION},
    {"honorifics", "names", "title", VB_SEGMENT_TITLE},
    {"honorifics", "names", "respect", VB_SEGMENT_RESPECT},
    {"surnames", "names", NULL, VB_SEGMENT_SURNAME},
    {"words", "words", "modifier", VB_SEGMENT_MODIFIER},
    {"words", "words", "joint", VB_SEGMENT_JOINT},
    {"words", "words", "list", VB_SEGMENT_LIST},
    {"words", "words", "stop", VB_SEGMENT_STOP},
    {"time", "words", NULL, VB_SEGMENT_STOP},
    {"words", "words", "particle", VB_SEGMENT_PARTICLE},
    {"words", "words", "subject", VB_SEGMENT_PARTICLE},
    {"words", "words", "subject", VB_SEGMENT_SUBJECT},
    {"words", "words", "dative", VB_SEGMENT_PARTICLE},
    {"words", "words", "dative", VB_SEGMENT_DATIVE},
    {"words", "words", "after-vowel", VB_SEGMENT_AFTER_VOWEL},
    {"words", "words", "after-consonant", VB_SEGMENT_AFTER_CONSONANT},
    {"words", "words", "particle-list", VB_SEGMENT_PARTICLE},
    {"words", "words", "particle-list", VB_SEGMENT_LIST},
    {"words", "words", "particle-joint", VB_SEGMENT_PARTICLE},
    {"words", "words", "particle-joint", VB_SEGMENT_JOINT},
};

vb_actor_words vb_actor_words_load(const vb_lexicon *lexicon, vb_str language, vb_dictionary *d,
                                   vb_arena *arena) {
  vb_actor_words w = {.dictionary = d};
  for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
    vb_str name = vb_str_format(arena, "%.*s/%s", VB_ARG(language), sources[i].table);
    const vb_table *table = vb_lexicon_table(lexicon, name);
    vb_dictionary_add_table(d, table, sources[i].column, sources[i].class, sources[i].kind, arena);
    if (sources[i].kind == VB_SEGMENT_COUNTRY) w.countries = table;
    if (sources[i].kind == VB_SEGMENT_OFFICE) w.offices = table;
  }
  const vb_table *words =
      vb_lexicon_table(lexicon, vb_str_format(arena, "%.*s/words", VB_ARG(language)));
  w.verb_endings = words_of_class(words, "verb-ending", arena);
  w.short_name_countries = words_of_class(words, "short-names", arena);
  if (w.countries) w.country_code = vb_table_column(w.countries, "iso2");
  if (w.offices) {
    w.office_level = vb_table_column(w.offices, "level");
    w.office_country = vb_table_column(w.offices, "country");
  }
  return w;
}

/* ---- reading one mention ---- */

typedef struct {
  const vb_actor_context *c;
  const vb_segments *s;
  ptrdiff_t end;
  vb_arena *out;
  vb_mention *m;
  bool international; /* the office is of no country */
} reader;

static bool is(const reader *r, ptrdiff_t i, vb_segment_kind kind) {
  return i < r->end && vb_segment_is(r->s, i, kind);
}

/* In no dictionary, and a word. */
static bool is_unknown(const reader *r, ptrdiff_t i) {
  return i < r->end && !r->s->words[i] && r->s->tokens.v[i].kind == VB_TOKEN_WORD;
}

static bool is_glued(const reader *r, ptrdiff_t i) {
  return i < r->end && (r->s->tokens.v[i].flags & VB_TOKEN_GLUED);
}

static bool is_han(const reader *r, ptrdiff_t i) {
  int len;
  int32_t c = vb_utf8_decode(r->s->tokens.v[i].text, 0, &len);
  return vb_utf8_is_cjk(c) && !(c >= 0xAC00 && c <= 0xD7AF);
}

static vb_str text_of(const reader *r, ptrdiff_t start, ptrdiff_t end) {
  return vb_tokens_text(r->s->tokens, start, end, r->out);
}

static vb_str country_of(const reader *r, ptrdiff_t i) {
  int row = r->s->words[i]->payload[VB_SEGMENT_COUNTRY];
  return vb_table_field(r->c->words->countries, row, r->c->words->country_code);
}

/* Words that nobody knows between a country and an organisation's head or an office. */
static ptrdiff_t skip_gap(const reader *r, ptrdiff_t i) {
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
static unit read_unit(const reader *r, ptrdiff_t i) {
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

static void add_office(reader *r, const unit *u) {
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
static ptrdiff_t read_offices(reader *r, ptrdiff_t i) {
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

/* ---- names ---- */

static int n_characters(const reader *r, ptrdiff_t start, ptrdiff_t end) {
  int n = 0;
  for (ptrdiff_t i = start; i < end; i++) n += (int)vb_utf8_count(r->s->tokens.v[i].text);
  return n;
}

/* Between the parts of a foreign name. */
static bool is_name_point(const reader *r, ptrdiff_t i) {
  if (i >= r->end) return false;
  vb_str text = r->s->tokens.v[i].text;
  return text.n && vb_segment_name_point(text) == text.n;
}

/* A piece that may stand in a foreign name written in Han: unknown characters, surnames, and a
 * country's name that is not all of it. */
static bool is_foreign_piece(const reader *r, ptrdiff_t i) {
  if (i >= r->end || r->s->tokens.v[i].kind != VB_TOKEN_WORD) return false;
  if (!r->s->words[i]) return is_han(r, i);
  uint32_t other = r->s->words[i]->kinds & ~(1u << VB_SEGMENT_SURNAME | 1u << VB_SEGMENT_COUNTRY);
  return !other && n_characters(r, i, i + 1) < 3;
}

/* Has a name there a family name of one character?  Where nothing is told, it may. */
static bool has_short_names(const reader *r, vb_str country) {
  vb_strs all = r->c->words->short_name_countries;
  for (ptrdiff_t k = 0; k < all.n; k++)
    if (vb_str_eq(country, all.v[k])) return true;
  return !country.n;
}

/* A family name and up to two characters. */
static ptrdiff_t surname_name(const reader *r, ptrdiff_t i) {
  if (!is(r, i, VB_SEGMENT_SURNAME)) return i;
  ptrdiff_t k = i + 1;
  while (k < i + 3 && k < r->end && is_foreign_piece(r, k) && n_characters(r, k, k + 1) == 1) k++;
  return k > i + 1 && !is_name_point(r, k) ? k : i;
}

static ptrdiff_t foreign_name(const reader *r, ptrdiff_t i) {
  ptrdiff_t k = i;
  bool point = false;
  for (; k < r->end && n_characters(r, i, k) < NAME_CHARACTERS; k++) {
    point |= is_name_point(r, k);
    if (!is_foreign_piece(r, k) && !(k > i && is_name_point(r, k))) break;
  }
  while (k > i && is_name_point(r, k - 1)) k--;
  int most = point ? NAME_CHARACTERS : 9;
  bool only_country = k == i + 1 && is(r, i, VB_SEGMENT_COUNTRY);
  return n_characters(r, i, k) > most || only_country ? i : k;
}

static ptrdiff_t han_name(const reader *r, ptrdiff_t i, vb_str country) {
  if (is(r, i, VB_SEGMENT_PERSON)) return i + 1;
  ptrdiff_t foreign = foreign_name(r, i);
  bool has_point = false;
  for (ptrdiff_t k = i; k < foreign; k++) has_point |= is_name_point(r, k);
  ptrdiff_t own = has_point ? i : surname_name(r, i);
  if (own > i && (has_short_names(r, country) || foreign <= own)) return own;
  return foreign > i && n_characters(r, i, foreign) > 1 ? foreign : i;
}

static bool is_hangul_word(const reader *r, ptrdiff_t i) {
  return i < r->end &&
         (is_unknown(r, i) || is(r, i, VB_SEGMENT_PERSON) ||
          (is(r, i, VB_SEGMENT_SURNAME) && !is(r, i, VB_SEGMENT_STOP) &&
           !(r->s->words[i]->kinds & ~(1u << VB_SEGMENT_SURNAME | 1u << VB_SEGMENT_PERSON)))) &&
         !is_han(r, i);
}

/* Words of a name, up to the first with a particle or a title glued to it; "the 15th" behind it. */
static ptrdiff_t hangul_name(const reader *r, ptrdiff_t i) {
  ptrdiff_t k = i;
  while (k < i + NAME_WORDS && is_hangul_word(r, k) && (k == i || !is_glued(r, k))) {
    bool whole = is(r, k, VB_SEGMENT_PERSON);
    k++;
    if (whole || (k < r->end && is_glued(r, k))) break;
  }
  bool numbered = k > i && k + 1 < r->end && r->s->tokens.v[k].kind == VB_TOKEN_NUMBER &&
                  is(r, k + 1, VB_SEGMENT_TITLE) && is_glued(r, k + 1);
  return numbered ? k + 2 : k;
}

static bool begins_hangul(const reader *r, ptrdiff_t i) {
  int len;
  int32_t c = i < r->end ? vb_utf8_decode(r->s->tokens.v[i].text, 0, &len) : 0;
  return c >= 0xAC00 && c <= 0xD7AF;
}

static ptrdiff_t read_name(const reader *r, ptrdiff_t i, vb_str country) {
  if (i >= r->end) return i;
  return begins_hangul(r, i) ? hangul_name(r, i) : han_name(r, i, country);
}

/* (in other letters) behind a name. */
static ptrdiff_t skip_aside(const reader *r, ptrdiff_t i) {
  enum { ASIDE_TOKENS = 12 };
  if (i >= r->end || !vb_token_is(&r->s->tokens.v[i], VB_S("("))) return i;
  for (ptrdiff_t k = i + 1; k < r->end && k < i + ASIDE_TOKENS; k++)
    if (vb_token_is(&r->s->tokens.v[k], VB_S(")"))) return k + 1;
  return i;
}

static ptrdiff_t skip_titles(const reader *r, ptrdiff_t i) {
  while (is(r, i, VB_SEGMENT_TITLE)) i++;
  return i;
}

static void set_name(const reader *r, ptrdiff_t start, ptrdiff_t end) {
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
static ptrdiff_t office_first(reader *r, ptrdiff_t i) {
  ptrdiff_t k = read_offices(r, i);
  if (k == i) return i;
  if (is(r, k - 1, VB_SEGMENT_OFFICE) && is_glued(r, k) && is(r, k, VB_SEGMENT_PARTICLE))
    return r->m->kind = VB_MENTION_HOLDER, k;
  ptrdiff_t name = skip_titles(r, k);
  bool titled = name > k;
  while (is(r, name, VB_SEGMENT_RESPECT)) name++;
  ptrdiff_t behind = titled ? name : read_name(r, name, r->m->actor.country);
  /* "the president NAME the COUNTRY's president": a name that another office follows is its own */
  if (behind > name && begins_hangul(r, name) && !is(r, name, VB_SEGMENT_PERSON)) {
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

/* Where a name could begin: not inside a run of unknown characters. */
static bool stands_free(const reader *r, ptrdiff_t i) {
  if (i == 0 || r->s->tokens.v[i].flags & VB_TOKEN_PARAGRAPH) return true;
  return r->s->words[i - 1] || r->s->tokens.v[i - 1].kind == VB_TOKEN_PUNCT;
}

/* A verb or an adjective, by its ending. */
static bool is_sentence_word(const reader *r, ptrdiff_t i) {
  vb_strs endings = r->c->words->verb_endings;
  for (ptrdiff_t k = 0; k < endings.n; k++)
    if (vb_str_ends(r->s->tokens.v[i].text, endings.v[k])) return true;
  return false;
}

/* A name in Hangul: i if there is none. */
static ptrdiff_t korean_name(const reader *r, ptrdiff_t i, bool known) {
  ptrdiff_t behind = hangul_name(r, i);
  return !known && is_sentence_word(r, i) ? i : behind;
}

/* A surname with what follows it, or a transcription: i if there is neither. */
static ptrdiff_t chinese_name(const reader *r, ptrdiff_t i) {
  bool surname = is(r, i, VB_SEGMENT_SURNAME), free = stands_free(r, i);
  if (!surname && !free) return i;
  ptrdiff_t own = surname_name(r, i), foreign = foreign_name(r, i);
  bool own_fits = own > i && (is(r, own, VB_SEGMENT_OFFICE) || is(r, own, VB_SEGMENT_TITLE));
  ptrdiff_t behind = own_fits ? own : free ? foreign : i;
  bool alone = behind == i && surname && is(r, i + 1, VB_SEGMENT_OFFICE);
  return alone ? i + 1 : behind;
}

/* Behind the offices of a name that ends at k; -1 if nothing says that it is one. */
static ptrdiff_t offices_behind(reader *r, ptrdiff_t k, bool known, bool hangul) {
  ptrdiff_t titles = skip_titles(r, k);
  bool here = hangul || is(r, k, VB_SEGMENT_OFFICE) || is(r, k, VB_SEGMENT_MODIFIER);
  ptrdiff_t offices = titles == k && here ? read_offices(r, k) : titles;
  bool own_office = hangul || is_glued(r, k); /* "NAME president", not "NAME, president" */
  if (offices == k && !known) return -1;
  return offices > k && own_office ? skip_titles(r, offices) : k;
}

/* NAME [aside] [COUNTRY] OFFICES | TITLE */
static ptrdiff_t name_first(reader *r, ptrdiff_t i) {
  bool known = is(r, i, VB_SEGMENT_PERSON), hangul = begins_hangul(r, i);
  ptrdiff_t behind = hangul ? korean_name(r, i, known) : known ? i + 1 : chinese_name(r, i);
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

static ptrdiff_t organisation(const reader *r, ptrdiff_t i) {
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

static bool resolve(const reader *r) {
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
  reader r = {context, segments, end, out, mention, false};
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

bool vb_segment_is_high(const vb_actor_words *words, vb_str office, vb_arena scratch) {
  static const char *const high[] = {"head_of_state", "head_of_government", "minister", "monarch",
                                     "party"};
  vb_segments s = vb_segments_make(words->dictionary, NULL, office, &scratch);
  for (ptrdiff_t i = 0; i < s.tokens.n; i++) {
    if (!vb_segment_is(&s, i, VB_SEGMENT_OFFICE)) continue;
    vb_str level =
        vb_table_field(words->offices, s.words[i]->payload[VB_SEGMENT_OFFICE], words->office_level);
    for (size_t k = 0; k < sizeof high / sizeof *high; k++)
      if (vb_str_eq(level, vb_str_from(high[k]))) return true;
  }
  return false;
}
